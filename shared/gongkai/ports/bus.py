"""The event bus: a doorbell, not a memory. Any number of copies of a message may arrive at any time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from gongkai.events import Event

# How early a message is taken: every one of a lower number before any of a higher one.
PRIORITIES = (0, 3, 6, 9)


class EventBus(Protocol):
    """Hands events to the handlers of the flow. An engine that is away raises `Unavailable`."""

    def publish(self, event: Event, priority: int = 0) -> bool:
        """Wake every handler that the flow names for this event; one of `PRIORITIES` says how early.

        False when enough messages of this priority wait for one of them: it is rung for when they have been taken.
        """

    def depth(self) -> Mapping[str, int]:
        """Messages waiting, by queue name; every queue of the flow is present."""

    def lines(self) -> Mapping[tuple[str, int], int]:
        """Messages waiting, by queue name and priority; every pair is present."""
