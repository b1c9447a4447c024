"""Uploads over a real connection: cut off, lying about their length, endless, a hundred at once."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import random
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import pytest
import servers
import uvicorn

from gongkai import bootstrap, keys
from gongkai.adapters.bus_memory import MemoryBus
from gongkai.context import Context
from gongkai.settings import Limits, Settings
from gongkai.web.app import create

MEGABYTE = 1024**2
DATA = random.Random(31).randbytes(3 * MEGABYTE).hex().encode()  # larger than what is held in memory
DOCUMENT = hashlib.sha256(DATA).hexdigest()


@dataclass(frozen=True)
class Pages:
    """The pages of a product whose messages wait."""

    context: Context
    port: int

    def line(self) -> socket.socket:
        """A connection."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)

    def send(self, data: bytes = DATA, name: str = "a.txt") -> tuple[int, dict[str, object]]:
        """A whole upload: the status and the body of its answer."""
        with self.line() as line:
            line.sendall(upload(data, name))
            return answer(line)


@pytest.fixture(scope="module")
def pages() -> Iterator[Pages]:
    context = bootstrap.in_memory(Settings(limits=Limits(upload=50 * MEGABYTE, request=200 * MEGABYTE)))
    assert isinstance(context.bus, MemoryBus)
    context.bus.working = False
    port = servers.free_port()
    server = uvicorn.Server(uvicorn.Config(create(context=context), port=port, log_level="critical"))
    thread = Thread(target=server.run)
    thread.start()
    eventually(lambda: server.started)
    yield Pages(context, port)
    server.should_exit = True
    thread.join()


def part(name: str) -> bytes:
    return f'--x\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'.encode()


def head(length: int | None) -> bytes:
    how = "Transfer-Encoding: chunked" if length is None else f"Content-Length: {length}"
    kind = "Content-Type: multipart/form-data; boundary=x"
    return f"POST /api/documents HTTP/1.1\r\nHost: localhost\r\n{kind}\r\n{how}\r\n\r\n".encode()


def upload(data: bytes, name: str) -> bytes:
    body = part(name) + data + b"\r\n--x--\r\n"
    return head(len(body)) + body


def answer(line: socket.socket) -> tuple[int, dict[str, object]]:
    received = b""
    while b"\r\n\r\n" not in received:
        received += line.recv(65536) or pytest.fail(f"no answer: {received!r}")
    start, _, body = received.partition(b"\r\n\r\n")
    length = int(next(row for row in start.lower().split(b"\r\n") if row.startswith(b"content-length")).split(b":")[1])
    while len(body) < length:
        body += line.recv(65536)
    return int(start.split()[1]), json.loads(body)


def endless(line: socket.socket, most: int, *, chunked: bool) -> int:
    """Send one file that does not end until the other side has had enough; returns how many bytes went out."""
    piece, sent = bytes(MEGABYTE), 0
    with contextlib.suppress(ConnectionError):
        line.sendall(framed(part("a.txt"), chunked))
        while sent < most and not readable(line):
            line.sendall(framed(piece, chunked))
            sent += len(piece)
    return sent


def framed(data: bytes, chunked: bool) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data) if chunked else data


def readable(line: socket.socket) -> bool:
    line.setblocking(False)
    try:
        return bool(line.recv(1, socket.MSG_PEEK))
    except BlockingIOError:
        return False
    finally:
        line.settimeout(20)


def eventually(holds: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "not within the time"
        time.sleep(0.05)


def temporary_files() -> int:
    """Files that this process has open and that are nowhere to be seen."""
    links = []
    for descriptor in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError):
            links.append(str(descriptor.readlink()))
    return sum(link.startswith("/") and link.endswith("(deleted)") for link in links)


def resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.parametrize("share", [0.0, 0.5, 0.999, 1.0])
def test_an_upload_that_is_cut_off_leaves_nothing_and_is_taken_whole_the_next_time(pages: Pages, share: float) -> None:
    data = DATA + f"{share}".encode()
    document, before, whole = hashlib.sha256(data).hexdigest(), temporary_files(), upload(data, "a.txt")
    with pages.line() as line:
        line.sendall(whole[: max(int(len(whole) * share), 1)])
    if share < 1:
        eventually(lambda: temporary_files() == before)
        assert list(pages.context.objects.list(f"{keys.ORIGINALS}public/{document[:2]}/{document}")) == []
    status, body = pages.send(data)
    assert (status, body["files"][0]["document"]) == (202, document)  # type: ignore[index]
    assert pages.context.objects.get(keys.original("public", document)) == data
    assert pages.context.ledger.standing("public", document) is not None
    eventually(lambda: temporary_files() == before)


def test_two_gigabytes_are_refused_at_the_header(pages: Pages) -> None:
    with pages.line() as line:
        begun = time.monotonic()
        line.sendall(head(2 * 1024**3) + part("a.txt"))
        status, body = answer(line)
    assert (status, body["code"]) == (413, "TOO_BIG")
    assert time.monotonic() - begun < 2


@pytest.mark.parametrize("chunked", [False, True])
def test_what_does_not_say_how_long_it_is_or_lies_is_refused_at_the_byte(pages: Pages, chunked: bool) -> None:
    memory, before = resident(), temporary_files()
    with pages.line() as line:
        line.sendall(head(None if chunked else 199 * MEGABYTE))
        sent = endless(line, 190 * MEGABYTE, chunked=chunked)
        with contextlib.suppress(ConnectionError):
            status, body = answer(line)
            assert (status, body["code"]) == (413, "TOO_BIG")
    assert 50 * MEGABYTE <= sent < 120 * MEGABYTE
    assert resident() - memory < 64 * MEGABYTE
    eventually(lambda: temporary_files() == before)


def test_a_hundred_uploads_of_the_same_bytes_at_once_are_one_document(pages: Pages) -> None:
    data = b"a hundred times the same"
    chance = random.Random(22)
    names = [f"{number}.txt" for number in range(100)]
    chance.shuffle(names)
    with ThreadPoolExecutor(100) as senders:
        answers = list(senders.map(lambda name: pages.send(data, name), names))
    assert {status for status, _ in answers} == {202}
    lines = [body["files"][0] for _, body in answers]  # type: ignore[index]
    assert {line["document"] for line in lines} == {hashlib.sha256(data).hexdigest()}
    assert [line["verdict"] for line in lines].count("accepted") == 1
