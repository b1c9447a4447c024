"""Grids and lines drawn as text, for the tests of everything that comes after the readers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gongkai.domain.content import Cell, Grid, Line
from gongkai.domain.places import Place

Draw = Callable[..., Grid]


def _span(table: list[list[str]], top: int, left: int, mark: str, down: int, across: int) -> int:
    length = 1
    while True:
        y, x = top + down * length, left + across * length
        if y >= len(table) or x >= len(table[0]) or table[y][x] != mark:
            return length
        length += 1


def _grid(text: str, page: int | None = None, sheet: str | None = None) -> Grid:
    """A grid from lines with `|` between cells; `<` continues the cell to the left, `^` the cell above."""
    table = [[cell.strip() for cell in line.split("|")] for line in text.strip("\n").split("\n")]
    rows = tuple(
        tuple(
            None
            if cell in ("<", "^")
            else Cell(
                cell,
                Place(page=page, sheet=sheet, line=top + 1),
                _span(table, top, left, "^", 1, 0),
                _span(table, top, left, "<", 0, 1),
            )
            for left, cell in enumerate(row)
        )
        for top, row in enumerate(table)
    )
    return Grid(rows, Place(page=page, sheet=sheet))


@pytest.fixture
def draw() -> Draw:
    """`draw("a | b\\n1 | 2", page=3)` is a grid."""
    return _grid


@pytest.fixture
def lines() -> Callable[..., list[Line]]:
    """`lines("表1", "收入总表", page=3)` are whole lines of running text."""
    return lambda *texts, page=None: [Line(text, Place(page=page), whole=True) for text in texts]
