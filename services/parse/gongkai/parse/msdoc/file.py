"""The streams of a DOC and its table of contents (FIB), with the text put together from its pieces."""

from __future__ import annotations

import io
import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import olefile

from gongkai.errors import Refused
from gongkai.settings import Limits

_MAGIC, _FIRST_FIB = 0xA5EC, 0xC1
_ENCRYPTED, _TABLE_1 = 0x0100, 0x0200
_LENGTHS, _CONTENTS = 0x4C, 0x9A
_COMPRESSED = 0x40000000
_PIECES, _PROPERTIES = 0x02, 0x01

# Positions in the table of contents ([MS-DOC] 2.5.6).
STYLES, CHARACTERS, PARAGRAPHS, TEXT, LISTS, OVERRIDES = 1, 12, 13, 33, 73, 74


@dataclass(frozen=True, slots=True)
class Piece:
    """Text from position `start` up to `end`, which lies at `offset` of the main stream, `width` bytes a character."""

    start: int
    end: int
    offset: int
    width: int


class File:
    """An opened DOC; Refused CORRUPT, ENCRYPTED, or UNSUPPORTED for Word 95 and older.

    Positions count characters of 16 bits; offsets are bytes of the main stream.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        try:
            with olefile.OleFileIO(io.BytesIO(data)) as streams:
                self.main = _stream(streams, "WordDocument")
                self._check()
                (flags,) = struct.unpack_from("<H", self.main, 0x0A)
                self.table = _stream(streams, "1Table" if flags & _TABLE_1 else "0Table")
                self.more = _stream(streams, "Data") if streams.exists("Data") else b""
        except (OSError, struct.error, IndexError, ValueError) as damage:
            raise Refused("CORRUPT", type(damage).__name__) from damage
        self.pieces = list(self._pieces())
        self.text = self._text(limits)
        self._starts = [piece.start for piece in self.pieces]

    def entry(self, number: int) -> bytes:
        """What the table of contents points to, empty where there is nothing."""
        offset, length = self.place(number)
        if offset + length > len(self.table):
            raise Refused("CORRUPT", "a table that the file breaks off in")
        return self.table[offset : offset + length]

    def place(self, number: int) -> tuple[int, int]:
        """Where in the table stream that lies, and how many bytes it has."""
        offset, length = struct.unpack_from("<II", self.main, _CONTENTS + 8 * number)
        return offset, length

    def offset(self, position: int) -> int:
        """Where the character at a position lies in the main stream."""
        piece = self.pieces[max(bisect_right(self._starts, position) - 1, 0)]
        return piece.offset + (position - piece.start) * piece.width

    def parts(self) -> Iterator[tuple[str, range]]:
        """The positions of the text, the footnotes, the endnotes and the text boxes; headers and comments are left out."""
        lengths = struct.unpack_from("<8I", self.main, _LENGTHS)
        start = 0
        for name, length in zip(("text", "footnotes", "", "", "", "endnotes", "boxes", ""), lengths, strict=True):
            if name:
                yield name, range(min(start, len(self.text)), min(start + length, len(self.text)))
            start += length

    def _check(self) -> None:
        magic, version = struct.unpack_from("<HH", self.main)
        (flags,) = struct.unpack_from("<H", self.main, 0x0A)
        if magic != _MAGIC:
            raise Refused("UNSUPPORTED" if version and version < _FIRST_FIB else "CORRUPT", "not a Word 97 document")
        if version < _FIRST_FIB:
            raise Refused("UNSUPPORTED", "Word 95 or older")
        if flags & _ENCRYPTED:
            raise Refused("ENCRYPTED")

    def _pieces(self) -> Iterator[Piece]:
        """The piece table, behind properties that do not matter here ([MS-DOC] 2.9.38)."""
        found = self.entry(TEXT)
        at = 0
        while at < len(found) and found[at] == _PROPERTIES:
            at += 3 + struct.unpack_from("<H", found, at + 1)[0]
        if at >= len(found) or found[at] != _PIECES:
            raise Refused("CORRUPT", "no table of its pieces of text")
        table = found[at + 5 :]
        count = (len(table) - 4) // 12
        positions = struct.unpack_from(f"<{count + 1}I", table)
        for number in range(count):
            (place,) = struct.unpack_from("<I", table, 4 * (count + 1) + 8 * number + 2)
            compressed = bool(place & _COMPRESSED)
            offset = (place & ~_COMPRESSED) // 2 if compressed else place
            if positions[number + 1] > positions[number]:
                yield Piece(positions[number], positions[number + 1], offset, 1 if compressed else 2)

    def _text(self, limits: Limits) -> str:
        total = sum(piece.end - piece.start for piece in self.pieces)
        if total > limits.characters:
            raise Refused("TOO_BIG", f"more than {limits.characters} characters")
        return "".join(map(self._of, self.pieces))

    def _of(self, piece: Piece) -> str:
        """One character for each 16 bits, as positions count; pairs that make one character stay two."""
        length = piece.end - piece.start
        data = self.main[piece.offset : piece.offset + length * piece.width]
        if len(data) < length * piece.width:
            raise Refused("CORRUPT", "text that the file breaks off in")
        if piece.width == 1:
            return data.decode("cp1252", "replace")
        return "".join(map(chr, struct.unpack(f"<{length}H", data)))


def _stream(streams: olefile.OleFileIO[Any], name: str) -> bytes:
    if not streams.exists(name):
        raise Refused("CORRUPT", f"no stream {name}")
    found: bytes = streams.openstream(name).read()
    return found
