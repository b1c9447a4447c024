"""An inbox in a dictionary: for tests, and for trying things out without a trace."""

from __future__ import annotations

import hashlib
import io
import time
from collections.abc import Iterator
from typing import BinaryIO

from gongkai.ports.inbox import Dropped


class MemoryInbox:
    """An `Inbox` that lives as long as its process; `put` and `remove` are what its users do."""

    bucket = "memory"

    def __init__(self) -> None:
        self._files: dict[str, tuple[bytes, float]] = {}

    def put(self, key: str, data: bytes) -> None:
        """Lay a file down, in place of another one with this path."""
        self._files[key] = data, time.time()

    def remove(self, key: str) -> None:
        """Take a file away again."""
        self._files.pop(key, None)

    def list(self) -> Iterator[Dropped]:
        """See the port."""
        return (found for found in map(self.info, list(self._files)) if found)

    def info(self, key: str) -> Dropped | None:
        """See the port."""
        if key not in self._files:
            return None
        data, at = self._files[key]
        return Dropped(key, len(data), at, hashlib.sha256(data).hexdigest())

    def open(self, dropped: Dropped) -> BinaryIO:
        """See the port."""
        if self.info(dropped.key) != dropped:
            raise KeyError(dropped.key)
        return io.BytesIO(self._files[dropped.key][0])
