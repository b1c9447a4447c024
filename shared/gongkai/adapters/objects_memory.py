"""Objects in a dictionary: for tests, and for trying things out without a trace."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Iterator
from typing import BinaryIO

from gongkai.ports.objects import ObjectInfo, checked


class MemoryObjects:
    """An `ObjectStore` that lives as long as its process."""

    def __init__(self) -> None:
        self._objects: dict[str, tuple[bytes, float]] = {}
        self._lock = threading.Lock()

    def put(self, key: str, data: bytes | BinaryIO, *, if_absent: bool = False) -> bool:
        """See the port."""
        whole = data if isinstance(data, bytes) else data.read()
        with self._lock:
            if if_absent and key in self._objects:
                return False
            self._objects[checked(key)] = (whole, time.time())
            return True

    def get(self, key: str) -> bytes:
        """See the port."""
        return self._objects[checked(key)][0]

    def open(self, key: str) -> BinaryIO:
        """See the port."""
        return io.BytesIO(self.get(key))

    def info(self, key: str) -> ObjectInfo | None:
        """See the port."""
        found = self._objects.get(checked(key))
        return ObjectInfo(key, len(found[0]), found[1]) if found else None

    def list(self, prefix: str, *, after: str = "") -> Iterator[ObjectInfo]:
        """See the port."""
        keys = sorted(key for key in list(self._objects) if key.startswith(prefix) and key > after)
        return (info for info in map(self.info, keys) if info)

    def delete(self, key: str) -> None:
        """See the port."""
        self._objects.pop(checked(key), None)

    def link(self, key: str, *, disposition: str, media_type: str, seconds: int) -> str | None:
        """See the port. Nobody else can look into a process."""
        return None

    def sweep(self) -> int:
        """See the port. Nothing is half written."""
        return 0
