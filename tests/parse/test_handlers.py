"""What the parse service stores and tells when an event wakes it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from gongkai import bootstrap, keys
from gongkai.adapters.bus_memory import MemoryBus
from gongkai.context import Context
from gongkai.domain.codec import to_json
from gongkai.domain.content import Notice
from gongkai.domain.disclosure import Disclosure, Table
from gongkai.domain.places import Place
from gongkai.doorbell import next_event
from gongkai.errors import NEEDS_OCR, Refused
from gongkai.events import DocumentParsed, DocumentScanned, DocumentStored, DocumentValidated
from gongkai.ingest.receive import receive
from gongkai.parse.handlers import read, recognise, validate
from gongkai.settings import Limits, Settings

DISCLOSURE = Disclosure(title="某局预算", reader="txt", tables=(Table(code="other", title="表"),))


@pytest.fixture
def context() -> Context:
    context = bootstrap.in_memory()
    assert isinstance(context.bus, MemoryBus)
    context.bus.working = False
    return context


def reader(source: Path, folder: Path, limits: Limits) -> bytes:
    """Says under which name and with which bytes it was asked."""
    return json.dumps(to_json(replace(DISCLOSURE, title=f"{source.name} {source.read_text()}"))).encode()


def stored(context: Context, data: bytes, *names: str) -> DocumentStored:
    for name in names:
        (receipt,) = receive(context, data, name, space="public")
    return DocumentStored(document=receipt.document or "")


def test_reading_stores_the_disclosure_and_tells_where(context: Context) -> None:
    event = stored(context, b"budget", "a.txt")
    (told,) = read(event, context, reader)
    assert isinstance(told, DocumentParsed)
    assert (told.parsed_key, told.reader, told.tables) == (keys.parsed("public", event.document), "txt", 1)
    assert json.loads(context.objects.get(told.parsed_key))["title"] == "document.txt budget"


def test_the_name_under_which_the_bytes_can_be_read_is_found(context: Context) -> None:
    event = stored(context, b"budget", "wrong.pdf", "right.txt")
    (told,) = read(event, context, reader)
    assert isinstance(told, DocumentParsed)
    assert told.reader == "txt"


def test_without_a_fitting_name_the_first_refusal_stands(context: Context) -> None:
    event = stored(context, b"budget", "wrong.pdf", "worse.docx")
    with pytest.raises(Refused, match="TYPE_MISMATCH"):
        list(read(event, context, reader))


def test_checking_stores_the_report_under_the_title_with_its_counts(context: Context) -> None:
    event = stored(context, b"budget", "a.txt")
    key = keys.parsed("public", event.document)
    noticed = replace(DISCLOSURE, notices=(Notice("EMPTY_PAGE", "空页", "empty page"),))
    context.objects.put(key, json.dumps(to_json(noticed)).encode())
    (told,) = validate(DocumentParsed(document=event.document, parsed_key=key, reader="txt", tables=1), context)
    assert isinstance(told, DocumentValidated)
    report = json.loads(context.objects.get(told.findings_key))
    assert (report["title"], report["notices"]) == ("某局预算", 1)
    assert (report["errors"], report["warnings"]) == (told.errors, told.warnings)


SCANNED = replace(DISCLOSURE, notices=(Notice(NEEDS_OCR, "图像", "picture", Place(page=2)),))


def scanning(source: Path, folder: Path, limits: Limits) -> bytes:
    """Finds that the second page is a picture."""
    return json.dumps(to_json(SCANNED)).encode()


def wanting(ocr: str) -> Context:
    context = bootstrap.in_memory(Settings(ocr=ocr))  # type: ignore[arg-type]
    assert isinstance(context.bus, MemoryBus)
    context.bus.working = False
    return context


def test_a_document_with_pictures_of_pages_goes_on_to_be_recognised() -> None:
    context = wanting("on")
    event = stored(context, b"budget", "a.txt")
    (told,) = read(event, context, scanning)
    assert told == DocumentScanned(
        document=event.document, scanned_key=keys.scanned("public", event.document), pages=1, id=told.id
    )
    assert context.objects.info(keys.parsed("public", event.document)) is None
    assert replace(next_event(context.objects, "public", event.document), id=told.id) == told


def test_recognised_it_is_read_like_any_other() -> None:
    context = wanting("on")
    event = stored(context, b"budget", "a.txt")
    (scanned,) = read(event, context, scanning)
    assert isinstance(scanned, DocumentScanned)
    (told,) = recognise(scanned, context, reader)
    assert isinstance(told, DocumentParsed)
    assert replace(next_event(context.objects, "public", event.document), id=told.id) == told


def test_where_nothing_recognises_it_the_document_ends_with_what_there_is() -> None:
    context = wanting("off")
    event = stored(context, b"budget", "a.txt")
    (told,) = read(event, context, scanning)
    assert isinstance(told, DocumentParsed)
    notices = json.loads(context.objects.get(told.parsed_key))["notices"]
    assert [(notice["code"], notice["place"]) for notice in notices] == [(NEEDS_OCR, {"page": 2})]
