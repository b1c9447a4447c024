"""Rows that are not ruled: a drawn row whose columns of figures hold one figure a line is several rows."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np

from gongkai.parse.pages import lines
from gongkai.parse.pages.cells import Span, Table
from gongkai.parse.pages.characters import SPACE, Characters
from gongkai.parse.pages.lines import Printed

FEWEST = 3  # lines of figures that make rows of them
APART = 0.5  # of the font size: lines of two columns nearer than this stand on one row

_DECIMAL = re.compile(r"-?[\d,]+\.\d+%?")
_STACK = re.compile(r"(-?[\d,.]+%?\n){2,}-?[\d,.]+%?")
_END = re.compile(r"0\d+")
_NUMBER = re.compile(r"-?[\d,]+(\.\d+)?%?")


def may_be_parted(texts: list[str]) -> bool:
    """Whether among the texts of the cells of a table there is one with a figure on each line."""
    return any(map(_STACK.fullmatch, texts))


def parted(table: Table, shown: Characters) -> Table:
    """The table with such rows parted between their lines of text, which is the one shown.

    Needed are a column of decimal figures, or two of whole numbers beside as many names, with one on each line, and no
    line of any other column between theirs. (Codes that narrow columns break are whole numbers on lines, beside one name.)
    """
    borders = [border for row in range(len(table.ys) - 1) for border in _borders(table, row, shown)]
    return _with_borders(table, sorted(borders)) if borders else table


def _borders(table: Table, row: int, shown: Characters) -> list[float]:
    spans = [table.spans[label] for label in np.unique(table.labels[row]).tolist()]
    if any(span.rows > 1 for span in spans) or len(spans) < 2:
        return []
    top, bottom = table.ys[row : row + 2].tolist()
    boxes = [table.box_of(span) for span in spans]
    cells = [_lines(shown, box) for box in boxes]
    if any(_breaks_figures(cell) for cell in cells):
        return []
    stacks = [cell for cell, box in zip(cells, boxes, strict=True) if not _wrapped(cell, box[2] - box[0])]
    decimal, whole = (_figures(stacks, pattern) for pattern in (_DECIMAL, _NUMBER))
    leading = max([*decimal, *whole], key=len, default=[])
    if not decimal and (len(whole) < 2 or not _named(cells, len(leading))):
        return []
    steps = [line.middle for line in leading]
    every = (line for cell in cells for line in cell)
    if any(min(abs(line.middle - step) for step in steps) > APART * line.size for line in every):
        return []
    return [(above + below) / 2 for above, below in pairwise(steps) if top < above and below < bottom]


def _lines(shown: Characters, box: tuple[float, float, float, float]) -> list[Printed]:
    left, top, right, bottom = box
    x, y = shown.middles.T
    inside = (x >= left) & (x < right) & (y >= top) & (y < bottom) & (shown.codes != SPACE)
    return lines.printed(shown.only(inside))


def _wrapped(cell: list[Printed], width: float) -> bool:
    """Whether the lines may be one figure that a narrow cell breaks: all but the last are full."""
    return all(line.box[2] - line.box[0] > width - line.size for line in cell[:-1])


def _breaks_figures(cell: list[Printed]) -> bool:
    """Whether one of the lines is only the end of a figure with decimals: `17205` | `4.5900` | `00`."""
    return any(_DECIMAL.fullmatch(line.text) for line in cell) and any(_END.fullmatch(line.text) for line in cell)


def _named(cells: list[list[Printed]], steps: int) -> bool:
    """Whether a column has words on as many lines."""
    return any(sum(not _NUMBER.fullmatch(line.text) for line in cell) >= steps for cell in cells)


def _figures(cells: list[list[Printed]], pattern: re.Pattern[str]) -> list[list[Printed]]:
    return [cell for cell in cells if len(cell) >= FEWEST and all(pattern.fullmatch(line.text) for line in cell)]


def _with_borders(table: Table, borders: list[float]) -> Table:
    ys = np.array(sorted([*table.ys.tolist(), *borders]))
    starts = np.searchsorted(ys, table.ys).tolist()
    labels = np.empty((len(ys) - 1, table.labels.shape[1]), np.intp)
    spans: list[Span] = []
    for span in table.spans:
        top, bottom = starts[span.row], starts[span.row + span.rows]
        height = bottom - top if span.rows > 1 else 1
        for row in range(top, bottom, height):
            labels[row : row + height, span.column : span.column + span.columns] = len(spans)
            spans.append(Span(row, span.column, height, span.columns))
    return Table(table.xs, ys, tuple(spans), labels)
