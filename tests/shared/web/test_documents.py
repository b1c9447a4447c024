"""Documents go in and come back over HTTP."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from fastapi.testclient import TestClient

from gongkai import keys
from gongkai.adapters.objects_memory import MemoryObjects
from gongkai.context import Context
from gongkai.web.app import create

TEXT = "东湖区民政局2024年预算\n养老服务补贴\n"
UNKNOWN = "0" * 64


def test_several_files_go_in_at_once_each_with_its_verdict(client: TestClient, send: Any) -> None:
    good, empty, refused = send(client, a_txt=TEXT, b_txt="", c_txt="标题\nREFUSE")
    assert good["id"] == hashlib.sha256(TEXT.encode()).hexdigest()
    assert (good["verdict"], good["state"], good["duplicate_of"]) == ("accepted", "done", None)
    assert (empty["verdict"], empty["code"]) == ("refused", "EMPTY")
    assert empty["zh"] and empty["en"]
    assert (refused["state"], refused["code"]) == ("refused", "NO_TEXT")


def test_the_same_bytes_under_another_name_are_one_document(client: TestClient, send: Any) -> None:
    first, second = send(client, a_txt=TEXT, b_txt=TEXT)
    assert second["duplicate_of"] == second["id"] == first["id"]
    assert client.get(f"/api/documents/{first['id']}").json()["names"] == ["a.txt", "b.txt"]


def test_a_document_tells_where_it_stands_and_what_was_read(client: TestClient, send: Any) -> None:
    (line,) = send(client, a_txt=TEXT)
    found = client.get(f"/api/documents/{line['id']}").json()
    assert (found["state"], found["title"], found["search_documents"]) == ("done", "东湖区民政局2024年预算", 2)
    parsed = client.get(f"/api/documents/{line['id']}/parsed").json()
    assert parsed["projects"][0]["amount"] == "12.50"
    assert client.get(f"/api/documents/{line['id']}/findings").json()["findings"] == []


def test_the_original_comes_back_for_saving_only(client: TestClient, send: Any) -> None:
    (line,) = send(client, **{'预算<b>"_txt': TEXT})
    answer = client.get(f"/api/documents/{line['id']}/original")
    assert answer.content == TEXT.encode()
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''%E9%A2%84%E7%AE%97%3Cb%3E")
    assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert answer.headers["x-content-type-options"] == "nosniff"


class Reachable(MemoryObjects):
    """A store that others reach as well."""

    def link(self, key: str, *, disposition: str, media_type: str, seconds: int) -> str | None:
        return f"https://files.example/{key}?{disposition}&{media_type}&{seconds}"


def test_an_original_in_a_store_that_others_reach_is_fetched_from_there(context: Context, send: Any) -> None:
    client = TestClient(create(context=replace(context, objects=Reachable())), base_url="http://127.0.0.1:8000")
    (line,) = send(client, 预算_txt=TEXT)
    answer = client.get(f"/api/documents/{line['id']}/original", follow_redirects=False)
    assert answer.status_code == 307
    place = f"https://files.example/{keys.original('public', line['id'])}"
    assert answer.headers["location"] == f"{place}?attachment;%20filename*=UTF-8''%E9%A2%84%E7%AE%97.txt&text/plain&60"
    assert answer.headers["cache-control"] == "private, no-store"


def test_there_is_no_link_to_what_another_space_has(context: Context, send: Any) -> None:
    store = replace(context, objects=Reachable())
    client = TestClient(create(context=store), base_url="http://127.0.0.1:8000")
    (line,) = send(client, 预算_txt=TEXT)
    other = replace(store, settings=context.settings.model_copy(update={"space": "other"}))
    stranger = TestClient(create(context=other), base_url="http://127.0.0.1:8000")
    assert stranger.get(f"/api/documents/{line['id']}/original", follow_redirects=False).status_code == 404


def test_what_is_not_known_is_a_problem_in_both_languages(client: TestClient) -> None:
    for path in ("", "/original", "/parsed", "/findings"):
        answer = client.get(f"/api/documents/{UNKNOWN}{path}")
        problem = answer.json()
        assert (answer.status_code, problem["status"], problem["code"]) == (404, 404, "NOT_FOUND")
        assert answer.headers["content-type"] == "application/problem+json"
        assert problem["zh"] and problem["en"] and problem["type"]


def test_what_is_no_id_is_a_problem(client: TestClient) -> None:
    answer = client.get("/api/documents/../../etc/passwd".replace("..", "%2e%2e"))
    assert answer.status_code in (404, 422)
    answer = client.get("/api/documents/ABC")
    assert (answer.status_code, answer.json()["code"]) == (422, "BAD_REQUEST")


def test_a_file_that_is_too_big_stops_the_request_and_what_came_before_is_in(
    client: TestClient, context: Context
) -> None:
    def body() -> Iterator[bytes]:
        for name, size in (("small.txt", 50), ("big.txt", 100 * context.settings.limits.upload)):
            yield f'--x\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'.encode()
            for _ in range(max(size // 10_000, 1)):
                yield "标题\n".encode() + b"a" * min(size, 10_000)
            yield b"\r\n"
        yield b"--x--\r\n"

    answer = client.post("/api/documents", content=body(), headers={"content-type": "multipart/form-data; boundary=x"})
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (413, "TOO_BIG")
    assert [(line["name"], line["verdict"]) for line in problem["files"]] == [
        ("small.txt", "accepted"),
        ("big.txt", "refused"),
    ]
    assert client.get(f"/api/documents/{problem['files'][0]['id']}").status_code == 200


def test_a_request_that_breaks_off_is_a_problem(client: TestClient) -> None:
    begun = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\nhalf'
    for content, kind in (
        (begun, "multipart/form-data; boundary=x"),
        (b"--x\r\nnonsense", "multipart/form-data; boundary=x"),
        (b"", "multipart/form-data"),
        (b"{}", "application/json"),
        (b"--x--\r\n", "multipart/form-data; boundary=x"),
    ):
        answer = client.post("/api/documents", content=content, headers={"content-type": kind})
        assert (answer.status_code, answer.json()["code"]) == (400, "BAD_REQUEST"), content
    assert client.get("/api/status").json()["documents"]["pending"] == 0


def test_form_fields_without_a_file_name_are_no_files(client: TestClient) -> None:
    answer = client.post("/api/documents", files={"files": ("a.txt", TEXT.encode())}, data={"note": "x" * 1000})
    assert [line["name"] for line in answer.json()["files"]] == ["a.txt"]
