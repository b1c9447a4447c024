"""What is done again: one document by hand, everything from the object store, what a crash left half done."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from gongkai import again, board, bootstrap, journal, keys
from gongkai.adapters.bus_memory import MemoryBus
from gongkai.adapters.index_memory import MemoryIndex
from gongkai.adapters.ledger_memory import MemoryLedger
from gongkai.bootstrap import search_fields
from gongkai.context import Context
from gongkai.domain.codec import to_json
from gongkai.domain.content import Notice
from gongkai.domain.disclosure import Disclosure
from gongkai.errors import NEEDS_OCR
from gongkai.events import DocumentParsed, Event
from gongkai.ingest.receipts import Receipt
from gongkai.ingest.receive import receive
from gongkai.journal import Entry
from gongkai.reconciler import UPLOADING, Reconciler, compare, mend
from gongkai.record import read_outcome
from gongkai.settings import Settings


def send(context: Context, text: str, name: str = "预算.txt") -> str:
    receipt: Receipt = next(receive(context, text.encode(), name, space="public"))
    return receipt.document or ""


def state(context: Context, document: str) -> str:
    standing = context.ledger.standing("public", document)
    return standing.state if standing else "unknown"


def hold(context: Context) -> MemoryBus:
    assert isinstance(context.bus, MemoryBus)
    context.bus.working = False
    return context.bus


def test_a_failed_document_is_tried_again_by_hand(context: Context, make, clock) -> None:
    document = send(context, "FAIL")
    reconciler = Reconciler(context)
    for _ in range(5):
        clock.now += 4000
        reconciler.tick()
    assert state(context, document) == "failed"
    assert again.retry(context, "public", document)
    assert [step.what for step in context.ledger.history("public", document)][4:6] == ["retry", "failed"]
    assert state(context, document) == "pending"


def test_a_document_that_never_came_is_not_tried(context: Context) -> None:
    assert not again.retry(context, "public", "0" * 64)


def test_a_document_that_is_being_worked_on_is_left_alone(context: Context, clock) -> None:
    document = send(context, "某单位预算")
    context.ledger.claim("public", document, "host:1:1:a", 10)
    assert not again.retry(context, "public", document)
    assert state(context, document) == "done"


def test_board_and_index_are_built_again_from_the_objects_alone(context: Context) -> None:
    documents = [send(context, f"单位{number}\n项目") for number in range(3)] + [send(context, "REFUSE")]
    before = context.ledger.counts(), {one: context.index.ids("public", one) for one in documents}
    history = context.ledger.history("public", documents[0])
    lost = replace(context, ledger=MemoryLedger(), index=MemoryIndex(search_fields()), bus=MemoryBus())
    assert len(list(again.rebuild(lost))) == 4
    again.work_off(lost, lambda document: None)
    assert (lost.ledger.counts(), {one: lost.index.ids("public", one) for one in documents}) == before
    assert list(lost.ledger.history("public", documents[0]))[: len(history)] == list(history)


def test_a_rebuild_takes_out_rows_of_documents_that_are_not_stored(context: Context) -> None:
    document = send(context, "某单位")
    context.objects.delete(keys.record("public", document))
    assert again.remove_unknown(context, "public") == 1
    assert context.index.documents("public") == {}


def test_an_end_that_was_written_but_not_cleared_is_cleared(context: Context) -> None:
    document = send(context, "某单位")
    outcome = read_outcome(context.objects, "public", document)
    assert outcome is not None
    journal.enter(context.objects, "public", document, Entry(at=0.0, reason="upload", run=outcome.run))
    context.ledger.forget("public", document)
    Reconciler(context).tick()
    assert list(journal.outstanding(context.objects)) == []
    assert state(context, document) == "done"


def test_bytes_whose_upload_was_never_answered_are_read_all_the_same(context: Context, clock) -> None:
    document = hashlib.sha256("某单位".encode()).hexdigest()
    context.objects.put(keys.original("public", document), "某单位".encode())
    half = keys.original("public", "a" * 64)
    context.objects.put(half, b"half a fi")
    assert mend(context) == 0, "an upload may be under way"
    clock.now += UPLOADING + 1
    mend(context)
    assert state(context, document) == "done"
    assert board.from_store(context, "public", "a" * 64) is None, "half a file is not a document"


def test_a_record_without_a_journal_entry_gets_one(context: Context, clock) -> None:
    hold(context)
    document = send(context, "某单位")
    context.objects.delete(keys.pending("public", document))
    hold(context).working = True
    clock.now += UPLOADING + 1
    assert mend(context) == 1
    assert state(context, document) == "done"


def test_a_board_that_was_emptied_is_noticed_and_filled_again(context: Context) -> None:
    assert not board.is_lost(context), "there is nothing to be lost"
    documents = [send(context, "某单位"), send(context, "REFUSE")]
    before = {document: state(context, document) for document in documents}
    assert not board.is_lost(context)
    for document in documents:
        context.ledger.forget("public", document)
    assert board.is_lost(context)
    mend(context)
    assert not board.is_lost(context)
    assert {document: state(context, document) for document in documents} == before


def test_a_document_that_the_index_lost_is_indexed_again(context: Context) -> None:
    kept, lost = send(context, "单位一"), send(context, "单位二")
    context.index.remove("public", lost)
    assert compare(context) == 1
    assert set(context.index.documents("public")) == {kept, lost}
    assert compare(context) == 0


def test_a_document_is_rung_for_with_growing_pauses(context: Context, clock) -> None:
    bus = hold(context)
    send(context, "某单位")
    reconciler = Reconciler(context)
    rung = []
    for _ in range(20):
        bus._waiting.clear()
        rung.append(reconciler.tick())
        clock.now += 30.0
    # At once by a new reconciler, then when more than 120 and 240 seconds have been silent.
    assert [at * 30 for at, times in enumerate(rung) if times] == [0, 150, 420]


def test_a_full_queue_is_not_made_longer(context: Context) -> None:
    hold(context)
    for number in range(120):
        send(context, f"单位{number}")
    assert Reconciler(context).tick() == 0


def test_a_clock_that_was_set_back_stops_nothing(context: Context, clock) -> None:
    bus = hold(context)
    document = send(context, "某单位")
    bus._waiting.clear()
    reconciler = Reconciler(context, first=False)
    clock.now -= 86400
    bus.working = True
    assert reconciler.tick() == 1
    assert state(context, document) == "done"


def reading_nothing_of_a_picture(event: Event, context: Context) -> Iterator[Event]:
    disclosure = Disclosure(title="预算", reader="pdfium", notices=(Notice(NEEDS_OCR, "图像", "picture"),))
    key = keys.parsed(event.space, event.document)
    context.objects.put(key, json.dumps(to_json(disclosure)).encode())
    yield DocumentParsed(document=event.document, parsed_key=key, reader="pdfium", tables=0)


@pytest.mark.parametrize(("ocr", "read_again"), [("on", True), ("off", False)])
def test_a_rebuild_reads_pictures_of_pages_again_once_they_can_be_recognised(ocr: str, read_again: bool) -> None:
    context = bootstrap.in_memory(
        Settings(ocr=ocr),  # type: ignore[arg-type]
        handlers={"parse.read": reading_nothing_of_a_picture},
    )
    document = send(context, "一张图像")
    assert state(context, document) == "done_with_warnings"
    hold(context)
    list(again.rebuild(context))
    assert (context.objects.info(keys.parsed("public", document)) is None) is read_again
