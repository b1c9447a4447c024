"""Archives: what comes out, and what is refused before it can do harm."""

from __future__ import annotations

import io
import stat
import struct
import zipfile

import pytest

from gongkai.errors import Refused
from gongkai.formats import members
from gongkai.settings import Limits


def archive(*files: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files:
            made.writestr(name, data)
    return file.getvalue()


def unpacked(data: bytes, **limits: int) -> dict[str, bytes]:
    return {member.path: member.file.read() for member in members(io.BytesIO(data), Limits(**limits))}


def refused(data: bytes, **limits: int) -> str:
    with pytest.raises(Refused) as caught:
        unpacked(data, **limits)
    return caught.value.code


def named(name: str, mode: int = 0) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo("x")
    entry.filename = name
    entry.external_attr = mode << 16
    return entry


def test_files_come_out_in_order_with_their_paths() -> None:
    data = archive(("2024/", b""), ("2024/预算.pdf", b"a"), ("b.txt", b"b"))
    assert unpacked(data) == {"2024/预算.pdf": b"a", "b.txt": b"b"}


def test_archives_in_archives_are_unpacked() -> None:
    assert unpacked(archive(("内.zip", archive(("a.txt", b"a"))))) == {"内.zip/a.txt": b"a"}


def test_what_a_system_adds_is_passed_over() -> None:
    assert unpacked(archive(("__MACOSX/._a", b""), ("d/.DS_Store", b""), ("a", b"a"))) == {"a": b"a"}


def test_names_without_mark_are_read_as_gbk() -> None:
    data = archive(("AA.txt", b"a")).replace(b"AA.txt", "预".encode("gbk") + b".txt")
    assert list(unpacked(data)) == ["预.txt"]


@pytest.mark.parametrize("name", ["../a.pdf", "/a.pdf", "a/../../b.pdf", "..\\a.pdf", "C:a.pdf", "a\0b.pdf"])
def test_a_path_out_of_the_archive_is_refused(name: str) -> None:
    assert refused(archive(("fine.txt", b"a"), (named(name), b"a"))) == "UNSAFE_PATH"


def test_a_link_is_refused() -> None:
    assert refused(archive((named("a.pdf", stat.S_IFLNK | 0o777), b"/etc/passwd"))) == "UNSAFE_PATH"


def test_two_names_that_differ_in_case_only_are_refused() -> None:
    assert refused(archive(("a.pdf", b"1"), ("A.PDF", b"2"))) == "UNSAFE_PATH"


@pytest.mark.parametrize(
    "limits", [{"unpacked": 1000}, {"entries": 1}, {"nesting": 1}], ids=["bytes", "entries", "nesting"]
)
def test_a_bomb_is_refused(limits: dict[str, int]) -> None:
    data = archive(("a.txt", bytes(600)), ("b.zip", archive(("c.txt", bytes(600)))))
    assert unpacked(data)
    assert refused(data, **limits) == "BOMB"


def test_a_directory_too_long_to_be_listed_is_refused_unread() -> None:
    data = bytearray(archive(("a.txt", b"a")))
    end = data.rindex(b"PK\5\6")
    data[end + 12 : end + 16] = (6_000_000).to_bytes(4, "little")
    assert refused(bytes(data)) == "BOMB"


def large(data: bytes, count: int, size: int) -> bytes:
    """The same archive with the records of archives beyond 4 GB, which state the directory's entries and bytes."""
    end = data.rindex(b"PK\5\6")
    begin = data.index(b"PK\1\2")
    record = struct.pack("<4sQHHIIQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, count, count, size, begin)
    locator = struct.pack("<4sIQI", b"PK\6\7", 0, end, 1)
    return (
        data[:end] + record + locator + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, 2**32 - 1, 2**32 - 1, 0)
    )


def test_the_directory_of_a_large_archive_is_measured_too() -> None:
    data = archive(*((f"{number}.txt", b"a") for number in range(3)))
    size = data.rindex(b"PK\5\6") - data.index(b"PK\1\2")
    assert len(unpacked(large(data, 3, size), entries=3)) == 3
    assert refused(large(data, 3, 3 * 512 + 1), entries=3) == "BOMB"


def test_a_ratio_beyond_the_limit_is_refused() -> None:
    assert refused(archive(("a.txt", bytes(11 * 1024**2)))) == "BOMB"


def test_bytes_are_counted_and_not_believed() -> None:
    data = archive(("a.txt", bytes(5000)))
    lying = data.replace((5000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != data
    assert refused(lying, unpacked=1000) in ("BOMB", "CORRUPT")


def test_a_protected_member_is_refused_alone() -> None:
    data = bytearray(archive(("a.txt", b"a"), ("b.txt", b"b")))
    data[data.index(b"PK\1\2") + 8] |= 1
    first, second = members(io.BytesIO(data), Limits())
    with pytest.raises(Refused) as caught:
        first.file.read()
    assert caught.value.code == "ENCRYPTED"
    assert second.path == "b.txt"


def test_a_damaged_member_does_not_keep_the_others_back() -> None:
    data = bytearray(archive(("a.txt", b"a" * 99), ("in.zip", b"no zip"), ("b.txt", b"b")))
    data[35:38] = b"???"
    read = []
    for member in members(io.BytesIO(data), Limits()):
        try:
            read.append((member.path, member.file.read()))
        except Refused as refusal:
            read.append((member.path, refusal.code))
    assert read == [("a.txt", "CORRUPT"), ("in.zip", b"no zip"), ("b.txt", b"b")]


def test_half_an_archive_is_corrupt() -> None:
    assert refused(archive(("a.txt", b"a"))[:40]) == "CORRUPT"
