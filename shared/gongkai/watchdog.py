"""Notices workers that run and hear nothing: a queue whose first message stays where it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(slots=True)
class Watchdog:
    """Told from time to time which message is first in each queue, and says which queues nobody takes from.

    `patience` is in seconds and longer than the longest time for which every worker of a queue may be busy.
    """

    patience: float
    _seen: dict[str, tuple[bytes, float]] = field(default_factory=dict)

    def deaf(self, firsts: Mapping[str, bytes | None], now: float) -> list[str]:
        """The queues whose first message has been the same for too long; each is named once and then watched anew."""
        for queue, first in firsts.items():
            self._look(queue, first, now)
        silent = [queue for queue, (_, since) in self._seen.items() if now - since > self.patience]
        for queue in silent:
            del self._seen[queue]
        return silent

    def _look(self, queue: str, first: bytes | None, now: float) -> None:
        if first is None:
            self._seen.pop(queue, None)
        elif self._seen.get(queue, (None, 0.0))[0] != first:
            self._seen[queue] = first, now
