"""What a DOC says of its paragraphs and characters: lists of small modifications (sprm) in pages of 512 bytes."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from gongkai.parse.msdoc.file import CHARACTERS, PARAGRAPHS, STYLES, File

_PAGE = 512
_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)  # of an operand, by the top three bits of its code; 0 tells its own size

IN_TABLE, ROW_END, DEPTH = 0x2416, 0x2417, 0x6649
INNER_CELL_END, INNER_ROW_END = 0x244B, 0x244C
LEVEL, LIST = 0x260A, 0x460B
TABLE, MERGE_ACROSS, MERGE_DOWN = 0xD608, 0x5624, 0xD62B
DELETED, HIDDEN = 0x0800, 0x083C
_ELSEWHERE = 0x6646
_LONG = {TABLE}
_PARAGRAPH_STYLE = 1
_DEEPEST = 20

_T = TypeVar("_T")
Changes = Mapping[int, list[bytes]]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The properties of one paragraph; `table` are the changes that define the row which ends with it."""

    depth: int = 0
    row_end: bool = False
    inner_cell_end: bool = False
    inner_row_end: bool = False
    list: int = 0
    level: int = 0
    table: Changes = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ink:
    """What is special about some characters."""

    deleted: bool = False
    hidden: bool = False


class Properties:
    """Answers for any position of a document."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._styles = dict(_styles(file))
        self._paragraphs = _Runs(file, PARAGRAPHS, self._paragraph)
        self._inks = _Runs(file, CHARACTERS, _ink)

    def paragraph(self, end: int) -> Paragraph:
        """Of the paragraph whose last character has this position."""
        return self._paragraphs.at(self._file.offset(end)) or Paragraph()

    def ink(self, position: int) -> Ink:
        """Of one character."""
        return self._inks.at(self._file.offset(position)) or Ink()

    @property
    def has_special_ink(self) -> bool:
        """Whether any characters at all are deleted or hidden: most documents need not be asked for each."""
        return any(ink != Ink() for ink in self._inks.found)

    def _paragraph(self, page: bytes, number: int, count: int) -> Paragraph:
        at = page[4 * (count + 1) + 13 * number] * 2
        size = page[at] * 2 - 1
        if page[at] == 0:
            at, size = at + 1, page[at + 1] * 2
        data = page[at + 1 : at + 1 + size]
        style = struct.unpack_from("<H", data)[0] if len(data) >= 2 else 0
        changes = _changes(data[2:])
        for pointer in changes.get(_ELSEWHERE, []):
            (where,) = struct.unpack("<I", pointer)
            (length,) = struct.unpack_from("<H", self._file.more, where)
            changes = {**changes, **_changes(self._file.more[where + 2 : where + 2 + length])}
        inherited = self._styles.get(style, (0, 0))
        depth = _number(changes, DEPTH, _number(changes, IN_TABLE))
        return Paragraph(
            depth=depth,
            row_end=bool(_number(changes, ROW_END)),
            inner_cell_end=bool(_number(changes, INNER_CELL_END)),
            inner_row_end=bool(_number(changes, INNER_ROW_END)),
            list=_number(changes, LIST, inherited[0]),
            level=_number(changes, LEVEL, inherited[1]),
            table={code: changes[code] for code in (TABLE, MERGE_ACROSS, MERGE_DOWN) if code in changes},
        )


class _Runs(Generic[_T]):
    """The runs of equal properties, by the offsets at which they begin."""

    def __init__(self, file: File, entry: int, read: Callable[[bytes, int, int], _T]) -> None:
        self._starts: list[int] = []
        self.found: list[_T] = []
        found = file.entry(entry)
        count = (len(found) - 4) // 8
        for number in range(count):
            (page,) = struct.unpack_from("<I", found, 4 * (count + 1) + 4 * number)
            self._take(file.main[page * _PAGE : (page + 1) * _PAGE], read)
        order = sorted(range(len(self._starts)), key=self._starts.__getitem__)
        self._starts = [self._starts[at] for at in order]
        self.found = [self.found[at] for at in order]

    def at(self, offset: int) -> _T | None:
        index = bisect_right(self._starts, offset) - 1
        return self.found[index] if index >= 0 else None

    def _take(self, page: bytes, read: Callable[[bytes, int, int], _T]) -> None:
        count = page[_PAGE - 1]
        offsets = struct.unpack_from(f"<{count + 1}I", page)
        for number in range(count):
            self._starts.append(offsets[number])
            self.found.append(read(page, number, count))


def _ink(page: bytes, number: int, count: int) -> Ink:
    at = page[4 * (count + 1) + number] * 2
    changes = _changes(page[at + 1 : at + 1 + page[at]]) if at else {}
    return Ink(deleted=bool(_number(changes, DELETED)), hidden=bool(_number(changes, HIDDEN)))


def _changes(data: bytes) -> Changes:
    """The operands by their codes; what is cut off is left out ([MS-DOC] 2.6)."""
    found: dict[int, list[bytes]] = {}
    at = 0
    while at + 2 <= len(data):
        (code,) = struct.unpack_from("<H", data, at)
        at += 2
        size = _SIZES[code >> 13]
        if not size:
            if code in _LONG:
                size = struct.unpack_from("<H", data, at)[0] - 1 if at + 2 <= len(data) else 0
                at += 2
            else:
                size = data[at] if at < len(data) else 0
                at += 1
        if size < 0 or at + size > len(data):
            break
        found.setdefault(code, []).append(data[at : at + size])
        at += size
    return found


def _number(changes: Changes, code: int, default: int = 0) -> int:
    return int.from_bytes(changes[code][-1], "little") if changes.get(code) else default


def _styles(file: File) -> Iterator[tuple[int, tuple[int, int]]]:
    """Paragraph style -> (list, level), also where a style takes it from the one it is based on ([MS-DOC] 2.9.271)."""
    found = file.entry(STYLES)
    if len(found) < 6:
        return
    (head,) = struct.unpack_from("<H", found)
    count, base = struct.unpack_from("<HH", found, 2)
    own: dict[int, tuple[int | None, int]] = {}
    parents: dict[int, int] = {}
    at = 2 + head
    for number in range(count):
        if at + 2 > len(found):
            break
        (size,) = struct.unpack_from("<H", found, at)
        style = found[at + 2 : at + 2 + size]
        at += 2 + size + size % 2
        if len(style) < base or len(style) < 6:
            continue
        (kind,) = struct.unpack_from("<H", style, 2)
        if kind & 0xF == _PARAGRAPH_STYLE:
            parents[number] = kind >> 4
            own[number] = _list_of(style, base)
    for number in parents:
        yield number, _inherited(number, own, parents)


def _list_of(style: bytes, base: int) -> tuple[int | None, int]:
    (name,) = struct.unpack_from("<H", style, base) if base + 2 <= len(style) else (0,)
    at = base + 2 + 2 * name + 2
    if at + 4 > len(style):
        return None, 0
    (size,) = struct.unpack_from("<H", style, at)
    changes = _changes(style[at + 4 : at + 2 + size])
    return (_number(changes, LIST) if LIST in changes else None), _number(changes, LEVEL)


def _inherited(number: int, own: dict[int, tuple[int | None, int]], parents: dict[int, int]) -> tuple[int, int]:
    for _ in range(_DEEPEST):
        if number not in own:
            break
        instance, level = own[number]
        if instance is not None:
            return instance, level
        number = parents[number]
    return 0, 0
