"""Whether there is room for more: a door that closes for a while when too much waits, before anything is read."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any

from gongkai.context import Context
from gongkai.errors import GongkaiError, Unavailable

# What was found out is believed for so long (seconds): thousands of files are not worth thousands of counts.
_FRESH = 1.0
RETRY_SECONDS = 10


class Busy(GongkaiError):
    """No more is taken in for now, of anybody (BUSY) or of this upload or space (BUSY_SHARE): worth asking again."""


@dataclass(slots=True)
class Pressure:
    """Counts what waits, at most once a second. What cannot be counted closes no door: the journal holds any number."""

    context: Context
    _known: dict[Hashable, Any] = field(default_factory=dict)
    _until: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def busy(self, space: str, batch: str | None = None) -> Busy | None:
        """Why no more of this upload is taken in at this moment; None when there is room."""
        try:
            return self._of_all() or self._of_share(space, batch)
        except Unavailable:
            return None

    def _of_all(self) -> Busy | None:
        settings = self.context.settings
        waiting = self._remember(None, lambda: list(self.context.ledger.waiting().values()))
        count = sum(count for count, _ in waiting)
        if count >= settings.waiting:
            return Busy("BUSY", f"{count} documents wait")
        oldest = min((since for _, since in waiting), default=self.context.clock())
        if self.context.clock() - oldest > settings.waiting_seconds:
            return Busy("BUSY", f"the oldest waits since {self.context.clock() - oldest:.0f} s")
        return None

    def _of_share(self, space: str, batch: str | None) -> Busy | None:
        settings = self.context.settings
        count = self._remember(space, lambda: self._crowd(space, None, settings.waiting_space))
        if count >= settings.waiting_space:
            return Busy("BUSY_SHARE", f"{count} or more documents of this space wait")
        if batch is None:
            return None
        count = self._remember((space, batch), lambda: self._crowd(space, batch, settings.waiting_upload))
        return (
            Busy("BUSY_SHARE", f"{count} or more documents of this upload wait")
            if count >= settings.waiting_upload
            else None
        )

    def _crowd(self, space: str, batch: str | None, most: int) -> int:
        return self.context.ledger.crowd(space, batch, most=most)

    def _remember(self, what: Hashable, question: Callable[[], Any]) -> Any:
        with self._lock:
            if time.monotonic() > self._until:
                self._known.clear()
                self._until = time.monotonic() + _FRESH
            if what not in self._known:
                self._known[what] = question()
            return self._known[what]
