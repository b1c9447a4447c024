"""How much a child may leave in its own folder: looked at from outside while it works."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any


class Quota:
    """Bytes and entries of a folder, at most. Half of the room that the disk has is the most in any case."""

    def __init__(self, folder: Path, limits: dict[str, Any]) -> None:
        room = os.statvfs(folder)
        self._folder = folder
        self._bytes = min(int(limits["unpacked"]), room.f_bavail * room.f_frsize // 2)
        self._entries = int(limits["entries"])

    def is_exceeded(self) -> bool:
        """Whether more lies there; counting ends as soon as that is known."""
        taken = 0
        for entries, size in enumerate(_sizes(str(self._folder)), 1):
            taken += size
            if entries > self._entries or taken > self._bytes:
                return True
        return False


def _sizes(folder: str) -> Iterator[int]:
    """The bytes on the disk of everything below, none of it followed; what goes away meanwhile is left out."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                yield entry.stat(follow_symlinks=False).st_blocks * 512
                if entry.is_dir(follow_symlinks=False):
                    yield from _sizes(entry.path)
    except FileNotFoundError:
        return
