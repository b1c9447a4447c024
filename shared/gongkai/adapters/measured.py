"""Bytes on their way from one place to another: copied once, to memory or to a file, and measured."""

from __future__ import annotations

import contextlib
import hashlib
import io
import tempfile
from collections.abc import Iterator
from typing import BinaryIO, cast

IN_MEMORY = 16 * 1024**2  # what is larger is kept in a file
_CHUNK = 1024**2


@contextlib.contextmanager
def measured(data: bytes | BinaryIO) -> Iterator[tuple[BinaryIO, int, str]]:
    """The data from its beginning, its size and its SHA-256; what reads from a stream is a copy of it."""
    if isinstance(data, bytes):
        yield io.BytesIO(data), len(data), hashlib.sha256(data).hexdigest()
        return
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as copy:
        digest = hashlib.sha256()
        while chunk := data.read(_CHUNK):
            digest.update(chunk)
            copy.write(chunk)
        size = copy.tell()
        copy.seek(0)
        yield cast(BinaryIO, copy), size, digest.hexdigest()
