"""Notices that a process runs and does nothing: one that stands still, a worker that is deaf, one that never finishes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(slots=True)
class Watchdog:
    """Told from time to time a sign of life of each process, and says whose has been the same for too long (seconds)."""

    patience: float
    _seen: dict[str, tuple[bytes, float]] = field(default_factory=dict)

    def still(self, signs: Mapping[str, bytes | None], now: float) -> list[str]:
        """Who gives the same sign for too long; each is named once and then watched anew. None is nobody there."""
        for name, sign in signs.items():
            self._look(name, sign, now)
        silent = [name for name, (_, since) in self._seen.items() if now - since > self.patience]
        for name in silent:
            del self._seen[name]
        return silent

    def _look(self, name: str, sign: bytes | None, now: float) -> None:
        if sign is None:
            self._seen.pop(name, None)
        elif self._seen.get(name, (None, 0.0))[0] != sign:
            self._seen[name] = sign, now


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What a worker does at one moment: messages taken so far, places that are free, and since when its oldest is at work."""

    taken: int
    free: int
    oldest: float | None


@dataclass(slots=True)
class Ear:
    """Told from time to time how many messages wait and what the worker does, and says when it is worth starting anew.

    `deaf` is how long (seconds) it may have a free place and take none of the messages that wait; `longest` for how long
    one message may keep it busy.
    """

    deaf: float
    longest: float
    _taken: int = -1
    _since: float = 0.0

    def complaint(self, waiting: int | None, work: Work, now: float) -> str | None:
        """What is wrong, None while nothing is; None for `waiting` means that the broker does not tell."""
        if work.oldest is not None and now - work.oldest > self.longest:
            return "stuck"
        if not waiting or not work.free or work.taken != self._taken:
            self._taken, self._since = work.taken, now
        return "deaf" if now - self._since > self.deaf else None
