"""A small OLE file ([MS-CFB]): streams by name, each long enough to lie in whole sectors."""

from __future__ import annotations

import struct
from collections.abc import Mapping

_SECTOR = 512
_END, _TABLE, _NONE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_LEAST = 4096  # shorter streams would have to lie in a stream of small ones
_IN_HEADER = 109


def package(streams: Mapping[str, bytes]) -> bytes:
    """A version 3 file of these streams."""
    held = {name: data.ljust(_LEAST, b"\0") for name, data in streams.items()}
    sectors = {name: -(-len(data) // _SECTOR) for name, data in held.items()}
    listing = -(-(len(held) + 1) // 4)
    tables = 1
    while tables * 128 < tables + listing + sum(sectors.values()):
        tables += 1
    assert tables <= _IN_HEADER
    chain = [_TABLE] * tables + _chained(tables, listing)
    starts: dict[str, int] = {}
    for name, count in sectors.items():
        starts[name] = len(chain)
        chain += _chained(len(chain), count)
    chain += [_NONE] * (tables * 128 - len(chain))
    header = bytearray(_SECTOR)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<III", header, 44, tables, tables, 0)
    struct.pack_into("<IIIII", header, 56, _LEAST, _END, 0, _END, 0)
    struct.pack_into(f"<{_IN_HEADER}I", header, 76, *range(tables), *[_NONE] * (_IN_HEADER - tables))
    entries = [_entry("Root Entry", 5, _END, 0, child=1)]
    for number, (name, data) in enumerate(held.items(), 1):
        after = number + 1 if number < len(held) else _NONE
        entries.append(_entry(name, 2, starts[name], len(data), after=after))
    directory = b"".join(entries).ljust(listing * _SECTOR, b"\0")
    body = b"".join(data.ljust(sectors[name] * _SECTOR, b"\0") for name, data in held.items())
    return bytes(header) + struct.pack(f"<{len(chain)}I", *chain) + directory + body


def _chained(first: int, count: int) -> list[int]:
    return [*range(first + 1, first + count), _END]


def _entry(name: str, kind: int, start: int, size: int, *, child: int = _NONE, after: int = _NONE) -> bytes:
    text = name.encode("utf-16-le")
    entry = bytearray(128)
    entry[: len(text)] = text
    struct.pack_into("<HBB", entry, 64, len(text) + 2, kind, 1)
    struct.pack_into("<III", entry, 68, _NONE, after, child)
    struct.pack_into("<II", entry, 116, start, size)
    return bytes(entry)
