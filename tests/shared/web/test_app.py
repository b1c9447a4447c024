"""What holds for every route: headers, guards, languages, problems, the description of the API."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from gongkai.context import Context
from gongkai.errors import Unavailable
from gongkai.index.fields import FILTERS
from gongkai.web.app import create
from gongkai.web.headers import HEADERS
from gongkai.web.pages import lasting, separated

PAGE = {"accept": "text/html"}


class Away:
    """An engine that is not there."""

    def __getattr__(self, name: str) -> object:
        raise Unavailable("engine", "secret-host:1234")


@pytest.mark.parametrize(
    "path", ["/", "/queues", "/api/search", "/api/status", "/health", "/nothing", "/?year=x", "/static/style.css"]
)
def test_every_answer_carries_the_strict_headers(client: TestClient, path: str) -> None:
    answer = client.get(path, headers=PAGE)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value


@pytest.mark.parametrize("path", ["/", "/queues", "/?q=养老", "/?q=！", "/nothing"])
def test_pages_have_nothing_inline_and_nothing_from_elsewhere(client: TestClient, path: str, send: Any) -> None:
    send(client, a_txt="标题\n养老服务补贴")
    text = client.get(path, headers=PAGE).text
    for forbidden in ("<script", "style=", "onclick", "javascript:", "http://", "https://"):
        assert forbidden not in text.replace("http://127.0.0.1:8000", "")


def test_names_from_documents_are_text_and_never_markup(client: TestClient, send: Any) -> None:
    send(client, **{"<img src=x onerror=alert(1)>_txt": "<script>alert(1)</script>\n<b>养老</b>服务"})
    for path in ("/?q=养老", "/queues", "/?q=<script>alert(1)</script>", "/?unit=<script>"):
        text = client.get(path, headers=PAGE).text
        assert "<script>" not in text
        assert "<img" not in text
    assert "<mark>养老</mark>&lt;/b&gt;服务" in client.get("/?q=养老", headers=PAGE).text


def test_a_page_speaks_the_language_of_address_cookie_or_browser(client: TestClient) -> None:
    assert "搜索" in client.get("/").text
    assert "Search" in client.get("/", headers={"accept-language": "en-GB,en;q=0.9"}).text
    answer = client.get("/?lang=en")
    assert answer.headers["content-language"] == "en"
    assert "Search" in client.get("/").text  # by the cookie
    assert "搜索" in client.get("/?lang=zh").text


def test_other_sites_cannot_write(client: TestClient) -> None:
    files = {"files": ("a.txt", "标题".encode())}
    for headers in ({"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}):
        answer = client.post("/api/documents", files=files, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "FORBIDDEN")
    own = {"origin": "http://127.0.0.1:8000", "sec-fetch-site": "same-origin"}
    assert client.post("/api/documents", files=files, headers=own).status_code == 202


def test_another_name_for_this_machine_is_refused(client: TestClient) -> None:
    answer = client.get("/api/search", headers={"host": "evil.example:8000"})
    assert (answer.status_code, answer.json()["code"]) == (403, "FORBIDDEN")
    for host in ("localhost:8000", "[::1]:8000", "127.0.0.1"):
        assert client.get("/health", headers={"host": host}).status_code == 200


def test_an_engine_that_is_away_is_said_without_its_secrets(context: Context) -> None:
    from dataclasses import replace

    client = TestClient(create(context=replace(context, index=Away())), base_url="http://localhost")  # type: ignore[arg-type]
    for path in ("/api/search", "/ready"):
        answer = client.get(path)
        assert (answer.status_code, answer.json()["code"], answer.headers["retry-after"]) == (503, "UNAVAILABLE", "5")
        assert "secret" not in answer.text
    page = client.get("/", headers=PAGE)
    assert page.status_code == 503
    assert "暂时不可用" in page.text


def test_a_bug_is_answered_without_its_traceback(context: Context) -> None:
    from dataclasses import replace

    broken = create(context=replace(context, index=None))  # type: ignore[arg-type]
    answer = TestClient(broken, base_url="http://localhost", raise_server_exceptions=False).get("/api/search")
    assert (answer.status_code, answer.json()["code"]) == (500, "BUG")
    assert "Traceback" not in answer.text and "NoneType" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_wrong_method_is_a_problem_too(client: TestClient) -> None:
    answer = client.delete("/api/search")
    assert (answer.status_code, answer.headers["content-type"]) == (405, "application/problem+json")
    assert answer.headers["allow"] == "GET"


def test_the_api_is_described_completely(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()
    assert set(described["paths"]) == {
        "/api/documents",
        "/api/documents/{document}",
        "/api/documents/{document}/original",
        "/api/events/bucket",
        "/api/inbox",
        "/api/documents/{document}/parsed",
        "/api/documents/{document}/findings",
        "/api/documents/{document}/pages/{page}",
        "/api/documents/{document}/pages/{page}/marks",
        "/api/search",
        "/api/status",
        "/health",
        "/ready",
        "/metrics",
    }
    for path, methods in described["paths"].items():
        for method in methods.values():
            assert method["description"], path
            assert "default" in method["responses"], path
    parameters = {one["name"] for one in described["paths"]["/api/search"]["get"]["parameters"]}
    assert parameters == {"q", "min", "max", "sort", "size", "cursor", *FILTERS}


def test_amounts_and_spans_read_well() -> None:
    assert [separated(text) for text in ("-0.5", "7150", "-1234567.50", "0")] == ["-0.5", "7,150", "-1,234,567.50", "0"]
    assert [lasting(seconds, "en") for seconds in (0, 59, 60, 7200, 90000)] == ["0 s", "59 s", "1 min", "2 h", "1 d"]
