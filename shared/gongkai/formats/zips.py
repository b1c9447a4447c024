"""Zip files opened without harm: what they unpack to is counted while it is inflated, never believed."""

from __future__ import annotations

import zipfile
import zlib
from typing import BinaryIO

from gongkai.errors import Refused
from gongkai.settings import Limits

_CHUNK = 64 * 1024
_RATIO_COUNTS_FROM = 10 * 1024**2
_ENCRYPTED = 0x1
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


class Meter:
    """Counts what one upload unpacks to, over all archives nested in it."""

    def __init__(self, limits: Limits, packed: int) -> None:
        self._limits = limits
        self._packed = max(packed, 1)
        self.unpacked = 0
        self.entries = 0

    def unpack(self, size: int) -> None:
        """Count unpacked bytes; Refused BOMB beyond the limits of size and ratio."""
        self.unpacked += size
        if self.unpacked > self._limits.unpacked:
            raise Refused("BOMB", f"unpacks to more than {self._limits.unpacked} bytes")
        if self.unpacked > max(_RATIO_COUNTS_FROM, self._packed * self._limits.ratio):
            raise Refused("BOMB", f"unpacks to more than {self._limits.ratio} times its size")

    def enter(self, count: int) -> None:
        """Count entries; Refused BOMB beyond the limit."""
        self.entries += count
        if self.entries > self._limits.entries:
            raise Refused("BOMB", f"more than {self._limits.entries} entries")


def open_zip(file: BinaryIO, meter: Meter) -> zipfile.ZipFile:
    """The archive with its entries counted; Refused CORRUPT without a readable directory, BOMB with too many entries."""
    try:
        archive = zipfile.ZipFile(file)
    except _DAMAGE as damage:
        raise Refused("CORRUPT", f"no readable zip directory: {damage}") from damage
    meter.enter(len(archive.infolist()))
    return archive


def inflate(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, meter: Meter) -> bytes:
    """One entry unpacked and counted; Refused ENCRYPTED, CORRUPT or BOMB."""
    if entry.flag_bits & _ENCRYPTED:
        raise Refused("ENCRYPTED", entry.filename)
    parts = []
    try:
        with archive.open(entry) as stream:
            while part := stream.read(_CHUNK):
                meter.unpack(len(part))
                parts.append(part)
    except _DAMAGE as damage:
        raise Refused("CORRUPT", f"{entry.filename}: {damage}") from damage
    return b"".join(parts)
