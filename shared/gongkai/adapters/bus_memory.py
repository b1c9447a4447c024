"""The event bus in one process: handlers run at once, and on request messages come twice, late or never."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from gongkai.events import Event, from_message, to_message
from gongkai.flow import FLOW, QUEUES


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
    _waiting: list[tuple[str, Event]] = field(default_factory=list)
    _busy: bool = False
    _chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.mischief.seed)  # noqa: S311 - for tests, not for secrets

    def publish(self, event: Event) -> None:
        """See the port. A message travels as it would through a broker: as plain values."""
        for name in FLOW[event.NAME]:
            self._waiting += [(name, from_message(to_message(event)))] * self._copies()
        if self.working:
            self.work()

    def depth(self) -> Mapping[str, int]:
        """See the port."""
        found = Counter(QUEUES[name] for name, _ in self._waiting)
        return {queue: found[queue] for queue in QUEUES.values()}

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
        place = self._chance.randrange(len(self._waiting)) if self.mischief.shuffled else 0
        return self._waiting.pop(place)
