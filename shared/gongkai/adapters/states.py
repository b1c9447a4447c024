"""States of an index that somebody is paging through, kept for a while after the index has gone on."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

MOST = 32  # states that are kept at once; the one that was not asked for longest goes first
LONGEST = 120.0  # seconds that a state is kept after it was last asked for


State = TypeVar("State")


class States(Generic[State]):
    """Holds states by name, `MOST` of them at most and each for `LONGEST` after its last use; any thread may ask."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._held: OrderedDict[str, tuple[float, State]] = OrderedDict()
        self._lock = threading.Lock()

    def hold(self, name: str, state: State) -> None:
        """Keep a state from now on, or for longer."""
        with self._lock:
            self._held[name] = self._clock() + LONGEST, state
            self._held.move_to_end(name)
            self._let_go()

    def held(self, name: str) -> State | None:
        """The state of this name, None when it was let go or never held here."""
        with self._lock:
            self._let_go()
            found = self._held.get(name)
        if found is None:
            return None
        self.hold(name, found[1])
        return found[1]

    def _let_go(self) -> None:
        while self._held:
            until, _ = next(iter(self._held.values()))
            if len(self._held) <= MOST and until > self._clock():
                return
            self._held.popitem(last=False)
