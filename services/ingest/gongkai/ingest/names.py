"""File names as people may see them: never part of a key or a path, and harmless on a screen and in a log."""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 255
_UNNAMED = "unnamed"


def shown(name: str) -> str:
    """The base name in NFC, without control, direction and zero-width characters, at most 255 bytes of UTF-8.

    >>> shown("../../etc/预算\\u202e\\n.pdf")
    '预算.pdf'
    """
    base = re.split(r"[/\\]", name)[-1]
    kept = "".join(sign for sign in unicodedata.normalize("NFC", base) if unicodedata.category(sign)[0] != "C")
    return _cut(kept.strip(" .") or _UNNAMED)


def readable(path: str) -> str:
    """A path of a file system as text: names in GB18030, as older systems write them, become what they were.

    >>> readable("\udcd4\udca4\udccb\udce3.pdf")
    '预算.pdf'
    """
    raw = path.encode(errors="surrogateescape")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode(errors="replace")


def _cut(name: str) -> str:
    if len(name.encode()) <= _LONGEST:
        return name
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension.encode()) > 16:
        stem, extension = name, ""
    room = _LONGEST - len(f"{dot}{extension}".encode())
    return f"{stem.encode()[:room].decode(errors='ignore')}{dot if extension else ''}{extension}"
