"""How the bytes of a text are turned into characters when nobody says which encoding they are in."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache

from charset_normalizer import from_bytes

from gongkai.errors import Refused

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNMARKED = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
_SAMPLE = 64 * 1024
_PLAUSIBLE = 0.7
_BROKEN_SHARE = 0.01
_CONTROL_SHARE = 0.05
_CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\r\f\v\x1b"))
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:-]{2,20})""", re.IGNORECASE)
_DECLARED_XML = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_:-]{2,20})""")
# What is declared as GB2312 or GBK is written in their superset.
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs"}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was in, and how many characters of it could not be read (U+FFFD stands for each)."""

    text: str
    encoding: str
    broken: int


def decode(data: bytes) -> Decoded:
    """The text of these bytes, by byte order mark, by validity as UTF-8, or by which Chinese encoding makes common characters.

    Refused CORRUPT when no encoding makes text of them.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    utf8 = _decoded(data, "utf-8")
    if _is_utf8(utf8):
        return utf8
    return _decoded(data, _guess(data))


def decode_html(data: bytes) -> Decoded:
    """Like `decode`; a declared charset is believed when it fits the bytes."""
    for mark, _ in _BOMS:
        if data.startswith(mark):
            return decode(data)
    declared = _DECLARED_XML.search(data[:1024]) or _DECLARED.search(data[:8192])
    encoding = _known(declared[1].decode("ascii").lower()) if declared else None
    if encoding is not None and not encoding.startswith("utf-16"):
        text = _decoded(data, encoding)
        if text.broken <= len(text.text) * _BROKEN_SHARE:
            return text
    return decode(data)


def is_text(head: bytes) -> bool:
    """Whether the beginning of a file is text in some encoding, by its control characters."""
    if any(head.startswith(mark) for mark, _ in _BOMS):
        return True
    if len(head.translate(None, _CONTROLS)) >= len(head) * (1 - _CONTROL_SHARE):
        return True
    return max(_plausibility(head, encoding) for encoding in ("utf-16-le", "utf-16-be")) >= _PLAUSIBLE


def _decoded(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    return Decoded(text.removeprefix("\ufeff"), encoding, text.count("\ufffd"))


def _known(name: str) -> str | None:
    name = _SUPERSETS.get(name, name)
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def _is_utf8(read: Decoded) -> bool:
    """Whether text read as UTF-8 is that: next to no NUL, and broken characters far fewer than sound ones outside ASCII."""
    if read.text.count("\0") * 10 > len(read.text):
        return False
    sound = sum(1 for character in read.text if character > "\x7f") - read.broken
    return read.broken == 0 or sound >= 3 * read.broken


def _guess(data: bytes) -> str:
    sample = data[:_SAMPLE]
    best = max(_UNMARKED, key=lambda encoding: _plausibility(sample, encoding))
    if _plausibility(sample, best) >= _PLAUSIBLE:
        return best
    found = from_bytes(sample).best()
    if found is None:
        raise Refused("CORRUPT", "not text in any known encoding")
    return str(found.encoding)


def _plausibility(sample: bytes, encoding: str) -> float:
    """The share of characters that are ASCII, Chinese punctuation or among the common characters of this encoding."""
    text = sample.decode(encoding, errors="replace").rstrip("\ufffd")
    if not text:
        return 0.0
    common = _common_traditional() if encoding == "big5hkscs" else _common_simplified()
    good = sum(1 for character in text if character in common)
    plain = sum(1 for character in text if " " <= character < "\x7f" or character in "\t\r\n")
    other = len(text) - plain
    return good / other if other else plain / len(text)


@cache
def _common_simplified() -> frozenset[str]:
    """The first level of GB 2312, sorted by sound, with the punctuation rows."""
    return _rows("gb2312", (*range(0xA1, 0xA4), *range(0xB0, 0xD8)))


@cache
def _common_traditional() -> frozenset[str]:
    """The first level of Big5, with the punctuation rows."""
    return _rows("big5", range(0xA1, 0xC7))


def _rows(encoding: str, leads: tuple[int, ...] | range) -> frozenset[str]:
    trails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    cells = (bytes((lead, trail)).decode(encoding, errors="ignore") for lead in leads for trail in trails)
    return frozenset(cell for cell in cells if len(cell) == 1)
