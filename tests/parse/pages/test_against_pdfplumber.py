"""Cell by cell, the page engine agrees with pdfplumber on the PDFs of the corpus, or knows better."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pdfplumber
import pytest

from gongkai.domain.content import Grid
from gongkai.parse.pages.radicals import unradical
from gongkai.parse.readers.pdf import read
from gongkai.settings import Limits

pytestmark = [pytest.mark.corpus, pytest.mark.slow]

Rows = list[list[str | None]]


def ours(grid: Grid) -> Rows:
    return [[_plain(cell.text) if cell else None for cell in row] for row in grid.rows]


def theirs(rows: Rows) -> Rows:
    return [[None if text is None else _plain(unradical(text)) for text in row] for row in rows]


def _plain(text: str) -> str:
    return text.replace(" ", "")


def pairs(file: Path) -> Iterator[tuple[Rows, Rows]]:
    """The tables of pdfplumber and ours, page by page in order."""
    grids: dict[int | None, list[Grid]] = {}
    for grid in read(file.read_bytes(), Limits()).grids():
        grids.setdefault(grid.place.page, []).append(grid)
    with pdfplumber.open(file) as document:
        for number, page in enumerate(document.pages, 1):
            tables = page.extract_tables()
            assert len(grids.get(number, [])) == len(tables)
            for table, grid in zip(tables, grids.get(number, []), strict=True):
                yield theirs(table), ours(grid)


def test_every_cell_of_pdfplumber_is_read_alike(corpus: Path) -> None:
    files = [*corpus.glob("*/source*.pdf"), *corpus.glob("synthetic/*/doc*.pdf")]
    for table, grid in (pair for file in files for pair in pairs(file)):
        # pdfplumber loses a last row that the page break cuts open, and one that is hardly higher than its borders.
        assert len(grid) - len(table) in (0, 1)
        assert grid[: len(table)] == table
