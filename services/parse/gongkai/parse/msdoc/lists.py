"""The automatic numbers of a DOC: its lists and their levels, counted as in the newer format."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from gongkai.parse.msdoc.file import LISTS, OVERRIDES, File
from gongkai.parse.ooxml.numbering import Level, Numbering

_LIST, _LEVEL, _OVERRIDE = 28, 28, 16
_SIMPLE = 0x01
_MOST = 4096
# Number formats of [MS-OSHARED] 2.2.1.3 by the names of the newer format; any other is written in digits.
_FORMATS = {
    0x01: "upperRoman",
    0x02: "lowerRoman",
    0x03: "upperLetter",
    0x04: "lowerLetter",
    0x0A: "ideographDigital",
    0x0B: "japaneseCounting",
    0x0E: "decimalFullWidth",
    0x12: "decimalEnclosedCircle",
    0x13: "decimalFullWidth",
    0x16: "decimalZero",
    0x17: "bullet",
    0x1C: "decimalEnclosedCircleChinese",
    0x1E: "ideographTraditional",
    0x1F: "ideographZodiac",
    0x21: "taiwaneseCounting",
    0x25: "chineseCounting",
    0x26: "chineseLegalSimplified",
    0x27: "chineseCountingThousand",
    0xFF: "none",
}


def read_lists(file: File) -> Numbering:
    """The lists that paragraphs refer to by their number (from 1); none where the file has none."""
    numbering = Numbering()
    numbering.levels = {str(name): dict(enumerate(levels)) for name, levels in _lists(file)}
    numbering.lists = {str(number): str(name) for number, name in enumerate(_uses(file), 1)}
    return numbering


def _lists(file: File) -> Iterator[tuple[int, list[Level]]]:
    """The lists by their own ids; the levels of all stand behind the last list ([MS-DOC] 2.9.131, 2.9.150)."""
    found = file.entry(LISTS)
    if len(found) < 2:
        return
    (count,) = struct.unpack_from("<H", found)
    heads = [found[2 + _LIST * number : 2 + _LIST * (number + 1)] for number in range(min(count, _MOST))]
    data, at = file.table, file.place(LISTS)[0] + 2 + _LIST * count
    for head in heads:
        if len(head) < _LIST:
            return
        levels = []
        for _ in range(1 if head[26] & _SIMPLE else 9):
            level, at = _level(data, at)
            levels.append(level)
        yield struct.unpack_from("<i", head)[0], levels


def _level(data: bytes, at: int) -> tuple[Level, int]:
    start, style = struct.unpack_from("<iB", data, at)
    characters, paragraphs = data[at + 24], data[at + 25]
    at += _LEVEL + paragraphs + characters
    (length,) = struct.unpack_from("<H", data, at)
    text = data[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
    pattern = "".join(f"%{ord(sign) + 1}" if ord(sign) < 9 else sign for sign in text)
    return Level(start, _FORMATS.get(style, "decimal"), pattern, legal=False), at + 2 + 2 * length


def _uses(file: File) -> Iterator[int]:
    """The ids of the lists that the numbers 1, 2, … of paragraphs mean."""
    found = file.entry(OVERRIDES)
    (count,) = struct.unpack_from("<I", found) if len(found) >= 4 else (0,)
    for number in range(min(count, _MOST)):
        if 4 + _OVERRIDE * number + 4 <= len(found):
            yield struct.unpack_from("<i", found, 4 + _OVERRIDE * number)[0]
