"""The event bus: a doorbell, not a memory. Any number of copies of a message may arrive at any time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from gongkai.events import Event


class EventBus(Protocol):
    """Hands events to the handlers of the flow. An engine that is away raises `Unavailable`."""

    def publish(self, event: Event) -> None:
        """Wake every handler that the flow names for this event."""

    def depth(self) -> Mapping[str, int]:
        """Messages waiting, by queue name; every queue of the flow is present."""
