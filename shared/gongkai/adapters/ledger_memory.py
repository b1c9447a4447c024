"""The status board in dictionaries: for tests, and for trying things out without a trace."""

from __future__ import annotations

import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from gongkai.adapters.clocks import steady
from gongkai.ports.ledger import NOTED, STATES, Outage, Standing, State, Step

_Id = tuple[str, str]


class MemoryLedger:
    """A `Ledger` that lives as long as its process."""

    def __init__(self, clock: Callable[[], float] = steady) -> None:
        self._clock = clock
        self._standings: dict[_Id, Standing] = {}
        self._steps: dict[_Id, list[Step]] = defaultdict(list)
        self._claims: dict[_Id, tuple[str, float, int]] = {}
        self._outages: dict[str, Outage] = {}
        self._asked: dict[str, float] = {}
        self._noted: dict[str, float] = {}
        self._tallies: Counter[str] = Counter()
        self._lock = threading.Lock()

    def record(self, standing: Standing, step: Step | None = None) -> None:
        """See the port."""
        which = standing.space, standing.document
        with self._lock:
            known = self._standings.get(which)
            if known is None or standing.changed >= known.changed:
                self._standings[which] = standing
            if step:
                self._steps[which].append(step)

    def standing(self, space: str, document: str) -> Standing | None:
        """See the port."""
        return self._standings.get((space, document))

    def standings(self, space: str, documents: Sequence[str]) -> Mapping[str, Standing]:
        """See the port."""
        found = (self._standings.get((space, document)) for document in documents)
        return {one.document: one for one in found if one}

    def history(self, space: str, document: str) -> Sequence[Step]:
        """See the port."""
        return tuple(self._steps.get((space, document), ()))

    def counts(self, space: str | None = None) -> Mapping[State, int]:
        """See the port."""
        found = Counter(standing.state for standing in self._of(space))
        return {state: found[state] for state in STATES}

    def failures(self, space: str | None = None) -> Mapping[str, int]:
        """See the port."""
        return Counter(one.code for one in self._of(space) if one.state in ("refused", "failed") and one.code)

    def waiting(self) -> Mapping[str, tuple[int, float]]:
        """See the port."""
        pending = [standing for standing in self._of(None) if standing.state == "pending"]
        times = {stage: [one.changed for one in pending if one.stage == stage] for stage in {p.stage for p in pending}}
        return {stage: (len(found), min(found)) for stage, found in times.items()}

    def crowd(self, space: str, batch: str | None = None, *, most: int) -> int:
        """See the port."""
        return min(sum(one.state == "pending" and batch in (None, one.batch) for one in self._of(space)), most)

    def line(self, stage: str, priority: int, limit: int) -> Sequence[Standing]:
        """See the port."""
        wanted = "pending", stage, priority
        found = [one for one in self._of(None) if (one.state, one.stage, one.priority) == wanted]
        return sorted(found, key=lambda one: one.changed)[:limit]

    def recent(
        self,
        space: str,
        *,
        state: State | None = None,
        code: str | None = None,
        batch: str | None = None,
        limit: int = 50,
        before: float | None = None,
    ) -> Sequence[Standing]:
        """See the port."""
        found = [
            one
            for one in self._of(space)
            if state in (None, one.state)
            and code in (None, one.code)
            and batch in (None, one.batch)
            and (before is None or one.changed < before)
        ]
        return sorted(found, key=lambda one: (-one.changed, one.document))[: min(limit, 1000)]

    def forget(self, space: str, document: str) -> None:
        """See the port."""
        with self._lock:
            self._standings.pop((space, document), None)
            self._steps.pop((space, document), None)
            self._claims.pop((space, document), None)

    def claim(self, space: str, document: str, owner: str, seconds: float) -> int:
        """See the port."""
        with self._lock:
            holder, ends, times = self._claims.get((space, document), ("", 0.0, 0))
            if holder not in ("", owner) and ends > self._clock():
                return 0
            self._claims[space, document] = owner, self._clock() + seconds, times + 1
            return times + 1

    def renew(self, space: str, document: str, owner: str, seconds: float) -> bool:
        """See the port."""
        with self._lock:
            holder, _, times = self._claims.get((space, document), ("", 0.0, 0))
            if holder == owner:
                self._claims[space, document] = owner, self._clock() + seconds, times
            return holder == owner

    def release(self, space: str, document: str, owner: str) -> None:
        """See the port."""
        with self._lock:
            if self._claims.get((space, document), ("",))[0] == owner:
                del self._claims[space, document]

    def away(self, engine: str, detail: str, pause: float) -> bool:
        """See the port."""
        with self._lock:
            now = self._clock()
            if not self._is_noted(engine, now):
                self._outages[engine] = Outage(engine=engine, since=time.time(), detail=detail)
            self._noted[engine] = now
            if now < self._asked.get(engine, 0.0) + pause:
                return False
            self._asked[engine] = now
            return True

    def back(self, engine: str) -> None:
        """See the port."""
        with self._lock:
            self._outages.pop(engine, None)
            self._asked.pop(engine, None)

    def outages(self) -> Sequence[Outage]:
        """See the port."""
        with self._lock:
            now = self._clock()
            return [self._outages[engine] for engine in sorted(self._outages) if self._is_noted(engine, now)]

    def tally(self, what: str) -> None:
        """See the port."""
        with self._lock:
            self._tallies[what] += 1

    def tallies(self) -> Mapping[str, int]:
        """See the port."""
        with self._lock:
            return dict(self._tallies)

    def _is_noted(self, engine: str, now: float) -> bool:
        return engine in self._outages and now < self._noted[engine] + NOTED

    def _of(self, space: str | None) -> list[Standing]:
        with self._lock:
            return [one for one in self._standings.values() if space in (None, one.space)]
