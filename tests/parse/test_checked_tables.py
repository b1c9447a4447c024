"""The checked disclosures: every row of every table and every indicator, from each format that draws its tables."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.domain.codec import from_json
from gongkai.domain.disclosure import Disclosure, Row
from gongkai.domain.text import bare
from gongkai.parse.joining import join
from gongkai.parse.objectives import find
from gongkai.parse.reading import read
from gongkai.parse.recognition import recognise
from gongkai.settings import Limits

pytestmark = pytest.mark.corpus

FORMATS = ("docx", "xlsx", "html", "pdf")


def _files(corpus: Path) -> Iterator[tuple[Path, Disclosure]]:
    for truth in sorted(corpus.glob("**/truth.json")):
        checked = from_json(json.loads(truth.read_text("utf-8")))
        for file in sorted(truth.parent.iterdir()):
            if file.suffix[1:] in FORMATS and not file.name.startswith("scan"):
                yield file, checked


def _row(row: Row) -> tuple[object, ...]:
    return row.side, row.code, bare(row.name or ""), bare(row.project or ""), row.total_row, dict(row.values)


def test_every_row_of_every_table_is_read_exactly(corpus: Path) -> None:
    wrong: list[str] = []
    for file, checked in _files(corpus):
        tables = recognise(join(read(file.read_bytes(), file.suffix[1:], Limits()).blocks)).tables
        found = [(table.code, table.number, table.columns, [_row(row) for row in table.rows]) for table in tables]
        expected = [
            (table.code, table.number, table.columns, [_row(row) for row in table.rows]) for table in checked.tables
        ]
        wrong += [
            f"{file.parent.name}/{file.name} {ours[:2]}"
            for ours, true in zip(found, expected, strict=True)
            if ours != true
        ]
    assert wrong == []


def test_every_indicator_is_read_exactly(corpus: Path) -> None:
    wrong: list[str] = []
    for file, checked in _files(corpus):
        left = recognise(join(read(file.read_bytes(), file.suffix[1:], Limits()).blocks)).left
        for ours, true in zip(find(left)[0], checked.objectives, strict=True):
            found = [
                (one.level1, one.level2, bare(one.level3), one.op, one.value, one.weight) for one in ours.indicators
            ]
            expected = [
                (one.level1, one.level2, bare(one.level3), one.op, one.value, one.weight) for one in true.indicators
            ]
            wrong += (
                [f"{file.parent.name}/{file.name} {true.project}"]
                if (found, ours.funds) != (expected, true.funds)
                else []
            )
    assert wrong == []
