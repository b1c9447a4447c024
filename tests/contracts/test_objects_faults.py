"""What an object store does when the server, or the network before it, does not do what it should."""

from __future__ import annotations

import errno
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from tests.harness.proxy import Exchange, Fault, Proxy

from gongkai.adapters.objects_folder import FolderObjects
from gongkai.adapters.objects_s3 import S3Objects
from gongkai.adapters.s3_client import bucket_of, client
from gongkai.errors import Full, Unavailable

SMALL, LARGE = b"0123456789" * 1000, b"0123456789" * 2_000_000
NAME = "attachment; filename*=UTF-8''%E9%A2%84%E7%AE%97.pdf"


@pytest.fixture
def bucket(s3_address: str) -> str:
    address = f"{s3_address.rpartition('/')[0]}/test-{uuid.uuid4().hex}"
    S3Objects(address).prepare()
    return address


@pytest.fixture
def proxy(bucket: str) -> Iterator[Proxy]:
    made = Proxy(bucket)
    yield made
    made.fall()


def times(count: int, fault: Fault, methods: tuple[str, ...] = ("GET", "PUT", "POST", "DELETE", "HEAD")) -> Fault:
    """The fault for the first requests, then none."""
    left = [count]

    def harm(exchange: Exchange) -> None:
        if exchange.method not in methods or left[0] == 0:
            return exchange.pass_on()
        left[0] -= 1
        return fault(exchange)

    return harm


def objects_behind(proxy: Proxy) -> tuple[S3Objects, list[float]]:
    pauses: list[float] = []
    return S3Objects(proxy.address, pause=pauses.append), pauses


def flipped(body: bytes) -> bytes:
    return body[:5] + bytes([body[5] ^ 1]) + body[6:]


def half_of_the_answer(exchange: Exchange) -> None:
    exchange.give(exchange.ask(), share=0.5)


def another_answer(exchange: Exchange) -> None:
    answer = exchange.ask()
    exchange.give(type(answer)(answer.status, answer.headers, flipped(answer.body), answer.length))


def half_of_the_request(exchange: Exchange) -> None:
    exchange.tear(0.5)


def another_request(exchange: Exchange) -> None:
    exchange.give(exchange.ask(flipped(exchange.body)))


def no_answer(exchange: Exchange) -> None:
    exchange.ask()
    exchange.cut()


def busy(exchange: Exchange) -> None:
    exchange.refuse(503, b"<Error><Code>SlowDown</Code><Message>busy</Message></Error>", "application/xml")


def broken(exchange: Exchange) -> None:
    exchange.refuse(500, b"oops", "text/plain")


@pytest.mark.parametrize("fault", [busy, broken])
def test_a_busy_server_is_asked_again_with_growing_pauses(proxy: Proxy, fault: Fault) -> None:
    objects, pauses = objects_behind(proxy)
    for call in (
        lambda: objects.put("a", SMALL),
        lambda: objects.put("b", SMALL, if_absent=True),
        lambda: objects.get("a") == SMALL,
        lambda: objects.info("a") is not None,
        lambda: [info.key for info in objects.list("")] == ["a", "b"],
        lambda: objects.delete("a") is None,
    ):
        pauses.clear()
        with proxy.harmed(times(2, fault)):
            assert call()
        first, second, *_ = pauses  # a connection that was cut may cost another one
        assert 0.2 <= first <= 0.3
        assert 0.4 <= second <= 0.6


@pytest.mark.parametrize("fault", [busy, broken, half_of_the_answer, another_answer])
def test_a_server_that_stays_so_is_away_after_four_tries(proxy: Proxy, fault: Fault) -> None:
    objects, pauses = objects_behind(proxy)
    objects.put("a", SMALL)
    before = proxy.requests
    with proxy.harmed(fault), pytest.raises(Unavailable):
        objects.get("a")
    assert (len(pauses), proxy.requests - before) == (3, 4)


def test_a_full_disk_is_called_so_and_not_tried_again(proxy: Proxy) -> None:
    objects, pauses = objects_behind(proxy)
    body = b"<Error><Code>XMinioStorageFull</Code><Message>no room</Message></Error>"
    with proxy.harmed(lambda exchange: exchange.refuse(507, body, "application/xml")), pytest.raises(Full):
        objects.put("a", SMALL)
    assert pauses == []


def test_a_folder_without_room_is_called_so_and_keeps_what_it_has(tmp_path: Path) -> None:
    objects = FolderObjects(tmp_path)
    objects.put("a", b"1")
    with pytest.raises(Full):
        objects.put("a", WithoutRoom())
    assert objects.get("a") == b"1"
    assert [info.key for info in objects.list("")] == ["a"]


class WithoutRoom(BytesIO):
    """Bytes for which the disk has no room."""

    def read(self, size: int | None = -1) -> bytes:
        raise OSError(errno.ENOSPC, "no room")


