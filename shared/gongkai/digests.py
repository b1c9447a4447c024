"""What a document is called: the SHA-256 of its bytes."""

from __future__ import annotations

import hashlib
from typing import IO

_CHUNK = 1024**2


def digest_of(stream: IO[bytes]) -> str:
    """The SHA-256, in hexadecimal digits, of what a stream still holds."""
    digest = hashlib.sha256()
    while part := stream.read(_CHUNK):
        digest.update(part)
    return digest.hexdigest()
