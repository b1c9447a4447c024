"""What every object store promises."""

from __future__ import annotations

import io
import os
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from gongkai.adapters.objects_folder import FolderObjects
from gongkai.adapters.objects_memory import MemoryObjects
from gongkai.adapters.objects_s3 import S3Objects
from gongkai.ports.objects import ObjectStore


@pytest.fixture(params=["memory", "folder", "minio", "versitygw"])
def objects(request: pytest.FixtureRequest, tmp_path: Path, engine: Callable[[str], str]) -> ObjectStore:
    if request.param == "memory":
        return MemoryObjects()
    if request.param == "folder":
        return FolderObjects(tmp_path / "objects")
    made = S3Objects(f"{engine(request.param).rpartition('/')[0]}/test-{uuid.uuid4().hex}")
    made.prepare()
    return made


def test_what_was_put_comes_back(objects: ObjectStore) -> None:
    assert objects.put("a/b.json", b"{}")
    assert objects.get("a/b.json") == b"{}"


def test_a_stream_is_stored_whole(objects: ObjectStore) -> None:
    objects.put("a", io.BytesIO(b"x" * 3_000_000))
    with objects.open("a") as stream:
        assert len(stream.read()) == 3_000_000


def test_a_second_put_replaces(objects: ObjectStore) -> None:
    objects.put("a", b"1")
    assert objects.put("a", b"2")
    assert objects.get("a") == b"2"


def test_if_absent_keeps_what_is_there(objects: ObjectStore) -> None:
    assert objects.put("a", b"1", if_absent=True)
    assert not objects.put("a", b"2", if_absent=True)
    assert objects.get("a") == b"1"


def test_of_many_writers_at_once_one_is_the_first(objects: ObjectStore) -> None:
    with ThreadPoolExecutor(8) as threads:
        told = list(threads.map(lambda n: objects.put("a", b"%d" % n, if_absent=True), range(8)))
    assert told.count(True) == 1
    assert objects.get("a") == b"%d" % told.index(True)


def test_a_large_stream_is_kept_from_being_replaced_too(objects: ObjectStore) -> None:
    large = bytes(range(256)) * 4096 * 20
    assert objects.put("a", io.BytesIO(large), if_absent=True)
    assert not objects.put("a", io.BytesIO(b"x" * len(large)), if_absent=True)
    assert objects.get("a") == large


def test_a_missing_object_is_a_key_error(objects: ObjectStore) -> None:
    with pytest.raises(KeyError):
        objects.get("a/missing")
    with pytest.raises(KeyError):
        objects.open("missing")
    assert objects.info("a/missing") is None


def test_a_folder_is_no_object(objects: ObjectStore) -> None:
    objects.put("a/b", b"1")
    with pytest.raises(KeyError):
        objects.get("a")


def test_info_tells_the_size(objects: ObjectStore) -> None:
    objects.put("a/b", b"123")
    info = objects.info("a/b")
    assert info is not None
    assert (info.key, info.size) == ("a/b", 3)


def test_deleting_twice_is_fine(objects: ObjectStore) -> None:
    objects.put("a/b", b"1")
    objects.delete("a/b")
    objects.delete("a/b")
    assert objects.info("a/b") is None


def test_a_listing_is_in_the_order_of_keys(objects: ObjectStore) -> None:
    keys = ["p/a-b/1", "p/a.json", "p/a/2", "p/a/1", "p/b", "q/a"]
    for key in keys:
        objects.put(key, b"")
    assert [info.key for info in objects.list("p/")] == sorted(key for key in keys if key.startswith("p/"))


def test_a_prefix_may_end_inside_a_name(objects: ObjectStore) -> None:
    for key in ("p/abc", "p/abd/1", "p/b"):
        objects.put(key, b"")
    assert [info.key for info in objects.list("p/ab")] == ["p/abc", "p/abd/1"]


def test_a_listing_begins_behind_a_key(objects: ObjectStore) -> None:
    for key in ("p/a/1", "p/a/2", "p/b/1"):
        objects.put(key, b"")
    assert [info.key for info in objects.list("p/", after="p/a/1")] == ["p/a/2", "p/b/1"]


def test_a_listing_of_nothing_is_empty(objects: ObjectStore) -> None:
    assert list(objects.list("nothing/")) == []


def test_what_a_killed_writer_left_is_swept_and_never_listed(tmp_path: Path) -> None:
    objects = FolderObjects(tmp_path)
    objects.put("a", b"1")
    left = [tmp_path / ".temporary" / name for name in ("old", "new")]
    for path in left:
        path.write_bytes(b"half")
    os.utime(left[0], (0, 0))
    assert objects.sweep() == 1
    assert objects.sweep() == 0
    assert [path.exists() for path in left] == [False, True]
    assert [info.key for info in objects.list("")] == ["a"]


@pytest.mark.parametrize("key", ["", "/a", "a/", "a//b", "../a", "a/../b", "a/.", "预算", "a b", "a\\b", "a\n"])
def test_a_key_that_is_no_plain_path_is_refused(objects: ObjectStore, key: str) -> None:
    with pytest.raises(ValueError, match="not a key"):
        objects.put(key, b"")
