"""Bytes that are coming in: written aside and hashed as they come, never whole in memory, never more than allowed."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, BinaryIO, cast

from gongkai.errors import Refused, Unavailable

_CHUNK = 1024**2
_IN_MEMORY = 4 * 1024**2


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that has come in completely. `document` is the SHA-256 of its bytes."""

    document: str
    size: int
    file: IO[bytes]

    def head(self, count: int) -> bytes:
        """The first bytes."""
        self.file.seek(0)
        return self.file.read(count)

    def open(self) -> BinaryIO:
        """The whole file from its start; closing it closes nothing else."""
        self.file.seek(0)
        return cast("BinaryIO", _Lent(self.file))


@contextmanager
def arriving(stream: IO[bytes], longest: int) -> Iterator[Arrival]:
    """Take a stream in; Refused TOO_BIG at the first byte beyond `longest`. The file is gone afterwards."""
    digest, size = hashlib.sha256(), 0
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as file:
        while part := stream.read(_CHUNK):
            size += len(part)
            if size > longest:
                raise Refused("TOO_BIG", f"more than {longest} bytes")
            digest.update(part)
            _write(file, part)
        yield Arrival(digest.hexdigest(), size, file)


def _write(file: IO[bytes], part: bytes) -> None:
    try:
        file.write(part)
    except OSError as problem:
        raise Unavailable("temporary folder", problem.strerror or "") from problem


class _Lent:
    """A file that its reader may close while its owner still needs it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def __getattr__(self, name: str) -> object:
        return getattr(self._file, name)

    def __enter__(self) -> _Lent:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Nothing: the owner closes."""
