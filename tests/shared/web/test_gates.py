"""What an upload has to pass before its body is read."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from gongkai.adapters.bus_memory import MemoryBus
from gongkai.context import Context
from gongkai.errors import Unavailable
from gongkai.web.app import create

MULTIPART = {"content-type": "multipart/form-data; boundary=x"}


def visitor(context: Context) -> TestClient:
    return TestClient(create(context=context), base_url="http://localhost", raise_server_exceptions=False)


def upload(client: TestClient, name: str = "a.txt", **query: str) -> Any:
    return client.post("/api/documents", files={"files": (name, f"标题 {name}".encode())}, params=query)


@pytest.fixture
def full(context: Context) -> Context:
    """A product in which one document waits, with room for one of each upload and for two in all."""
    assert isinstance(context.bus, MemoryBus)
    context.bus.working = False
    settings = context.settings.model_copy(update={"waiting_upload": 1, "waiting_space": 3, "waiting": 2})
    full = replace(context, settings=settings)
    assert upload(visitor(full), batch="b").status_code == 202
    return full


def test_an_upload_that_has_its_share_is_asked_to_come_again(full: Context) -> None:
    answer = upload(visitor(full), "b.txt", batch="b")
    problem = answer.json()
    assert (answer.status_code, problem["code"], answer.headers["retry-after"]) == (429, "BUSY_SHARE", "10")
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["zh"] and problem["en"]
    assert upload(visitor(full), "c.txt", batch="c").status_code == 202


def test_when_too_much_waits_everybody_is_asked_to_come_again(full: Context) -> None:
    assert upload(visitor(full), "c.txt").status_code == 202
    answer = upload(visitor(full), "d.txt")
    assert (answer.status_code, answer.json()["code"], answer.headers["retry-after"]) == (503, "BUSY", "10")


def test_a_batch_is_a_plain_name(context: Context) -> None:
    assert upload(visitor(context), batch="2024-东").status_code == 422
    assert upload(visitor(context), batch="2024-03").json()["batch"] == "2024-03"


def test_a_request_that_says_it_is_too_long_is_refused_at_its_header(context: Context) -> None:
    length = str(2 * 1024**3)
    answer = visitor(context).post(
        "/api/documents", content=b"--x--\r\n", headers=MULTIPART | {"content-length": length}
    )
    assert (answer.status_code, answer.json()["code"]) == (413, "TOO_BIG")


def test_a_request_that_does_not_say_so_is_refused_at_the_first_byte_too_many(context: Context) -> None:
    limits = context.settings.limits.model_copy(update={"request": 10_000})
    small = replace(context, settings=context.settings.model_copy(update={"limits": limits}))
    taken = 0

    def body() -> Iterator[bytes]:
        nonlocal taken
        while taken < 1000:
            taken += 1
            yield (
                b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n' + b"a" * 500 + b"\r\n"
            )

    answer = visitor(small).post("/api/documents", content=body(), headers=MULTIPART)
    assert (answer.status_code, answer.json()["code"]) == (413, "TOO_BIG")


def test_a_request_of_too_many_files_is_stopped_and_those_before_are_in(context: Context) -> None:
    limits = context.settings.limits.model_copy(update={"entries": 3})
    few = replace(context, settings=context.settings.model_copy(update={"limits": limits}))
    files = [("files", (f"{number}.txt", f"标题 {number}".encode())) for number in range(9)]
    answer = visitor(few).post("/api/documents", files=files)
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (413, "TOO_BIG")
    assert {line["verdict"] for line in problem["files"][:-1]} == {"accepted"}


def test_a_store_that_refuses_to_answer_is_said_to_be_away(context: Context) -> None:
    class Away:
        def info(self, key: str) -> None:
            raise Unavailable("objects", "connection refused at secret:9000")

    answer = upload(visitor(replace(context, objects=Away())))  # type: ignore[arg-type]
    assert (answer.status_code, answer.json()["code"], answer.headers["retry-after"]) == (503, "UNAVAILABLE", "5")
    assert "secret" not in answer.text


def test_a_store_that_is_silent_is_said_to_be_away_within_seconds(context: Context) -> None:
    end = threading.Event()

    class Silent:
        def info(self, key: str) -> None:
            end.wait(30)

    with visitor(replace(context, objects=Silent())) as client:  # type: ignore[arg-type]
        begun = time.monotonic()
        status = upload(client).status_code
        seconds = time.monotonic() - begun
        end.set()
    assert status == 503 and seconds < 5
