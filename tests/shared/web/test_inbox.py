"""Events of the bucket come in, with the right token only; what became of the inbox is told."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any
from urllib.parse import quote_plus

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from gongkai.adapters.inbox_memory import MemoryInbox
from gongkai.context import Context
from gongkai.web.app import create

TOKEN = "a-long-secret"


@pytest.fixture
def listening(context: Context) -> Context:
    return replace(context, settings=context.settings.model_copy(update={"events_token": SecretStr(TOKEN)}))


def visitor(context: Context, host: str = "web:8000") -> TestClient:
    return TestClient(create(context=context), base_url=f"http://{host}", raise_server_exceptions=False)


def event(key: str, bucket: str = "memory", name: str = "s3:ObjectCreated:Put") -> dict[str, Any]:
    """As MinIO writes it."""
    there = {"bucket": {"name": bucket}, "object": {"key": quote_plus(key), "eTag": "0", "size": 1}}
    return {"EventName": name, "Key": f"{bucket}/{key}", "Records": [{"eventName": name, "s3": there}]}


def tell(client: TestClient, message: Any, token: str = TOKEN) -> Any:
    return client.post("/api/events/bucket", json=message, headers={"authorization": f"Bearer {token}"})


def settled(client: TestClient, count: int) -> list[dict[str, Any]]:
    for _ in range(100):
        files: list[dict[str, Any]] = client.get("/api/inbox").json()["files"]
        if sum(one["state"] != "waiting" for one in files) == count:
            return files
        time.sleep(0.05)
    raise AssertionError(files)


def test_what_an_event_tells_of_is_taken_in(listening: Context) -> None:
    assert isinstance(listening.inbox, MemoryInbox)
    listening.inbox.put("部门 预算+1.txt", "标题\n养老".encode())
    answer = tell(visitor(listening), event("inbox/部门 预算+1.txt"))
    assert (answer.status_code, answer.json()) == (202, {"heard": 1})
    (file,) = settled(visitor(listening, "localhost"), 1)
    assert (file["key"], file["state"], file["files"][0]["verdict"]) == ("部门 预算+1.txt", "taken", "accepted")


@pytest.mark.parametrize(
    "message",
    [
        event("originals/public/aa/aaa"),
        event("inbox/"),
        event("inbox/a.txt", bucket="another"),
        event("inbox/a.txt", name="s3:ObjectRemoved:Delete"),
        {"Records": []},
    ],
)
def test_what_is_not_about_new_files_of_the_inbox_is_passed_over(listening: Context, message: Any) -> None:
    assert tell(visitor(listening), message).json() == {"heard": 0}


@pytest.mark.parametrize("message", [[], {}, "x", {"Records": [1]}, {"Records": [{"s3": {}}]}, {"Records": None}])
def test_what_is_no_event_is_a_problem(listening: Context, message: Any) -> None:
    answer = tell(visitor(listening), message)
    assert (answer.status_code, answer.json()["code"]) == (400, "BAD_REQUEST")


def test_a_long_event_is_refused(listening: Context) -> None:
    answer = tell(visitor(listening), {"Records": [], "x": "x" * 1024**2})
    assert (answer.status_code, answer.json()["code"]) == (413, "TOO_BIG")


def test_without_the_token_nobody_listens(listening: Context) -> None:
    for headers in ({}, {"authorization": "Bearer "}, {"authorization": "Bearer wrong"}, {"authorization": TOKEN}):
        answer = visitor(listening).post("/api/events/bucket", json=event("inbox/a.txt"), headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "FORBIDDEN")


@pytest.mark.parametrize("token", [None, SecretStr("")])
def test_the_door_is_closed_until_a_token_is_set(context: Context, token: SecretStr | None) -> None:
    unset = replace(context, settings=context.settings.model_copy(update={"events_token": token}))
    for given in ("", TOKEN, "None"):
        assert tell(visitor(unset), event("inbox/a.txt"), given).status_code == 403


def test_other_paths_are_not_open_to_other_names_of_this_host(listening: Context) -> None:
    headers = {"authorization": f"Bearer {TOKEN}"}
    assert visitor(listening).get("/api/inbox", headers=headers).status_code == 403


def test_the_token_is_not_shown(listening: Context) -> None:
    assert TOKEN not in repr(listening.settings)


def test_the_inbox_is_told_in_pages(listening: Context) -> None:
    assert isinstance(listening.inbox, MemoryInbox)
    for number in range(5):
        listening.inbox.put(f"{number}.txt", b"")
    client = visitor(listening, "localhost")
    pages = [client.get("/api/inbox", params={"size": 3, "skip": skip}).json()["files"] for skip in (0, 3)]
    assert [len(page) for page in pages] == [3, 2]
