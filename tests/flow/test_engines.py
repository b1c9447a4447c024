"""The whole way on the engines of many machines gives what it gives in memory."""

from __future__ import annotations

import urllib.request
import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from gongkai import bootstrap
from gongkai.adapters.bus_memory import MemoryBus
from gongkai.adapters.objects_s3 import S3Objects
from gongkai.context import Context
from gongkai.ingest.receive import receive
from gongkai.ports.index import Clue, Hit, Query
from gongkai.record import read_outcome
from gongkai.service import handle
from gongkai.web.app import create

SAMPLES = Path(__file__).parents[2] / "samples/disclosures"
BASE = "http://127.0.0.1:8000"
SPACE = f"run-{uuid.uuid4().hex[:8]}"


@pytest.fixture(scope="module")
def memory() -> Context:
    return filled(bootstrap.in_memory())


@pytest.fixture(scope="module")
def engines(s3_address: str, elastic_address: str, redis_address: str) -> Context:
    bucket = s3_address.rpartition("/")[0] + f"/test-{uuid.uuid4().hex}"
    S3Objects(bucket).prepare()
    bus = MemoryBus()
    context = replace(bootstrap.distributed(s3=bucket, elasticsearch=elastic_address, redis=redis_address), bus=bus)
    context.index.clear()
    bus.handle = lambda name, event: handle(name, event, context)
    return filled(context)


def filled(context: Context) -> Context:
    for path in sorted(SAMPLES.iterdir()):
        list(receive(context, path.read_bytes(), path.name, space=SPACE))
    return context


def contents(context: Context, prefix: str) -> dict[str, bytes]:
    return {info.key: context.objects.get(info.key) for info in context.objects.list(f"{prefix}/{SPACE}/")}


@pytest.mark.parametrize("prefix", ["originals", "parsed", "findings"])
def test_the_same_objects_are_stored(memory: Context, engines: Context, prefix: str) -> None:
    stored = contents(memory, prefix)
    assert stored
    assert contents(engines, prefix) == stored


def test_every_document_ends_alike(memory: Context, engines: Context) -> None:
    here, there = (
        {one.name: (one.state, one.title, one.errors, one.warnings) for one in context.ledger.recent(SPACE)}
        for context in (memory, engines)
    )
    assert here == there
    assert memory.ledger.counts(SPACE) == engines.ledger.counts(SPACE)
    for document in memory.index.documents(SPACE):
        outcomes = [read_outcome(context.objects, SPACE, document) for context in (memory, engines)]
        assert [outcome and outcome.state for outcome in outcomes] == [outcomes[0] and outcomes[0].state] * 2


def test_the_same_rows_are_found(memory: Context, engines: Context) -> None:
    assert engines.index.documents(SPACE) == memory.index.documents(SPACE)
    for document in memory.index.documents(SPACE):
        assert list(engines.index.ids(SPACE, document)) == list(memory.index.ids(SPACE, document))


def questions() -> Iterator[Query]:
    asked: dict[str, Any] = {"spaces": (SPACE,), "size": 50, "facets": ("kind", "year")}
    for phrase in ("预算", "支出", "教育", "水利局", "公用经费", "基本支出", "就业补助", "2024"):
        yield Query(clues=(Clue(phrases=(phrase,)),), **asked)
        yield Query(clues=(Clue(phrases=(phrase,)),), sort="-amount", **asked)


def test_every_question_has_the_same_answer(memory: Context, engines: Context) -> None:
    for query in questions():
        here, there = memory.index.search(query), engines.index.search(query)
        assert (there.total, there.facets, bool(there.cursor)) == (here.total, here.facets, bool(here.cursor))
        # Lucene's average length of a text differs where many rows have none of it (docs/decisions/0009).
        assert [hit.score for hit in there.hits] == pytest.approx([hit.score for hit in here.hits], rel=0.1)
        if query.sort:
            assert list(map(content, there.hits)) == list(map(content, here.hits))


def content(hit: Hit) -> tuple[Any, ...]:
    return hit.id, hit.document, hit.kind, hit.fields, hit.highlights


def test_an_original_is_fetched_from_the_store_by_a_link_of_this_space_alone(engines: Context, s3_address: str) -> None:
    port = s3_address.rpartition(":")[2].partition("/")[0]
    bucket = f"{s3_address.rpartition('/')[0]}/test-{uuid.uuid4().hex}"
    S3Objects(bucket).prepare()
    linking = S3Objects(bucket, f"http://localhost:{port}")
    content = contents(engines, "originals")
    for prefix in ("originals", "records"):
        for key, data in contents(engines, prefix).items():
            linking.put(key, data)
    key, original = next(iter(content.items()))
    path = f"/api/documents/{key.rpartition('/')[2]}/original"
    statuses = []
    for space in (SPACE, "other"):
        settings = engines.settings.model_copy(update={"space": space})
        visitor = TestClient(create(context=replace(engines, objects=linking, settings=settings)), base_url=BASE)
        answer = visitor.get(path, follow_redirects=False)
        statuses.append(answer.status_code)
        if answer.status_code == 307:
            with urllib.request.urlopen(answer.headers["location"], timeout=10) as fetched:
                assert fetched.read() == original
                assert fetched.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")
    assert statuses == [307, 404]
