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
from gongkai.errors import Refused
from gongkai.events import DocumentParsed, DocumentStored, DocumentValidated
from gongkai.ingest.receive import receive
from gongkai.parse.handlers import read, validate
from gongkai.settings import Limits

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
