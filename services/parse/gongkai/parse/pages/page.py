"""One page as read: its running lines and its grids, with their places."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gongkai.domain.content import Cell, Grid
from gongkai.parse.pages import cells, edges, lines
from gongkai.parse.pages.cells import Table
from gongkai.parse.pages.characters import Characters
from gongkai.parse.pages.frame import Frame
from gongkai.parse.pages.lines import Positions, Printed
from gongkai.parse.pages.pdfium import Floats


@dataclass(frozen=True, slots=True)
class Page:
    """A page as read, its lines and grids each from top to bottom."""

    frame: Frame
    lines: tuple[Printed, ...]
    grids: tuple[Grid, ...]


def compose(characters: Characters, rules: Floats, frame: Frame) -> Page:
    """The page that visible characters and drawn rules make up."""
    tables = cells.tables(*edges.level_and_upright(rules))
    free = np.ones(len(characters), bool)
    grids: dict[int, Grid] = {}
    for number, table in sorted(enumerate(tables), key=lambda item: _area(item[1])):
        inside = np.flatnonzero(free & _within(characters, table))
        free[inside] = False
        grids[number] = _grid(characters.only(inside), table, frame)
    return Page(
        frame,
        tuple(lines.printed(characters.only(free))),
        tuple(grids[number] for number in range(len(tables))),
    )


def _area(table: Table) -> float:
    left, top, right, bottom = table.box
    return (right - left) * (bottom - top)


def _middles(characters: Characters) -> Floats:
    return (characters.boxes[:, :2] + characters.boxes[:, 2:]) / 2


def _within(characters: Characters, table: Table) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    left, top, right, bottom = table.box
    x, y = _middles(characters).T
    return (x >= left) & (x < right) & (y >= top) & (y < bottom)


def _grid(characters: Characters, table: Table, frame: Frame) -> Grid:
    texts = lines.texts(characters, _owners(characters, table), len(table.spans))
    rows: list[list[Cell | None]] = [[None] * (len(table.xs) - 1) for _ in range(len(table.ys) - 1)]
    for span, text in zip(table.spans, texts, strict=True):
        place = frame.place(table.box_of(span))
        rows[span.row][span.column] = Cell(text, place, span.rows, span.columns)
    return Grid(tuple(map(tuple, rows)), frame.place(table.box))


def _owners(characters: Characters, table: Table) -> Positions:
    x, y = _middles(characters).T
    column = np.searchsorted(table.xs, x, side="right") - 1
    row = np.searchsorted(table.ys, y, side="right") - 1
    return table.labels[row, column]
