"""Zip files opened without harm: what they unpack to is counted while it is inflated, never believed."""

from __future__ import annotations

import io
import shutil
import stat
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, Any

from gongkai.errors import Refused
from gongkai.settings import Limits

_CHUNK = 64 * 1024
_RATIO_COUNTS_FROM = 10 * 1024**2
_IN_MEMORY = 8 * 1024**2
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800
_END_RECORD = b"PK\x05\x06"
_LOCATOR64 = b"PK\x06\x07"
_TAIL = 22 + 65_535
_IN_ZIP64 = 0xFFFFFFFF
_LONGEST_ENTRY = 512
_ADDED = frozenset({"__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"})
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its path inside, through nested archives too, and its content, to be read before going on.

    Reading unpacks and counts: Refused CORRUPT or ENCRYPTED for this member alone, BOMB when the limits are reached.
    """

    path: str
    file: IO[bytes]


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

    def foresee(self, size: int) -> None:
        """Refused BOMB when what is announced would go beyond the limits; counts nothing."""
        Meter(self._limits, self._packed).unpack(self.unpacked + size)

    def list(self, size: int) -> None:
        """Refused BOMB for a directory of so many bytes that it can only hold too many entries."""
        if size > self._limits.entries * _LONGEST_ENTRY:
            raise Refused("BOMB", f"a directory of {size} bytes")

    def enter(self, count: int) -> None:
        """Count entries; Refused BOMB beyond the limit."""
        self.entries += count
        if self.entries > self._limits.entries:
            raise Refused("BOMB", f"more than {self._limits.entries} entries")


def open_zip(file: IO[bytes], meter: Meter) -> zipfile.ZipFile:
    """The archive with its entries counted; Refused CORRUPT without a readable directory, BOMB with too many entries."""
    meter.list(_directory_size(file))
    try:
        archive = zipfile.ZipFile(file)
    except _DAMAGE as damage:
        raise Refused("CORRUPT", f"no readable zip directory: {damage}") from damage
    meter.enter(len(archive.infolist()))
    return archive


def _directory_size(file: IO[bytes]) -> int:
    """Bytes of the central directory as the end record states them, which is what a reader goes through; 0 without one."""
    file.seek(0, 2)
    length = file.tell()
    start = max(0, length - _TAIL)
    file.seek(start)
    tail = file.read(_TAIL)
    file.seek(0)
    end = tail.rfind(_END_RECORD)
    if end < 0 or len(tail) < end + 22:
        return 0
    (size,) = struct.unpack_from("<I", tail, end + 12)
    return _directory_size64(file, tail[max(0, end - 20) : end]) if size == _IN_ZIP64 else int(size)


def _directory_size64(file: IO[bytes], locator: bytes) -> int:
    """The same from the record that the locator of a large archive points at."""
    if len(locator) < 20 or not locator.startswith(_LOCATOR64):
        return 0
    file.seek(int.from_bytes(locator[8:16], "little"))
    record = file.read(48)
    file.seek(0)
    return int.from_bytes(record[40:48], "little")


def inflate(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, meter: Meter) -> bytes:
    """One entry unpacked and counted; Refused ENCRYPTED, CORRUPT or BOMB."""
    meter.foresee(entry.file_size)
    with _Inflating(archive, entry, meter) as stream:
        return stream.read()


def beginning(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, meter: Meter, size: int) -> bytes:
    """The first bytes of an entry, at most so many, unpacked and counted; Refused as by `inflate`."""
    with io.BufferedReader(_Inflating(archive, entry, meter), _CHUNK) as stream:
        return stream.read(size)


def members(file: IO[bytes], limits: Limits) -> Iterator[Member]:
    """Every file of an archive and of the archives in it, in the archive's order.

    Before the first one is given, all names of the archive are checked: Refused UNSAFE_PATH for a path that leaves the
    archive, a link, or two names that differ in case only; BOMB by what the directory itself admits. Later BOMB is still
    possible, as directories lie; a member that is damaged does not keep the others back. What systems add by
    themselves (`__MACOSX` …) is passed over.
    """
    file.seek(0, 2)
    meter = Meter(limits, file.tell())
    yield from _members(file, "", limits.nesting, meter)


def _members(file: IO[bytes], folder: str, levels: int, meter: Meter) -> Iterator[Member]:
    if levels <= 0:
        raise Refused("BOMB", "archives nested too deeply")
    with open_zip(file, meter) as archive:
        entries = [(entry, path) for entry in archive.infolist() if (path := _safe_path(entry)) is not None]
        _refuse_clashes([path for _, path in entries])
        meter.foresee(sum(entry.file_size for entry, _ in entries))
        for entry, path in entries:
            if path.lower().endswith(".zip"):
                yield from _nested(archive, entry, folder + path, levels - 1, meter)
            else:
                yield Member(folder + path, io.BufferedReader(_Inflating(archive, entry, meter), _CHUNK))
            meter.foresee(0)


def _nested(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: str, levels: int, meter: Meter) -> Iterator[Member]:
    """The members of an archive in the archive; itself as a member when it cannot be opened, so that it is not lost."""
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as spool:
        try:
            with _Inflating(archive, entry, meter) as stream:
                shutil.copyfileobj(stream, spool, _CHUNK)
            open_zip(spool, meter).close()
        except Refused as refusal:
            if refusal.code == "BOMB":
                raise
            yield Member(path, io.BufferedReader(_Inflating(archive, entry, meter), _CHUNK))
            return
        yield from _members(spool, f"{path}/", levels, meter)


class _Inflating(io.RawIOBase):
    """An entry as a stream that is counted while it is read."""

    def __init__(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, meter: Meter) -> None:
        self._archive = archive
        self._entry = entry
        self._meter = meter
        self._source: IO[bytes] | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        part = self._part(len(buffer))
        self._meter.unpack(len(part))
        buffer[: len(part)] = part
        return len(part)

    def _part(self, size: int) -> bytes:
        if self._entry.flag_bits & _ENCRYPTED:
            raise Refused("ENCRYPTED", self._entry.filename)
        try:
            self._source = self._source or self._archive.open(self._entry)
            return self._source.read(size)
        except _DAMAGE as damage:
            raise Refused("CORRUPT", f"{self._entry.filename}: {damage}") from damage


def _safe_path(entry: zipfile.ZipInfo) -> str | None:
    """The entry's name as a path below the archive; None for a folder or what a system added by itself."""
    name = _name(entry)
    parts = PurePosixPath(name).parts
    if "\0" in entry.orig_filename or "\\" in name or name.startswith("/") or ".." in parts or name[1:2] == ":":
        raise Refused("UNSAFE_PATH", name)
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise Refused("UNSAFE_PATH", f"{name} is a link")
    if entry.is_dir() or not parts or parts[0] in _ADDED or parts[-1] in _ADDED:
        return None
    return "/".join(parts)


def _name(entry: zipfile.ZipInfo) -> str:
    """The name as its writer meant it: UTF-8 when marked, else UTF-8 or the GBK of Chinese systems by what it makes of the bytes.

    Two bytes of GBK may happen to be one letter of UTF-8, such as of Cyrillic or Arabic; nobody here writes those.
    """
    if entry.flag_bits & _UTF8_NAME:
        return entry.orig_filename
    raw = entry.orig_filename.encode("cp437", errors="replace")
    for encoding in ("utf-8", "gb18030"):
        name = raw.decode(encoding, errors="replace")
        if "\ufffd" not in name and not any("\x7f" < character < "\u2000" for character in name):
            return name
    return entry.orig_filename


def _refuse_clashes(paths: list[str]) -> None:
    seen: set[str] = set()
    for path in paths:
        if path.casefold() in seen:
            raise Refused("UNSAFE_PATH", f"{path} is in the archive twice")
        seen.add(path.casefold())
