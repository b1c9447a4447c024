"""A breaker for each engine: one that is away is asked seldom, by one of all who wait for it, and all can see since when."""

from __future__ import annotations

import contextlib
import functools
import inspect
import threading
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from gongkai.adapters.clocks import steady
from gongkai.errors import Failed, Full, Unavailable
from gongkai.ports.ledger import Ledger

# An engine that is away is asked once in so many seconds, by all processes together; one without room more seldom.
PAUSE, FULL_PAUSE = 5.0, 30.0
# The first question comes sooner: what failed once need not be away. Whoever waits looks this often whether he may ask.
_SOON, _LOOK = 0.25, 1.0
# What an engine without room goes on doing; that it does says nothing of its room.
NEED_NO_ROOM = frozenset({
    "get", "open", "info", "list", "delete", "link", "sweep", "search", "ids", "documents", "filling",
    "standing", "standings", "history", "counts", "failures", "waiting", "crowd", "line", "recent", "outages", "tallies",
    "depth", "lines",
})  # fmt: skip

_Engine = TypeVar("_Engine")


class Breaker:
    """Lets everybody through while the engine answers; while it does not, one after each pause, and refuses the others at once.

    `board` is where all processes agree on who asks, and where the outage is shown; without it, or while it is away
    itself, this process decides alone. `openings` are the outages that this process has met.
    """

    def __init__(self, engine: str, board: Ledger | None = None, clock: Callable[[], float] = steady) -> None:
        self.engine = engine
        self._board = board
        self._clock = clock
        self._lock = threading.Lock()
        self.openings = 0
        self._problem: Unavailable | None = None
        self._next = 0.0
        self._asker: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether the engine did not answer when it was asked last."""
        return self._problem is not None

    @contextlib.contextmanager
    def asking(self, *, needs_room: bool = True) -> Iterator[None]:
        """Around every call of the engine. `Unavailable` at once while it is away and another one asks whether it is back.

        A call that needs no room is let through, and changes nothing, while the engine is only full.
        """
        self._pass(needs_room)
        try:
            yield
        except Unavailable as away:
            self.failed(away)
            raise
        except (KeyError, Failed):
            self.answered(needs_room)
            raise
        self.answered(needs_room)

    def failed(self, away: Unavailable) -> None:
        """The engine did not do what it was asked; what another engine's absence brought about says nothing here."""
        if away.engine != self.engine:
            return
        with self._lock:
            now = self._clock()
            if self._problem is None:
                self.openings += 1
                self._next = now + (FULL_PAUSE if isinstance(away, Full) else _SOON)
            elif self._asker == threading.get_ident():
                self._next, self._asker = now + _pause(away), None
            self._problem = away

    def answered(self, needs_room: bool = True) -> None:
        """The engine did what it was asked."""
        if self._says_nothing(needs_room):
            return
        with self._lock:
            self._problem = self._asker = None
        if self._board:
            with contextlib.suppress(Unavailable):
                self._board.back(self.engine)

    def wait(self, ending: threading.Event) -> bool:
        """Return when this thread may ask the engine; False when the process is ending first."""
        while not ending.is_set():
            try:
                self._pass()
            except Unavailable:
                ending.wait(_LOOK)
            else:
                return True
        return False

    def _says_nothing(self, needs_room: bool) -> bool:
        return self._problem is None or (isinstance(self._problem, Full) and not needs_room)

    def _pass(self, needs_room: bool = True) -> None:
        if self._says_nothing(needs_room):
            return
        with self._lock:
            problem = self._problem
            if problem is None or self._asker == threading.get_ident():
                return
            if not self._may_ask(problem):
                kind = Full if isinstance(problem, Full) else Unavailable
                raise kind(self.engine, problem.detail.removeprefix(self.engine).removeprefix(": "))
            self._asker = threading.get_ident()

    def _may_ask(self, problem: Unavailable) -> bool:
        now = self._clock()
        if now < self._next:
            return False
        pause = _pause(problem)
        allowed = self._is_allowed(problem, pause)
        self._next = now + (pause if allowed else _LOOK)
        return allowed

    def _is_allowed(self, problem: Unavailable, pause: float) -> bool:
        if self._board is None:
            return True
        try:
            return self._board.away(self.engine, problem.detail, pause)
        except Unavailable:
            return True


class Breakers:
    """The breakers of one process, by the name of the engine as `Unavailable` tells it."""

    def __init__(self, board: Ledger | None = None) -> None:
        self._board = board
        self._breakers: dict[str, Breaker] = {}
        self._lock = threading.Lock()

    def of(self, engine: str) -> Breaker:
        """The breaker of an engine; that of the ledger, and of what holds it up, does without the ledger."""
        with self._lock:
            if engine not in self._breakers:
                self._breakers[engine] = Breaker(engine, None if engine == "ledger" else self._board)
            return self._breakers[engine]


def guard(engine: _Engine, breaker: Breaker) -> _Engine:
    """The engine itself, with the breaker before each of its public methods."""
    for name, function in vars(type(engine)).items():
        if inspect.isfunction(function) and not name.startswith("_"):
            setattr(engine, name, _guarded(getattr(engine, name), breaker, needs_room=name not in NEED_NO_ROOM))
    return engine


def _guarded(method: Callable[..., Any], breaker: Breaker, *, needs_room: bool) -> Callable[..., Any]:
    @functools.wraps(method)
    def call(*arguments: Any, **options: Any) -> Any:
        with breaker.asking(needs_room=needs_room):
            return method(*arguments, **options)

    @functools.wraps(method)
    def walk(*arguments: Any, **options: Any) -> Iterator[Any]:
        with breaker.asking(needs_room=needs_room):
            yield from method(*arguments, **options)

    return walk if inspect.isgeneratorfunction(method) else call


def _pause(problem: Unavailable) -> float:
    return FULL_PAUSE if isinstance(problem, Full) else PAUSE
