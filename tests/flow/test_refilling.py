"""A release with other fields or another pipeline: search is never empty or half filled, and a killed rebuild goes on."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch
from fastapi.testclient import TestClient
from tests.flow.conftest import HANDLERS

from gongkai import again, keys
from gongkai.adapters.bus_memory import MemoryBus
from gongkai.adapters.index_elastic import ElasticIndex
from gongkai.adapters.index_tantivy import TantivyIndex
from gongkai.adapters.ledger_sqlite import SqliteLedger
from gongkai.adapters.objects_folder import FolderObjects
from gongkai.bootstrap import search_fields
from gongkai.context import Context
from gongkai.events import Event
from gongkai.ingest.receive import receive
from gongkai.ports.index import Field, Query, SearchIndex
from gongkai.reconciler import Filler, compare
from gongkai.record import read_outcome
from gongkai.refilling import settle
from gongkai.service import handle
from gongkai.settings import Settings
from gongkai.web.app import create

DOCUMENTS, SECTIONS = 12, 20
EXTRA = Field("extra", "keyword", zh="新字段", en="Extra", facet=True, filter=True)


def index_of(server: str, place: str, *more: Field) -> SearchIndex:
    fields = (*search_fields(), *more)
    return ElasticIndex(server, fields, place) if server else TantivyIndex(Path(place), fields)


def context_of(folder: Path, index: SearchIndex) -> Context:
    bus = MemoryBus()
    context = Context(
        objects=FolderObjects(folder / "objects"),
        ledger=SqliteLedger(folder / "ledger.sqlite"),
        index=index,
        bus=bus,
        settings=Settings(data=folder),
    )

    def work(name: str, event: Event) -> None:
        handle(name, event, context, HANDLERS.get(name))

    bus.handle = work
    return context


@pytest.fixture(params=["tantivy", "elasticsearch-9.2.8"])
def where(request: pytest.FixtureRequest, tmp_path: Path, engine: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """The server and the name of an index, or no server and a folder."""
    if request.param == "tantivy":
        yield "", str(tmp_path / "index")
        return
    address, name = engine(request.param), f"test-{uuid.uuid4().hex}"
    with ExitStack() as stack:
        client = Elasticsearch(address)
        stack.callback(lambda: client.indices.delete(index=list(client.indices.get(index=f"{name}-*"))))
        yield address, name


def fill(context: Context) -> list[str]:
    text = "\n".join(f"第{number}项工作" for number in range(SECTIONS))
    receipts = [
        next(receive(context, f"单位{number}\n{text}".encode(), f"{number}.txt", space="public"))
        for number in range(DOCUMENTS)
    ]
    return [receipt.document or "" for receipt in receipts]


def total(index: SearchIndex) -> int:
    return index.search(Query(spaces=("public",))).total


@contextmanager
def watched(index: SearchIndex) -> Iterator[list[int]]:
    """The totals that somebody sees who asks twenty times in a second."""
    seen, over = list[int](), threading.Event()

    def look() -> None:
        while not over.wait(0.05):
            seen.append(total(index))

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield seen
    finally:
        over.set()
        watcher.join()


REBUILD = """
import logging, sys, time
from pathlib import Path
from gongkai.logs import write_json_lines
from tests.flow.test_refilling import EXTRA, context_of, index_of, again, settle

write_json_lines(logging.ERROR)
context = context_of(Path(sys.argv[1]), index_of(sys.argv[2], sys.argv[3], EXTRA))

def told(document):
    print(document, flush=True)
    time.sleep(0.05)