@pytest.mark.parametrize("fault", [half_of_the_answer, another_answer])
@pytest.mark.parametrize("content", [SMALL, LARGE])
def test_a_torn_answer_is_never_handed_out(proxy: Proxy, fault: Fault, content: bytes) -> None:
    objects, _ = objects_behind(proxy)
    objects.put("a", content)
    with proxy.harmed(times(2, fault, ("GET",))):
        assert objects.get("a") == content


@pytest.mark.parametrize("fault", [half_of_the_request, another_request, no_answer])
@pytest.mark.parametrize("content", [SMALL, LARGE])
@pytest.mark.parametrize("if_absent", [False, True])
def test_a_torn_request_leaves_a_whole_object_and_the_writer_is_told_right(
    proxy: Proxy, bucket: str, fault: Fault, content: bytes, if_absent: bool
) -> None:
    objects, _ = objects_behind(proxy)
    with proxy.harmed(times(1, fault, ("PUT",))):
        assert objects.put("a", BytesIO(content), if_absent=if_absent)
    assert S3Objects(bucket).get("a") == content


def test_of_two_writers_the_one_whose_answer_was_lost_is_still_the_first(proxy: Proxy, bucket: str) -> None:
    objects, _ = objects_behind(proxy)
    with proxy.harmed(times(1, no_answer, ("PUT",))):
        assert objects.put("a", b"mine", if_absent=True)
    assert not S3Objects(bucket).put("a", b"theirs", if_absent=True)
    assert S3Objects(bucket).get("a") == b"mine"


def test_of_two_writers_the_one_that_came_later_is_not_the_first_though_it_tried_again(
    proxy: Proxy, bucket: str
) -> None:
    objects, _ = objects_behind(proxy)

    def overtaken(exchange: Exchange) -> None:
        S3Objects(bucket).put("a", b"theirs")
        exchange.cut()

    with proxy.harmed(times(1, overtaken, ("PUT",))):
        assert not objects.put("a", b"mine", if_absent=True)
    assert objects.get("a") == b"theirs"


def test_what_a_killed_writer_left_in_parts_is_removed_when_it_is_old(bucket: str) -> None:
    objects, server, name = S3Objects(bucket), client(bucket, None), bucket_of(bucket)  # type: ignore[arg-type]
    for key in ("originals/a", "inbox/large"):
        upload = server._create_multipart_upload(bucket_name=name, object_name=key, headers={})
        server._upload_part(
            bucket_name=name, object_name=key, data=b"x" * 5 * 1024**2, headers={}, upload_id=upload, part_number=1
        )
    objects.put("originals/b", LARGE)
    assert objects.sweep() == 0, "it may be under way"
    time.sleep(1.1)
    assert objects.sweep(age=1.0) == 1
    assert objects.sweep(age=0.0) == 0
    left = server._list_multipart_uploads(bucket_name=name).uploads
    assert [upload.object_name for upload in left] == ["inbox/large"]
    assert [info.key for info in objects.list("")] == ["originals/b"]


def fetch(link: str, method: str = "GET") -> tuple[int, dict[str, str], bytes]:
    try:
        with urllib.request.urlopen(urllib.request.Request(link, method=method), timeout=10) as answer:
            return answer.status, {name.lower(): value for name, value in answer.headers.items()}, answer.read()
    except urllib.error.HTTPError as refused:
        return refused.code, {}, b""


def linking(bucket: str) -> S3Objects:
    """The server is reached by another name from outside."""
    port = bucket.rpartition("@")[2].partition("/")[0].rpartition(":")[2]
    return S3Objects(bucket, f"http://localhost:{port}")


def test_a_link_gives_the_object_under_its_name_for_a_while(bucket: str) -> None:
    objects = linking(bucket)
    objects.put("originals/a", SMALL)
    link = objects.link("originals/a", disposition=NAME, media_type="application/pdf", seconds=2)
    assert link
    assert link.startswith("http://localhost:")
    status, headers, body = fetch(link)
    assert (status, body) == (200, SMALL)
    assert (headers["content-disposition"], headers["content-type"]) == (NAME, "application/pdf")
    time.sleep(3)
    assert fetch(link)[0] == 403


@pytest.mark.parametrize(
    "change",
    [
        lambda link: link.replace("originals/a", "originals/b"),
        lambda link: link.replace(".pdf", ".html"),
        lambda link: link.replace("Expires=60", "Expires=6000"),
        lambda link: link.partition("?")[0],
    ],
)
def test_a_link_is_for_one_object_under_one_name(bucket: str, change: Callable[[str], str]) -> None:
    objects = linking(bucket)
    for key in ("originals/a", "originals/b"):
        objects.put(key, SMALL)
    link = objects.link("originals/a", disposition=NAME, media_type="application/pdf", seconds=60) or ""
    assert change(link) != link
    assert fetch(change(link))[0] == 403
    assert fetch(link, "DELETE")[0] == 403
    assert fetch(link)[0] == 200


def test_without_a_public_address_there_is_no_link(bucket: str) -> None:
    assert S3Objects(bucket).link("a", disposition=NAME, media_type="application/pdf", seconds=60) is None
