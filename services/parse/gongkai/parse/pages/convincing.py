"""What columns hold, and whether their rows stand as those of a table do: figures in line, no amount in two pieces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from gongkai.parse.pages.bands import Row
from gongkai.parse.pages.strips import FIGURE, Piece
from gongkai.parse.pages.titles import Manner

STRAIGHT = 1.5  # points that the right edges, middles or left edges of the figures of a column may differ
MOSTLY = 0.5
_REST = re.compile(r"\d{1,2}|0\d+(\.\d+)?|\.\d+")
_MIXED = re.compile(r"\d\.\d\d.*[^\d.,，%]|[^\d.,，\-－−+]+[-－−]?[\d,，]*\d\.\d\d$|\d\.\d+\D+\d+\.\d")


def manners(columns: Sequence[Sequence[Piece]]) -> list[Manner]:
    """What each column holds, and on which side; figures all stand on the side on which those of one column do."""
    figures = [_holds_figures(column) for column in columns]
    sides = [_side(column) for column in columns]
    known = {side for side, figure in zip(sides, figures, strict=True) if figure and side is not None}
    common = known.pop() if len(known) == 1 else None
    return [
        Manner(figure, common if figure and side is None else side) for figure, side in zip(figures, sides, strict=True)
    ]


def convincing(rows: list[Row], width: int, fewest: int) -> bool:
    """Several rows that mostly fill several columns, a column of figures after the first, all figures in line."""
    if sum(len(row) > 1 for row in rows) < fewest:
        return False
    if any(_MIXED.search(cell.text) for row in rows for cell in row.values()):
        return False
    if any(_is_rest(above, row) or _breaks_brackets(above, row) for above, row in pairwise(rows)):
        return False
    columns = [[row[k] for row in rows if k in row] for k in range(width)]
    return any(map(_holds_figures, columns[1:])) and all(_in_line(column) for column in columns)


def _holds_figures(column: Sequence[Piece]) -> bool:
    return (
        bool(column)
        and sum(bool(FIGURE.fullmatch(part.text)) for part in column) >= MOSTLY * len(column)
        and any("." in part.text for part in column)
    )


def _side(column: Sequence[Piece]) -> float | None:
    """0 where the lines of a column share their left edges, 1 their right ones, 0.5 their middles; None where several."""
    ways = {0.0: [part.left for part in column], 0.5: [p.centre for p in column], 1.0: [p.right for p in column]}
    straight = [side for side, edges in ways.items() if max(edges, default=0.0) - min(edges, default=0.0) <= STRAIGHT]
    return straight[0] if len(straight) == 1 else None


def _is_rest(above: Row, row: Row) -> bool:
    """Whether the figures of a row may be the ends of the amounts above it, which narrow cells break (`1,186,7` | `00.00`).

    A row of zeros may stand below amounts where those have a name of their own.
    """
    figures = {k: cell.text for k, cell in row.items() if k in above and _are_figures(cell, above[k])}
    if not figures or not all(_REST.fullmatch(text) for text in figures.values()):
        return False
    if set(figures.values()) == {"0"} and any(not FIGURE.fullmatch(cell.text) for cell in above.values()):
        return False
    return all(("." in above[k].text) != ("." in text) for k, text in figures.items())


def _are_figures(*cells: Piece) -> bool:
    return all(FIGURE.fullmatch(cell.text) for cell in cells)


def _breaks_brackets(above: Row, row: Row) -> bool:
    """Whether a name opens a bracket that the one below it closes: these are two lines of one name."""
    return any(_open(above[k].text) > 0 > _open(cell.text) for k, cell in row.items() if k in above)


def _open(text: str) -> int:
    return sum(map(text.count, "（(")) - sum(map(text.count, "）)"))


def _in_line(column: Sequence[Piece]) -> bool:
    amounts = [cell for cell in column if "." in cell.text and FIGURE.fullmatch(cell.text)]
    ways = ([cell.right for cell in amounts], [cell.centre for cell in amounts], [cell.left for cell in amounts])
    return not amounts or any(max(way) - min(way) <= STRAIGHT for way in ways)
