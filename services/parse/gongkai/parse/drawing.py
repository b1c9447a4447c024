"""Grids drawn from cells with spans: every place of the rectangle is set, and no span is believed beyond the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.domain.content import Cell, Grid, Notice
from gongkai.domain.places import Place
from gongkai.errors import Refused
from gongkai.settings import Limits

MOST_COLUMNS = 1000
MOST_ROWS = 65_534


@dataclass(slots=True)
class Drawn:
    """A cell on its way into a grid.

    `column` is its place in the row where the format says it, else the next free one; `width` its width in points.
    """

    text: str
    place: Place
    rowspan: int = 1
    colspan: int = 1
    column: int | None = None
    width: float | None = None


class Allowance:
    """Counts what one document may hold; Refused TOO_MANY_CELLS or TOO_BIG beyond the limits."""

    def __init__(self, limits: Limits) -> None:
        self._cells = limits.cells
        self._characters = limits.characters

    def cells(self, count: int) -> None:
        """Take up cells."""
        self._cells -= count
        if self._cells < 0:
            raise Refused("TOO_MANY_CELLS")

    def fits(self, count: int) -> None:
        """Refuse so many cells before they are made, without taking them up."""
        if count > self._cells:
            raise Refused("TOO_MANY_CELLS")

    def text(self, text: str) -> str:
        """Take up characters and give the text back."""
        self._characters -= len(text)
        if self._characters < 0:
            raise Refused("TOO_BIG", "more characters than allowed")
        return text


def draw(rows: Sequence[Sequence[Drawn]], place: Place, allowance: Allowance) -> Grid | None:
    """The grid of these rows, None when no cell is in them.

    Spans end with the table: a colspan at the last column that any cell begins in, a rowspan at the last row, both
    at the limits of the HTML standard. A place that nothing covers gets an empty cell.
    """
    placed = _place(rows)
    if not placed:
        return None
    width = max(left for _, left in placed) + 1
    allowance.cells(width * len(rows))
    grid: list[list[Cell | None]] = [[Cell("", place) for _ in range(width)] for _ in rows]
    for (top, left), cell in placed.items():
        colspan = min(cell.colspan, width - left)
        for down in range(top, top + cell.rowspan):
            grid[down][left : left + colspan] = [None] * colspan
        grid[top][left] = Cell(allowance.text(cell.text), cell.place, cell.rowspan, colspan)
    return Grid(tuple(tuple(row) for row in grid), place)


def settle(rows: Sequence[Sequence[Drawn]]) -> None:
    """Tell every cell its column, and cut its spans to what the table has room for."""
    for (_, left), cell in _place(rows).items():
        cell.column = left


def _place(rows: Sequence[Sequence[Drawn]]) -> dict[tuple[int, int], Drawn]:
    """Every cell at its row and column, its spans cut where the table or another cell ends them."""
    placed: dict[tuple[int, int], Drawn] = {}
    reach: dict[int, int] = {}
    for top, row in enumerate(rows):
        left = 0
        for cell in row:
            left = max(left, cell.column or 0)
            while reach.get(left, 0) > top:
                left += 1
            if left >= MOST_COLUMNS:
                raise Refused("TOO_MANY_CELLS", f"more than {MOST_COLUMNS} columns")
            cell.colspan = _free_columns(reach, top, left, cell.colspan)
            cell.rowspan = min(max(cell.rowspan, 1), MOST_ROWS, len(rows) - top)
            for across in range(left, left + cell.colspan):
                reach[across] = top + cell.rowspan
            placed[top, left] = cell
            left += cell.colspan
    return placed


def _free_columns(reach: dict[int, int], top: int, left: int, colspan: int) -> int:
    """How far a cell may spread to the right before a cell from above, or the limit, is in the way."""
    most = min(max(colspan, 1), MOST_COLUMNS - left)
    return next((across for across in range(1, most) if reach.get(left + across, 0) > top), most)


def broken_characters(count: int) -> tuple[Notice, ...]:
    """The notice that a text holds characters which no encoding explains; none when there are none."""
    if not count:
        return ()
    return (Notice("BROKEN_CHARACTERS", f"有 {count} 个字符无法解码。", f"{count} characters could not be decoded."),)
