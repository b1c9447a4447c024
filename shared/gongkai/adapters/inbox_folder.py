"""An inbox that is a folder of this machine: whatever is copied into it is taken in."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from gongkai.errors import Unavailable
from gongkai.ports.inbox import Dropped

# A file that was written to within this time (seconds) may still be under way.
_SETTLED = 3.0
# How programs name what they have not finished, and what is hidden.
_UNFINISHED_BEFORE = (".", "~$")
_UNFINISHED_AFTER = (".part", ".partial", ".tmp", ".filepart", ".crdownload")


class FolderInbox:
    """An `Inbox` in a folder, which need not exist. Links are not followed."""

    bucket = ""

    def __init__(self, root: Path, settled: float = _SETTLED) -> None:
        self._root = root
        self._settled = settled

    def list(self) -> Iterator[Dropped]:
        """See the port."""
        for place, folders, names in os.walk(self._root):
            folders[:] = sorted(name for name in folders if _is_finished(name))
            for name in sorted(names):
                found = self.info(Path(place, name).relative_to(self._root).as_posix())
                if found and time.time() - found.modified >= self._settled:
                    yield found

    def info(self, key: str) -> Dropped | None:
        """See the port."""
        path = self._root / key
        if any(part in ("", "..") or not _is_finished(part) for part in key.split("/")) or path.is_symlink():
            return None
        try:
            found = path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as problem:
            raise Unavailable("inbox", problem.strerror or "") from problem
        return _dropped(key, found) if path.is_file() else None

    def open(self, dropped: Dropped) -> BinaryIO:
        """See the port. What was opened stays what it is, also when its owner puts another file in its place."""
        try:
            file = (self._root / dropped.key).open("rb")
        except FileNotFoundError as gone:
            raise KeyError(dropped.key) from gone
        except OSError as problem:
            raise Unavailable("inbox", problem.strerror or "") from problem
        if _dropped(dropped.key, os.fstat(file.fileno())) != dropped:
            file.close()
            raise KeyError(dropped.key)
        return file


def _dropped(key: str, found: os.stat_result) -> Dropped:
    mark = f"{found.st_mtime_ns:x}-{found.st_size:x}-{found.st_ino:x}"
    return Dropped(key, found.st_size, found.st_mtime, mark)


def _is_finished(name: str) -> bool:
    return not name.startswith(_UNFINISHED_BEFORE) and not name.endswith(_UNFINISHED_AFTER)
