"""Objects as files of one folder, written so that a crash leaves a whole object or none."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from gongkai.errors import Full, Unavailable
from gongkai.ports.objects import ObjectInfo, checked

_TEMPORARY = ".temporary"
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})


class FolderObjects:
    """An `ObjectStore` on a local file system; any number of processes may share the folder."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._temporary = root / _TEMPORARY

    def put(self, key: str, data: bytes | BinaryIO, *, if_absent: bool = False) -> bool:
        """See the port. The order is: temporary file, fsync, rename (or link), fsync of the folder."""
        target = self._root / checked(key)
        with _engine():
            if if_absent and target.exists():
                return False
            self._temporary.mkdir(parents=True, exist_ok=True)
            temporary = self._temporary / f"{os.getpid()}-{threading.get_ident()}-{target.name}"
            try:
                _write(temporary, data)
                _make_folder(target.parent)
                return _place(temporary, target, if_absent)
            finally:
                temporary.unlink(missing_ok=True)

    def get(self, key: str) -> bytes:
        """See the port."""
        with self.open(key) as stream:
            return stream.read()

    def open(self, key: str) -> BinaryIO:
        """See the port."""
        with _engine(key):
            return (self._root / checked(key)).open("rb")

    def info(self, key: str) -> ObjectInfo | None:
        """See the port."""
        with contextlib.suppress(KeyError), _engine(key):
            found = (self._root / checked(key)).stat()
            return ObjectInfo(key, found.st_size, found.st_mtime)
        return None

    def list(self, prefix: str, *, after: str = "") -> Iterator[ObjectInfo]:
        """See the port."""
        folder = prefix.rpartition("/")[0]
        start = self._root / checked(folder) if folder else self._root
        with _engine():
            yield from _walk(start, f"{folder}/" if folder else "", prefix, after)

    def delete(self, key: str) -> None:
        """See the port. A deletion that a crash undoes is harmless, so the folder is not synced."""
        with _engine():
            (self._root / checked(key)).unlink(missing_ok=True)

    def link(self, key: str, *, disposition: str, media_type: str, seconds: int) -> str | None:
        """See the port. A folder is not served to anybody."""
        return None

    def sweep(self, age: float = 3600.0) -> int:
        """See the port; `age` in seconds is longer than any write takes."""
        oldest, swept = time.time() - age, 0
        for left in self._temporary.glob("*"):
            with contextlib.suppress(FileNotFoundError):
                if left.stat().st_mtime < oldest:
                    left.unlink()
                    swept += 1
        return swept


@contextlib.contextmanager
def _engine(key: str = "") -> Iterator[None]:
    try:
        yield
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as missing:
        raise KeyError(key) from missing
    except OSError as problem:
        kind = Full if problem.errno in _NO_ROOM else Unavailable
        raise kind("objects", problem.strerror or type(problem).__name__) from problem


def _write(path: Path, data: bytes | BinaryIO) -> None:
    with path.open("wb") as file:
        shutil.copyfileobj(io.BytesIO(data) if isinstance(data, bytes) else data, file, 1024**2)
        file.flush()
        os.fsync(file.fileno())


def _make_folder(folder: Path) -> None:
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    _sync(folder.parent)


def _place(temporary: Path, target: Path, if_absent: bool) -> bool:
    if if_absent:
        # A link never replaces: of two writers at once exactly one is told that it was first.
        try:
            os.link(temporary, target)
        except FileExistsError:
            return False
    else:
        temporary.replace(target)
    _sync(target.parent)
    return True


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _walk(folder: Path, path: str, prefix: str, after: str) -> Iterator[ObjectInfo]:
    # A folder sorts with its slash, so that the whole listing is in the order of keys.
    try:
        entries = sorted((f"{entry.name}/" if entry.is_dir() else entry.name, entry) for entry in os.scandir(folder))
    except FileNotFoundError:
        return
    for name, entry in entries:
        key = path + name
        if name == f"{_TEMPORARY}/" or not (key.startswith(prefix) or prefix.startswith(key)):
            continue
        if name.endswith("/"):
            if not after or key > after or after.startswith(key):
                yield from _walk(folder / entry.name, key, prefix, after)
        elif key > after:
            with contextlib.suppress(FileNotFoundError):
                found = entry.stat()
                yield ObjectInfo(key, found.st_size, found.st_mtime)
