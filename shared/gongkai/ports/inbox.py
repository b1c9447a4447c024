"""The inbox: files that others put down, under names of their own; they are read, and never changed or removed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol


@dataclass(frozen=True, slots=True)
class Dropped:
    """A file as it lies in the inbox now: its path there in any characters, bytes, time of writing (seconds since 1970).

    `mark` is another one as soon as other bytes lie under the same path.
    """

    key: str
    size: int
    modified: float
    mark: str


class Inbox(Protocol):
    """Files as their owners put them down. An engine that is away raises `Unavailable`."""

    @property
    def bucket(self) -> str:
        """How events name the place that it is in; empty where there are none."""

    def list(self) -> Iterator[Dropped]:
        """Every file that is complete, in some order."""

    def info(self, key: str) -> Dropped | None:
        """None when there is no such file."""

    def open(self, dropped: Dropped) -> BinaryIO:
        """Exactly this file, to be closed by the caller; KeyError when it is gone or another one has taken its place."""


class NoInbox:
    """The `Inbox` of a product that has none."""

    bucket = ""

    def list(self) -> Iterator[Dropped]:
        """See the port."""
        return iter(())

    def info(self, key: str) -> Dropped | None:
        """See the port."""
        return None

    def open(self, dropped: Dropped) -> BinaryIO:
        """See the port."""
        raise KeyError(dropped.key)
