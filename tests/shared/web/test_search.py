"""Search over HTTP, as JSON and as a page."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

PAGE = {"accept": "text/html"}


@pytest.fixture(autouse=True)
def _documents(client: TestClient, send: Any) -> None:
    lines = "\n".join(f"第{number}个养老项目" for number in range(30))
    send(client, a_txt=f"东湖区民政局2024年预算\n{lines}\n就业补助")


def test_hits_come_with_fields_highlights_and_facets(client: TestClient) -> None:
    found = client.get("/api/search", params={"q": "就业", "kind": "project"}).json()
    (hit,) = found["hits"]
    assert (found["total"], hit["fields"]["name"], hit["highlights"]["name"]) == (1, "就业补助", [[0, 2]])
    assert (hit["fields"]["amount"], hit["fields"]["printed"], hit["fields"]["currency"]) == (
        "125000.00",
        "12.50",
        "万元",
    )
    assert {"value": "2024", "count": 1, "zh": "2024", "en": "2024"} in found["facets"]["year"]


def test_pages_follow_by_their_cursor(client: TestClient) -> None:
    seen, cursor = [], ""
    while cursor is not None:
        found = client.get("/api/search", params={"q": "养老", "kind": "project", "size": 12, "cursor": cursor}).json()
        seen += [hit["id"] for hit in found["hits"]]
        cursor = found["cursor"]
    assert len(seen) == len(set(seen)) == 30


def test_filters_ranges_and_order_are_parameters(client: TestClient) -> None:
    def total(**params: object) -> int:
        return int(client.get("/api/search", params=params).json()["total"])  # type: ignore[arg-type]

    assert total(kind=["project"], year=2024, min="12万", max="12.5万元") == 31
    assert total(kind=["project"], min="12.6万") == 0
    assert total(kind=["project", "disclosure"]) == 32
    assert total(unit="另一局") == 0


@pytest.mark.parametrize(
    "query", ["sort=x", "size=0", "size=x", "yaer=2024", "year=x", "min=x", "cursor=x", "q=%EF%BC%81"]
)
def test_what_cannot_be_asked_is_a_problem(client: TestClient, query: str) -> None:
    answer = client.get(f"/api/search?{query}")
    assert (answer.status_code, answer.json()["code"]) == (400, "BAD_REQUEST")
    assert answer.json()["detail"]
    assert client.get(f"/?{query}", headers=PAGE).status_code == 400


def test_the_page_shows_hits_facets_tags_and_the_way_on(client: TestClient) -> None:
    text = client.get("/?q=养老&kind=project&year=2024", headers=PAGE).text
    assert "<mark>养老</mark>" in text
    assert "年度：2024" in text
    assert '12.50<span class="currency">万元</span>' in text
    assert "cursor=" in text
    assert 'name="kind" value="project"' in text  # the box keeps the filters


def test_a_tag_leads_to_the_question_without_it(client: TestClient) -> None:
    text = client.get("/?q=养老&kind=project&year=2024&min=1", headers=PAGE).text
    assert 'href="?q=%E5%85%BB%E8%80%81&amp;kind=project&amp;min=1"' in text
    assert 'href="?q=%E5%85%BB%E8%80%81&amp;kind=project&amp;year=2024"' in text


def test_nothing_found_says_what_to_try(client: TestClient) -> None:
    assert "没有找到" in client.get("/?q=不存在", headers=PAGE).text
