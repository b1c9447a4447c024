"""The names in an OLE file (the container of DOC, XLS, WPS and of encrypted DOCX and XLSX), and nothing more of it."""

from __future__ import annotations

import struct
from typing import BinaryIO

from gongkai.errors import Refused

_HEADER = 512
_ENTRY = 128
_MOST_SECTORS = 4096
_IN_HEADER = 109


def entry_names(file: BinaryIO) -> frozenset[str]:
    """The names of all storages and streams, lower case; Refused CORRUPT when the directory cannot be followed.

    Layout: [MS-CFB], header 2.2, FAT 2.3, directory entries 2.6.
    """
    header = file.read(_HEADER)
    if len(header) < _HEADER:
        raise Refused("CORRUPT", "an OLE file without its header")
    (shift,) = struct.unpack_from("<H", header, 30)
    (first,) = struct.unpack_from("<I", header, 48)
    if shift not in (9, 12):
        raise Refused("CORRUPT", "an OLE file with an impossible sector size")
    table = _Sectors(file, 1 << shift, struct.unpack_from(f"<{_IN_HEADER}I", header, 76))
    return frozenset(name for sector in table.chain(first) for name in _names(sector))


class _Sectors:
    """The sectors of the file, chained by its allocation table."""

    def __init__(self, file: BinaryIO, size: int, table: tuple[int, ...]) -> None:
        self._file = file
        self._size = size
        self._table = table

    def chain(self, sector: int) -> list[bytes]:
        found: list[bytes] = []
        while sector < 0xFFFFFFFA and len(found) < _MOST_SECTORS:
            data = self._read(sector)
            if not data:
                raise Refused("CORRUPT", "an OLE file that ends before its directory")
            found.append(data)
            sector = self._next(sector)
        return found

    def _next(self, sector: int) -> int:
        index, offset = divmod(sector, self._size // 4)
        if index >= len(self._table):
            return 0xFFFFFFFE
        data = self._read(self._table[index])
        if len(data) < offset * 4 + 4:
            raise Refused("CORRUPT", "an OLE file without its allocation table")
        return int(struct.unpack_from("<I", data, offset * 4)[0])

    def _read(self, sector: int) -> bytes:
        self._file.seek((sector + 1) * self._size)
        return self._file.read(self._size)


def _names(sector: bytes) -> list[str]:
    names = []
    for start in range(0, len(sector) - _ENTRY + 1, _ENTRY):
        (length,) = struct.unpack_from("<H", sector, start + 64)
        if 2 <= length <= 64:
            names.append(sector[start : start + length - 2].decode("utf-16-le", errors="replace").lower())
    return names
