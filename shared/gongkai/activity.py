"""What the threads of a worker process are at: counted for its watchdog, and let go of when it has to end."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gongkai.adapters.clocks import steady
from gongkai.context import Context
from gongkai.doorbell import ring
from gongkai.errors import Unavailable
from gongkai.events import Event
from gongkai.leases import give_back_all
from gongkai.watchdog import Work


@dataclass(slots=True, eq=False)
class _Turn:
    event: Event
    began: float | None


class Activity:
    """The messages in the hands of this process. `ending` is set when it ends, `is_told` when somebody wanted it to."""

    def __init__(self, context: Context, places: int, clock: Callable[[], float] = steady) -> None:
        self.ending = threading.Event()
        self.is_told = False
        self._context = context
        self._places = places
        self._clock = clock
        self._lock = threading.Lock()
        self._turns: set[_Turn] = set()
        self._taken = 0
        self._mine = threading.local()

    @contextlib.contextmanager
    def turn(self, event: Event) -> Iterator[None]:
        """Around the handling of one message."""
        turn = _Turn(event, self._clock())
        self._mine.turn = turn
        with self._lock:
            self._taken += 1
            self._turns.add(turn)
        try:
            yield
        finally:
            with self._lock:
                self._turns.discard(turn)

    def hold(self, away: Unavailable) -> bool:
        """Wait until the engine may be asked again; False when the process is to end first. Waiting is no work."""
        turn: _Turn = self._mine.turn
        turn.began = None
        held = self._context.breakers.of(away.engine).wait(self.ending)
        turn.began = self._clock()
        return held

    def work(self) -> Work:
        """What is done at this moment."""
        with self._lock:
            begun = [turn.began for turn in self._turns if turn.began is not None]
            return Work(taken=self._taken, free=self._places - len(self._turns), oldest=min(begun, default=None))

    def hand_on(self) -> int:
        """Ring for all that is not finished, as this process will not finish it; returns for how many documents."""
        with self._lock:
            events = [turn.event for turn in self._turns]
        give_back_all()
        return sum(ring(self._context, event) for event in events)