# Indexing is left to be worked off, where a kill can meet it.
context.bus.working = False
list(again.rebuild(context))
again.work_off(context, told, threads=1)
print("settled", settle(context), flush=True)
"""


def rebuilding(folder: Path, where: tuple[str, str]) -> subprocess.Popen[str]:
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", REBUILD, str(folder), *where]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root)


@pytest.mark.slow
def test_an_index_of_new_fields_is_filled_unseen_through_kills(tmp_path: Path, where: tuple[str, str]) -> None:
    documents = fill(context_of(tmp_path, index_of(*where)))
    asked, before = index_of(*where, EXTRA), total(index_of(*where))
    assert before > DOCUMENTS * SECTIONS
    done: list[str] = []
    with watched(asked) as seen:
        for number in (3, 4):
            process = rebuilding(tmp_path, where)
            assert process.stdout
            done += [process.stdout.readline().strip() for _ in range(number)]
            process.kill()
            process.wait()
            assert asked.filling()
        process = rebuilding(tmp_path, where)
        assert process.stdout
        *rest, settled = process.stdout.read().splitlines()
    assert settled == "settled True"
    assert not asked.filling()
    assert set(seen) == {before}
    assert len(seen) >= 10
    assert set(done + rest) == set(documents)
    assert len(rest) <= DOCUMENTS - 5, "what was done before the kills is not done again"
    assert asked.documents("public") == index_of(*where, EXTRA).documents("public")
    assert total(asked) == before


def test_what_is_uploaded_meanwhile_is_found_at_once_and_afterwards(tmp_path: Path, where: tuple[str, str]) -> None:
    fill(context_of(tmp_path, index_of(*where)))
    context = context_of(tmp_path, index_of(*where, EXTRA))
    before = total(context.index)
    next(receive(context, "新单位\n新的工作".encode(), "new.txt", space="public"))
    during = total(context.index)
    assert during > before
    assert not settle(context)
    list(again.rebuild(context))
    assert settle(context)
    assert total(context.index) == during


def test_reprocessing_in_the_same_index_never_shows_less(
    tmp_path: Path, where: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    context = context_of(tmp_path, index_of(*where))
    documents, before = fill(context), total(context.index)
    monkeypatch.setattr(keys, "PIPELINE", keys.PIPELINE + 1)
    with watched(context.index) as seen:
        started = time.monotonic()
        list(again.rebuild(context))
        while time.monotonic() - started < 1:
            time.sleep(0.05)
    assert set(seen) == {before}
    outcomes = [read_outcome(context.objects, "public", document) for document in documents]
    assert {outcome and outcome.pipeline for outcome in outcomes} == {keys.PIPELINE}
    assert context.index.replace("public", documents[0], keys.PIPELINE - 1, []) > 0, "the new version is there"


def test_while_another_pipeline_has_a_document_before_it_what_the_earlier_one_found_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = context_of(tmp_path, index_of("", str(tmp_path / "index")))
    (document, *_), web = fill(context), TestClient(create(context=context), base_url="http://127.0.0.1")
    before = web.get(f"/api/documents/{document}/parsed").json()
    monkeypatch.setattr(keys, "PIPELINE", keys.PIPELINE + 1)
    context.bus.working = False  # type: ignore[attr-defined]
    assert again.repair(context, "public", document)
    assert [state for state, count in context.ledger.counts().items() if count == 1] == ["pending"]
    assert web.get(f"/api/documents/{document}/parsed").json() == before
    assert web.get(f"/api/documents/{document}/findings").status_code == 200
    assert web.get(f"/api/documents/{document}").json()["disclosure"]["title"] == before["title"]


def test_a_release_with_another_pipeline_has_everything_done_again_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = context_of(tmp_path, index_of("", str(tmp_path / "index")))
    documents = fill(context)
    assert compare(context) == 0
    monkeypatch.setattr(keys, "PIPELINE", keys.PIPELINE + 1)
    assert compare(context) == DOCUMENTS
    outcomes = [read_outcome(context.objects, "public", document) for document in documents]
    assert {outcome and outcome.pipeline for outcome in outcomes} == {keys.PIPELINE}
    assert compare(context) == 0


def test_an_index_that_is_new_is_filled_by_itself(tmp_path: Path, where: tuple[str, str]) -> None:
    fill(context_of(tmp_path, index_of(*where)))
    context = context_of(tmp_path, index_of(*where, EXTRA))
    filler, before = Filler(context), total(context.index)
    assert (filler.look(), filler.look(), filler.look()) == (DOCUMENTS, 0, 0)
    assert not context.index.filling()
    context.index.clear()  # it was lost
    assert (filler.look(), filler.look()) == (DOCUMENTS, 0)
    assert not context.index.filling()
    assert total(context.index) == before


def test_a_rebuild_makes_the_same_from_originals_alone(tmp_path: Path, where: tuple[str, str]) -> None:
    context = context_of(tmp_path, index_of(*where))
    documents = fill(context)
    ids = {document: list(context.index.ids("public", document)) for document in documents}
    results = {info.key: context.objects.get(info.key) for info in context.objects.list("parsed/")}
    context.index.clear()
    (tmp_path / "ledger.sqlite").unlink()
    for prefix in ("parsed/", "findings/", "outcomes/", "pending/"):
        for info in list(context.objects.list(prefix)):
            context.objects.delete(info.key)
    empty = context_of(tmp_path, index_of(*where))
    assert len(list(again.rebuild(empty))) == DOCUMENTS
    assert {document: list(empty.index.ids("public", document)) for document in documents} == ids
    assert {info.key: empty.objects.get(info.key) for info in empty.objects.list("parsed/")} == results
    assert empty.ledger.counts("public")["done"] == DOCUMENTS


def test_what_is_whole_is_left_alone_unless_everything_is_asked_for(tmp_path: Path) -> None:
    context = context_of(tmp_path, index_of("", str(tmp_path / "index")))
    documents = fill(context)
    context.objects.delete(keys.findings("public", documents[0]))
    context.index.remove("public", documents[1])

    def runs() -> dict[str, str]:
        return {one: getattr(read_outcome(context.objects, "public", one), "run", "") for one in documents}

    before = runs()
    list(again.rebuild(context))
    after = runs()
    assert {one for one in documents if after[one] != before[one]} == set(documents[:2])
    list(again.rebuild(context, everything=True))
    assert all(runs()[one] != after[one] for one in documents)
