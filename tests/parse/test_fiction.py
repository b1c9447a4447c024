"""Invented units in every format: what is printed is what is read, whatever the file format, and only planted faults are found."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from fiction import book, faults, modern, write_docx, write_html, write_pdf, write_txt, write_xlsx
from fiction.document import Document, Sheet

from gongkai.domain.codec import to_json
from gongkai.domain.disclosure import Disclosure, Table
from gongkai.parse.pipeline import examine
from gongkai.settings import Limits

WRITERS = {
    "html": write_html.write,
    "txt": write_txt.write,
    "docx": write_docx.write,
    "xlsx": write_xlsx.write,
    "pdf": write_pdf.write,
}
SEEDS = range(4)


def unit(seed: int) -> book.Book:
    return book.make(seed, list(book.SECTORS)[seed % len(book.SECTORS)], 2018 + seed)


def read(document: Document, format: str) -> Disclosure:
    return examine(WRITERS[format](document), f"disclosure.{format}", Limits()).disclosure


def plain(disclosure: Disclosure) -> dict[str, Any]:
    """Without what may differ between formats: places, reader, pages."""
    data = json.loads(json.dumps(to_json(disclosure)))
    return {key: value for key, value in data.items() if key not in {"places", "reader", "pages"}}


def printed_amounts(sheet: Sheet) -> list[Decimal]:
    texts = (text for row in sheet.rows for text in row if text and "." in text)
    return sorted(Decimal(text) for text in texts if text.replace(".", "").isdigit())


def read_amounts(table: Table) -> list[Decimal]:
    return sorted(value for row in table.rows for value in row.values.values() if value is not None)


def sheets(document: Document) -> Iterator[Sheet]:
    return (part for part in document.parts if isinstance(part, Sheet) and part.head)


@pytest.mark.parametrize("format", WRITERS)
@pytest.mark.parametrize("seed", SEEDS)
def test_every_printed_amount_is_read_once_and_no_other(seed: int, format: str) -> None:
    document = modern.write(unit(seed))
    tables = read(document, format).tables
    assert [read_amounts(table) for table in tables] == [printed_amounts(sheet) for sheet in sheets(document)]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_same_document_is_the_same_in_every_format(seed: int) -> None:
    document = modern.write(unit(seed))
    read_as = {format: plain(read(document, format)) for format in WRITERS}
    for format in WRITERS:
        assert read_as[format] == read_as["html"], format


@pytest.mark.parametrize("seed", SEEDS)
def test_a_document_that_adds_up_has_no_findings_above_info(seed: int) -> None:
    findings = read(modern.write(unit(seed)), "html").findings
    assert [finding for finding in findings if finding.severity != "info"] == []


@pytest.mark.parametrize("rule", [*faults.IN_THE_BOOK, *faults.ON_PAPER])
def test_a_planted_fault_is_found(rule: str) -> None:
    findings = read(faults.write_with(unit(7), rule), "html").findings
    assert rule in {finding.rule for finding in findings}
