"""What every inbox promises: files under any name, each version told from the others, nothing changed."""

from __future__ import annotations

import io
import os
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
import urllib3

from gongkai.adapters.inbox_folder import FolderInbox
from gongkai.adapters.inbox_memory import MemoryInbox
from gongkai.adapters.inbox_s3 import PREFIX, S3Inbox
from gongkai.adapters.objects_s3 import S3Objects
from gongkai.adapters.s3_client import bucket_of, client
from gongkai.ports.inbox import Dropped, Inbox, NoInbox

NAMES = ("预算.pdf", "2024年/部门 预算（公开）+50%#1?.xlsx", "a&b='c'.txt", "é.html", "x")


class Place(NamedTuple):
    """An inbox, and what its users do."""

    inbox: Inbox
    put: Callable[[str, bytes], object]
    remove: Callable[[str], object]


def in_memory() -> Place:
    inbox = MemoryInbox()
    return Place(inbox, inbox.put, inbox.remove)


def in_folder(root: Path) -> Place:
    def put(name: str, data: bytes) -> None:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    return Place(FolderInbox(root, settled=0), put, lambda name: (root / name).unlink())


def in_bucket(server: str) -> Place:
    address = f"{server.rpartition('/')[0]}/test-{uuid.uuid4().hex}"
    S3Objects(address).prepare()
    user, bucket = client(address, urllib3.PoolManager()), bucket_of(address)

    def put(name: str, data: bytes) -> None:
        user.put_object(bucket_name=bucket, object_name=PREFIX + name, data=io.BytesIO(data), length=len(data))

    def remove(name: str) -> None:
        user.remove_object(bucket_name=bucket, object_name=PREFIX + name)

    return Place(S3Inbox(address), put, remove)


@pytest.fixture(params=["memory", "folder", "minio", "versitygw"])
def place(request: pytest.FixtureRequest, tmp_path: Path, engine: Callable[[str], str]) -> Place:
    if request.param == "memory":
        return in_memory()
    return in_folder(tmp_path / "inbox") if request.param == "folder" else in_bucket(engine(request.param))


def only(place: Place) -> Dropped:
    (found,) = place.inbox.list()
    return found


def test_files_are_found_under_any_name_and_read(place: Place) -> None:
    for name in NAMES:
        place.put(name, name.encode())
    found = list(place.inbox.list())
    assert sorted(one.key for one in found) == sorted(NAMES)
    for one in found:
        assert (one.size, place.inbox.info(one.key)) == (len(one.key.encode()), one)
        with place.inbox.open(one) as stream:
            assert stream.read(1000) == one.key.encode()


def test_an_empty_inbox_has_nothing(place: Place) -> None:
    assert list(place.inbox.list()) == []
    assert place.inbox.info("预算.pdf") is None


def test_a_file_in_the_place_of_another_is_not_mistaken_for_it(place: Place) -> None:
    place.put("预算.pdf", b"first")
    first = only(place)
    place.put("预算.pdf", b"other")
    assert only(place).mark != first.mark
    with pytest.raises(KeyError):
        place.inbox.open(first)


def test_a_file_that_is_gone_is_a_key_error(place: Place) -> None:
    place.put("预算.pdf", b"first")
    first = only(place)
    place.remove("预算.pdf")
    assert place.inbox.info("预算.pdf") is None
    with pytest.raises(KeyError):
        place.inbox.open(first)


def test_a_large_file_is_read_in_parts(place: Place) -> None:
    place.put("a", bytes(3_000_000))
    with place.inbox.open(only(place)) as stream:
        sizes = [len(part) for part in iter(lambda: stream.read(1_000_000), b"")]
    assert sum(sizes) == 3_000_000
    assert max(sizes) <= 1_000_000


def test_a_folder_passes_over_what_is_not_finished_and_what_points_elsewhere(tmp_path: Path) -> None:
    for name in (".hidden.pdf", "~$a.docx", "a.pdf.part", "b.partial"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "link.pdf").symlink_to("/etc/hostname")
    assert list(FolderInbox(tmp_path, settled=0).list()) == []
    assert FolderInbox(tmp_path / "sub").info("../.hidden.pdf") is None


def test_a_folder_waits_until_a_file_is_written_no_more(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"half")
    assert list(FolderInbox(tmp_path).list()) == []
    os.utime(tmp_path / "a.pdf", (0, 0))
    assert len(list(FolderInbox(tmp_path).list())) == 1


def test_where_there_is_no_inbox_there_is_nothing() -> None:
    assert list(NoInbox().list()) == []
    with pytest.raises(KeyError):
        NoInbox().open(Dropped("a", 0, 0.0, ""))
