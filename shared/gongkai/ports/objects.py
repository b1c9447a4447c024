"""The object store: the truth of the product and the only thing to back up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol


@dataclass(frozen=True, slots=True)
class ObjectInfo:
    """What the store knows of one object: its key, bytes, and the time of writing (seconds since 1970)."""

    key: str
    size: int
    modified: float


_KEY = re.compile(r"(?:(?!\.\.?(?:/|$))[A-Za-z0-9._-]+/)*(?!\.\.?$)[A-Za-z0-9._-]+")


def checked(key: str) -> str:
    """The key itself when it is a relative path of `[A-Za-z0-9._-]` segments without `.` and `..`, else ValueError."""
    if not _KEY.fullmatch(key):
        raise ValueError(f"not a key: {key!r}")
    return key


class ObjectStore(Protocol):
    """Whole objects under keys such as `originals/public/ab/ab12…`. An object is there completely or not at all.

    Keys are relative paths of `[A-Za-z0-9._-]` segments; anything else is a ValueError. An engine that is away
    raises `Unavailable`. A missing object raises KeyError.
    """

    def put(self, key: str, data: bytes | BinaryIO, *, if_absent: bool = False) -> bool:
        """Write durably before returning. With `if_absent` an existing object is kept and False is returned."""

    def get(self, key: str) -> bytes:
        """The whole object."""

    def open(self, key: str) -> BinaryIO:
        """The object as a stream, to be closed by the caller."""

    def info(self, key: str) -> ObjectInfo | None:
        """None when there is no such object."""

    def list(self, prefix: str, *, after: str = "") -> Iterator[ObjectInfo]:
        """Everything whose key begins with `prefix`, in the order of keys, beginning behind `after`."""

    def delete(self, key: str) -> None:
        """Remove it; a missing object is fine."""

    def link(self, key: str, *, disposition: str, media_type: str, seconds: int) -> str | None:
        """An address from which anybody gets the object for so many seconds, with these headers; None where there is none."""

    def sweep(self) -> int:
        """Remove what writers that were killed left half written long ago. Returns how much that was."""
