"""An index of new fields is filled beside the one that is asked, and takes over when it is told that it holds all."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from gongkai.adapters.index_elastic import ElasticIndex
from gongkai.adapters.index_tantivy import TantivyIndex
from gongkai.ports.index import Clue, Field, Query, SearchIndex, SearchRow

OLD = (
    Field("kind", "keyword", zh="类型", en="Kind", facet=True, filter=True),
    Field("document", "keyword", zh="文件", en="Document", filter=True),
    Field("name", "text", zh="名称", en="Name", weight=3),
    Field("year", "keyword", zh="年度", en="Year", facet=True, filter=True, sort=True),
    Field("gone", "keyword", zh="旧", en="Gone"),
)
NEW = (
    *OLD[:3],
    Field("year", "integer", zh="年度", en="Year", facet=True, filter=True, sort=True),
    Field("text", "text", zh="正文", en="Text", weight=1),
    Field("amount", "amount", zh="金额", en="Amount", sort=True),
)
Make = Callable[[Sequence[Field]], SearchIndex]


@pytest.fixture(params=["tantivy", "elasticsearch-9.2.8", "elasticsearch-8.19.7"])
def make(request: pytest.FixtureRequest, tmp_path: Path, engine: Callable[[str], str]) -> Iterator[Make]:
    if request.param == "tantivy":
        yield lambda fields: TantivyIndex(tmp_path, fields)
        return
    address, name = engine(request.param), f"test-{uuid.uuid4().hex}"
    with ExitStack() as stack:
        stack.callback(remove, Elasticsearch(address), f"{name}-*")
        yield lambda fields: ElasticIndex(address, fields, name)


def remove(client: Elasticsearch, names: str) -> None:
    client.indices.delete(index=list(client.indices.get(index=names)))


def row(document: str, version: int = 1, **fields: Any) -> SearchRow:
    named = {"name": "就业补助", **fields}
    return SearchRow(
        id=f"{document}-a", space="public", document=document, kind="project", version=version, fields=named
    )


def old_row(document: str) -> SearchRow:
    return row(document, year="2023", gone="x")


def new_row(document: str) -> SearchRow:
    return row(document, year=2024, text="水利", amount=Decimal(5))


def words(*phrases: str, **more: Any) -> Query:
    return Query(spaces=("public",), clues=tuple(Clue(phrases=(phrase,)) for phrase in phrases), **more)


def total(index: SearchIndex, *phrases: str) -> int:
    return index.search(words(*phrases)).total


def test_a_new_index_is_asked_at_once_and_lacks_something_until_it_is_said_to_be_whole(make: Make) -> None:
    index = make(OLD)
    index.replace("public", "d1", 1, [old_row("d1")])
    assert index.filling()
    assert total(index) == 1
    index.take_over()
    assert not make(OLD).filling()
    index.clear()
    assert make(OLD).filling()
    assert total(index) == 0


def test_questions_go_to_the_old_index_until_the_new_one_takes_over(make: Make) -> None:
    old = make(OLD)
    for document in ("d1", "d2", "d3"):
        old.replace("public", document, 1, [old_row(document)])
    new = make(NEW)
    assert new.filling()
    assert new.documents("public") == {}
    for document in ("d1", "d2", "d3"):
        new.replace("public", document, 1, [new_row(document)])
        assert (total(old, "就业"), total(new, "就业")) == (3, 3)
    assert new.documents("public") == {"d1": 1, "d2": 1, "d3": 1}
    assert total(new, "水利") == 0, "the old index has no such column"
    new.take_over()
    assert not new.filling()
    assert (total(new, "就业"), total(new, "水利")) == (3, 3)
    assert new.search(words(filters={"year": ("2024",)}, facets=("year",))).facets["year"] == (("2024", 3),)


def test_what_comes_meanwhile_is_found_at_once_and_stays(make: Make) -> None:
    old = make(OLD)
    for document in ("d1", "d2"):
        old.replace("public", document, 1, [old_row(document)])
    new = make(NEW)
    new.replace("public", "upload", 1, [new_row("upload")])
    new.remove("public", "d1")
    assert total(new, "就业") == total(old, "就业") == 2
    new.replace("public", "d2", 1, [new_row("d2")])
    new.take_over()
    assert sorted(hit.document for hit in new.search(words("就业")).hits) == ["d2", "upload"]


def test_the_old_index_can_be_asked_in_the_new_words(make: Make) -> None:
    make(OLD).replace("public", "d1", 1, [old_row("d1")])
    new = make(NEW)
    new.replace("public", "d2", 1, [new_row("d2")])
    assert new.search(words(facets=("amount", "kind"))).facets["kind"] == (("project", 2),)
    assert new.search(words(amount=(Decimal(1), None))).total == 0
    for sort in ("amount", "-amount"):
        assert new.search(words(sort=sort)).total == 2
    hits = {hit.document: hit.fields for hit in new.search(words("就业")).hits}
    assert hits["d1"]["gone"] == "x"
    assert hits["d2"]["amount"] == Decimal(5)


def test_another_process_sees_that_the_new_index_has_taken_over(make: Make) -> None:
    make(OLD).replace("public", "d1", 1, [old_row("d1")])
    here, there = make(NEW), make(NEW)
    assert total(there) == 1
    here.replace("public", "d1", 1, [new_row("d1")])
    first = there.search(words(size=1))
    here.take_over()
    assert not there.filling()
    assert total(there, "水利") == first.total == 1
    assert there.replace("public", "d2", 1, [new_row("d2")]) == 1
    assert total(here, "水利") == 2


def test_a_walk_through_the_pages_goes_on_when_another_index_takes_over(make: Make) -> None:
    old = make(OLD)
    for number in range(5):
        old.replace("public", f"d{number}", 1, [old_row(f"d{number}")])
    new = make(NEW)
    for number in range(5):
        new.replace("public", f"d{number}", 1, [new_row(f"d{number}")])
    seen, cursor = list[str](), new.search(words(size=2)).cursor
    seen += [hit.document for hit in new.search(words(size=2)).hits]
    new.take_over()
    while cursor:
        page = new.search(words(size=2, cursor=cursor))
        seen, cursor = [*seen, *(hit.document for hit in page.hits)], page.cursor
    assert sorted(seen) == [f"d{number}" for number in range(5)]


def test_a_release_that_is_taken_back_fills_its_index_anew(make: Make) -> None:
    make(OLD).replace("public", "d1", 1, [old_row("d1")])
    new = make(NEW)
    new.replace("public", "d1", 1, [new_row("d1")])
    new.take_over()
    old = make(OLD)
    assert old.filling()
    assert total(old, "就业") == 1
    old.replace("public", "d1", 1, [old_row("d1")])
    old.take_over()
    assert [hit.fields["year"] for hit in old.search(words("就业")).hits] == ["2023"]
