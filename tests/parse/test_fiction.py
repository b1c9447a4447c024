"""Invented units in every format: what is printed is what is read, whatever the file format, and only planted faults are found."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from fiction import (
    book,
    central,
    classic,
    faults,
    final_accounts,
    modern,
    write_csv,
    write_doc,
    write_docx,
    write_html,
    write_mht,
    write_ods,
    write_odt,
    write_ofd,
    write_pdf,
    write_spreadsheetml,
    write_txt,
    write_xls,
    write_xlsx,
    yunnan,
)
from fiction.document import Document, Facts, Paragraph, Sheet

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
TEMPLATES = {
    "modern": modern.write,
    "central": central.write,
    "final_accounts": final_accounts.write,
    "yunnan": yunnan.write,
    "classic": classic.write,
}
# What other programs save: each template once, held against the web page.
FURTHER = {
    "odt": write_odt.write,
    "doc": write_doc.write,
    "ods": write_ods.write,
    "xls": write_xls.write,
    "ofd": write_ofd.write,
    "csv": write_csv.write,
    "mht": write_mht.write,
    "xml": write_spreadsheetml.write,
}
SEEDS = range(4)
CHANGE = re.compile(r"(?:增加|减少)([\d.,]+)万?元，(?:增长|下降)[\d.]+%")
SHARE = re.compile(r"占[^，。；占]*?([\d.]+)%")
CASES = [(template, seed) for template in TEMPLATES for seed in (SEEDS if template == "modern" else range(2))]


def unit(seed: int) -> book.Book:
    return book.make(seed, list(book.SECTORS)[seed % len(book.SECTORS)], 2018 + seed)


def read(document: Document, format: str) -> Disclosure:
    return examine((WRITERS | FURTHER)[format](document), f"disclosure.{format}", Limits()).disclosure


@cache
def written(template: str, seed: int) -> Document:
    return TEMPLATES[template](unit(seed))


@cache
def case(template: str, seed: int, format: str = "html") -> Disclosure:
    return read(written(template, seed), format)


def plain(disclosure: Disclosure) -> dict[str, Any]:
    """Without what may differ between formats: places, reader, pages."""
    data = json.loads(json.dumps(to_json(disclosure)))
    return {key: value for key, value in data.items() if key not in {"places", "reader", "pages"}}


def printed_amounts(sheet: Sheet) -> list[Decimal]:
    texts = (text.replace(",", "") for row in sheet.rows for text in row if text and "." in text)
    return sorted(Decimal(text) for text in texts if text.replace(".", "").isdigit())


def read_amounts(table: Table, sheet: Sheet) -> list[Decimal]:
    values = (item for row in table.rows for item in row.values.items())
    return sorted(
        value for key, value in values if value is not None and (not sheet.keys or key in _keys(table, sheet))
    )


def _keys(table: Table, sheet: Sheet) -> set[str]:
    """The keys of the sheet, and columns of no known meaning; one that only repeats others is left out."""
    return {key for key in table.columns if key in sheet.keys or key[1:].isdigit()}


def sheets(document: Document) -> list[Sheet]:
    return [part for part in document.parts if isinstance(part, Sheet) and part.head and part.code != "objective"]


@pytest.mark.parametrize("format", WRITERS)
@pytest.mark.parametrize(("template", "seed"), CASES)
def test_every_printed_amount_is_read_once_and_no_other(template: str, seed: int, format: str) -> None:
    document = written(template, seed)
    read_tables = case(template, seed, format).tables
    assert [table.code for table in read_tables] == [
        sheet.code or table.code for sheet, table in zip(sheets(document), read_tables, strict=True)
    ]
    for sheet, table in zip(sheets(document), read_tables, strict=True):
        assert read_amounts(table, sheet) == printed_amounts(sheet), table.title


@pytest.mark.parametrize(("template", "seed"), CASES)
def test_every_column_is_read_as_what_its_heading_says(template: str, seed: int) -> None:
    for sheet, table in zip(sheets(written(template, seed)), case(template, seed).tables, strict=True):
        wanted = list(dict.fromkeys(key for key in sheet.keys if key))
        assert [key for key in table.columns if key in wanted] == wanted, table.title


@pytest.mark.parametrize(("template", "seed"), CASES)
def test_the_same_document_is_the_same_in_every_format(template: str, seed: int) -> None:
    read_as = {format: plain(case(template, seed, format)) for format in WRITERS}
    for format in WRITERS:
        assert read_as[format] == read_as["html"], format


@pytest.mark.parametrize("format", FURTHER)
@pytest.mark.parametrize("template", TEMPLATES)
def test_what_other_programs_save_is_read_the_same(template: str, format: str) -> None:
    assert plain(case(template, 1, format)) == plain(case(template, 1))


@pytest.mark.parametrize(("template", "seed"), CASES)
def test_what_a_document_is_as_a_whole_is_read(template: str, seed: int) -> None:
    read_as, facts = case(template, seed), written(template, seed).facts
    indicators = tuple(len(one.indicators) for one in read_as.objectives)
    known = (read_as.kind, read_as.scope, read_as.year, read_as.unit, read_as.currency, read_as.total)
    assert Facts(*known, len(read_as.projects), indicators) == facts  # type: ignore[arg-type]


@pytest.mark.parametrize(("template", "seed"), CASES)
def test_every_change_and_share_of_the_narrative_is_a_statement(template: str, seed: int) -> None:
    texts = [part.text for part in written(template, seed).parts if isinstance(part, Paragraph)]
    said, stated = [found for text in texts for found in CHANGE.finditer(text)], case(template, seed).statements
    changes = sorted(Decimal(found[1].replace(",", "")) for found in said)
    assert sorted(abs(one.change) for one in stated if one.change and one.change_pct) == changes
    shares = sorted(Decimal(found[1]) for text in texts for found in SHARE.finditer(text))
    assert sorted(one.share_pct for one in stated if one.share_pct is not None) == shares


@pytest.mark.parametrize(("template", "seed"), CASES)
def test_a_document_that_adds_up_has_no_findings_above_info(template: str, seed: int) -> None:
    findings = case(template, seed).findings
    assert [finding for finding in findings if finding.severity != "info"] == []


@pytest.mark.parametrize("rule", [*faults.IN_THE_BOOK, *faults.ON_PAPER])
def test_a_planted_fault_is_found(rule: str) -> None:
    findings = read(faults.write_with(unit(7), rule), "html").findings
    assert rule in {finding.rule for finding in findings}
