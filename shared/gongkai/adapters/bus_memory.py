"""The event bus in one process: handlers run at once, and on request messages come twice, late or never."""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from gongkai.events import Event, from_message, to_message
from gongkai.flow import FLOW, QUEUES
from gongkai.ports.bus import PRIORITIES


@dataclass(frozen=True, slots=True, kw_only=True)
class Mischief:
    """What may happen to a message, as a real broker does when it is killed: chances from 0 to 1, reproducible."""

    seed: int = 0
    twice: float = 0.0
    lost: float = 0.0
    shuffled: bool = False


@dataclass(slots=True)
class MemoryBus:
    """An `EventBus` that works off its own messages: at once while `working`, else when `work` is called."""

    handle: Callable[[str, Event], None] | None = None
    working: bool = True
    mischief: Mischief = field(default_factory=Mischief)
    most: int = sys.maxsize
    _waiting: list[tuple[int, str, Event]] = field(default_factory=list)
    _busy: bool = False
    _chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.mischief.seed)  # noqa: S311 - for tests, not for secrets

    def publish(self, event: Event, priority: int = 0) -> bool:
        """See the port. A message travels as it would through a broker: as plain values."""
        lines = self.lines()
        heard = [name for name in FLOW[event.NAME] if lines[QUEUES[name], priority] < self.most]
        for name in heard:
            self._waiting += [(priority, name, from_message(to_message(event)))] * self._copies()
        if self.working:
            self.work()
        return len(heard) == len(FLOW[event.NAME])

    def depth(self) -> Mapping[str, int]:
        """See the port."""
        found = Counter(QUEUES[name] for _, name, _ in self._waiting)
        return {queue: found[queue] for queue in QUEUES.values()}

    def lines(self) -> Mapping[tuple[str, int], int]:
        """See the port."""
        found = Counter((QUEUES[name], priority) for priority, name, _ in self._waiting)
        return {(queue, priority): found[queue, priority] for queue in QUEUES.values() for priority in PRIORITIES}

    def work(self) -> None:
        """Run handlers until no message waits."""
        if self._busy or self.handle is None:
            return
        self._busy = True
        try:
            while self._waiting:
                self.handle(*self._next())
        finally:
            self._busy = False

    def _copies(self) -> int:
        if self._chance.random() < self.mischief.lost:
            return 0
        return 2 if self._chance.random() < self.mischief.twice else 1

    def _next(self) -> tuple[str, Event]:
        waiting = range(len(self._waiting))
        place = self._chance.choice(waiting) if self.mischief.shuffled else min(waiting, key=self._priority)
        return self._waiting.pop(place)[1:]

    def _priority(self, place: int) -> int:
        return self._waiting[place][0]
