"""A disclosure as a Word 97 document ([MS-DOC]): one piece of text, properties of paragraphs, rows of tables, in an OLE file."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field

from fiction import ole
from fiction.document import Document, Paragraph, Sheet
from fiction.write_docx import merges

WIDTH = 9000  # twentieths of a point that a table is wide
_IN_TABLE, _DEPTH = b"\x16\x24\x01", b"\x49\x66\x01\x00\x00\x00"
_ROW_END = b"\x17\x24\x01"
_TEXT = 0x800  # where the text begins in the main stream
_PAGE = 512
_MOST = 480  # bytes of properties that a page takes; more of them lie in the Data stream


@dataclass
class Writing:
    """Text and properties on their way into a file."""

    text: str = ""
    runs: list[tuple[int, bytes]] = field(default_factory=list)  # where a paragraph ends, and its changes
    data: bytes = b""

    def add(self, text: str, changes: bytes = b"") -> None:
        """One paragraph with the mark that ends it."""
        self.text += text
        self.runs.append((len(self.text.encode("utf-16-le")), self._short(changes)))

    def _short(self, changes: bytes) -> bytes:
        if len(changes) < _MOST - 20:
            return changes
        pointer = struct.pack("<HI", 0x6646, len(self.data))
        self.data += struct.pack("<H", len(changes)) + changes
        return pointer


def write(document: Document) -> bytes:
    """A .doc of plain paragraphs and tables with merged cells."""
    writing = Writing()
    for line in document.title:
        writing.add(f"{line}\r")
    for part in document.parts:
        if isinstance(part, Paragraph):
            writing.add(f"{part.text}\r")
        else:
            _sheet(writing, part)
    return file_of(writing)


def file_of(writing: Writing, *, flags: int = 0, lists: bytes = b"", uses: bytes = b"", inks: bytes = b"") -> bytes:
    """The file of what was written; `lists` and `uses` are its list tables, `inks` a page of properties of characters."""
    text = writing.text.encode("utf-16-le")
    pages = list(_pages(writing.runs))
    main = bytearray(_TEXT) + text
    main += b"\0" * (-len(main) % _PAGE)
    first = len(main) // _PAGE
    main += b"".join(page for _, page in pages) + inks
    table = bytearray(8)
    contents: dict[int, tuple[int, int]] = {}

    def put(number: int, found: bytes) -> None:
        contents[number] = len(table), len(found)
        table.extend(found)

    count = len(writing.text.encode("utf-16-le")) // 2
    put(33, b"\x02" + struct.pack("<I", 16) + struct.pack("<IIHIH", 0, count, 0, _TEXT, 0))
    offsets = [*(start for start, _ in pages), len(text)]
    numbers = range(first, first + len(pages))
    put(
        13,
        b"".join(struct.pack("<I", _TEXT + at) for at in offsets) + b"".join(struct.pack("<I", at) for at in numbers),
    )
    if inks:
        put(12, struct.pack("<III", _TEXT, _TEXT + len(text), first + len(pages)))
    if lists:
        put(73, lists[: 2 + 28 * struct.unpack_from("<H", lists)[0]])
        table.extend(lists[contents[73][1] :])
        put(74, uses)
    struct.pack_into("<HH", main, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", main, 0x0A, 0x0200 | flags)
    struct.pack_into("<H", main, 0x20, 14)
    struct.pack_into("<H", main, 0x3E, 22)
    struct.pack_into("<I", main, 0x4C, count)
    struct.pack_into("<H", main, 0x98, 0x5D)
    for number, (offset, length) in contents.items():
        struct.pack_into("<II", main, 0x9A + 8 * number, offset, length)
    return ole.package({"WordDocument": bytes(main), "1Table": bytes(table), "Data": writing.data})


def row(cells: Sequence[tuple[str, int, int]], edges: Sequence[int]) -> tuple[list[str], bytes]:
    """The paragraphs of a row and the changes of its end: text, merged across, merged down of each cell, and all edges."""
    flags = b"".join(struct.pack("<H", across | down << 5) + b"\0" * 18 for _, across, down in cells)
    layout = bytes([len(cells)]) + b"".join(struct.pack("<h", edge) for edge in edges) + flags
    define = struct.pack("<HH", 0xD608, len(layout) + 1) + layout
    return ["{}\x07".format(text.replace("\n", "\x0b")) for text, _, _ in cells], _IN_TABLE + _DEPTH + _ROW_END + define


def put_row(writing: Writing, cells: Sequence[tuple[str, int, int]], edges: Sequence[int]) -> None:
    """One row of a table."""
    texts, end = row(cells, edges)
    for text in texts:
        writing.add(text, _IN_TABLE + _DEPTH)
    writing.add("\x07", end)


def _sheet(writing: Writing, sheet: Sheet) -> None:
    for line in (*sheet.caption, sheet.left, sheet.right):
        if line:
            writing.add(f"{line}\r")
    rows = [*sheet.head_texts(), *sheet.rows]
    spans = {(top, left): (down, across) for top, left, down, across in merges(sheet)}
    edges = _edges(sheet)
    for top, texts in enumerate(rows):
        cells = []
        for left, text in enumerate(texts):
            down, across = _merged(spans, top, left)
            cells.append((text or "", across, down))
        put_row(writing, cells, edges)
    if sheet.note:
        writing.add(f"{sheet.note}\r")


def _merged(spans: dict[tuple[int, int], tuple[int, int]], row: int, column: int) -> tuple[int, int]:
    """How a cell is merged downwards (3 begins, 1 goes on) and across (2 begins, 1 goes on)."""
    for (top, left), (rows, columns) in spans.items():
        if top <= row < top + rows and left <= column < left + columns:
            down = 0 if rows == 1 else 3 if row == top else 1
            across = 0 if columns == 1 else 2 if column == left else 1
            return down, across
    return 0, 0


def _edges(sheet: Sheet) -> list[int]:
    total, edges = 0.0, [0]
    for width in sheet.widths:
        total += width
        edges.append(round(total * WIDTH / sum(sheet.widths)))
    return edges


def _pages(runs: list[tuple[int, bytes]]) -> list[tuple[int, bytes]]:
    """Pages of 512 bytes with the offset of the first paragraph of each ([MS-DOC] 2.9.175)."""
    pages: list[tuple[int, bytes]] = []
    start, waiting = 0, list(runs)
    while waiting:
        taken, free = 0, _PAGE - 1 - 4
        for _, changes in waiting:
            free -= 4 + 13 + len(_block(changes)) + 1
            if free < 1:
                break
            taken += 1
        page = bytearray(_PAGE)
        offsets = [start, *(end for end, _ in waiting[:taken])]
        struct.pack_into(f"<{taken + 1}I", page, 0, *(_TEXT + at for at in offsets))
        at = _PAGE - 1
        for number, (_, changes) in enumerate(waiting[:taken]):
            block = _block(changes)
            at = (at - len(block)) // 2 * 2
            page[at : at + len(block)] = block
            page[4 * (taken + 1) + 13 * number] = at // 2
        page[_PAGE - 1] = taken
        pages.append((start, bytes(page)))
        start, waiting = offsets[-1], waiting[taken:]
    return pages


def _block(changes: bytes) -> bytes:
    """The length in words, the style and the changes."""
    body = b"\0\0" + changes
    return bytes([0, (len(body) + 1) // 2]) + body + b"\0" * (len(body) % 2)
