"""Rows from how far apart the lines stand: lines of one cell are nearer to each other than rows are."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from itertools import pairwise

from gongkai.parse.pages.strips import AMOUNT, Piece, merged

Row = dict[int, Piece]  # column -> cell

JITTER = 0.12  # of the font size: how much ink differs where lines stand alike
SLACK = 0.2  # of the font size: how far lines of one cell may be from their usual distance
LEVEL = 0.35  # of the font size: how far cells of one row may differ at their top, middle or bottom
AIRY = 2.0  # of the font size: lines of one cell are nearer to each other
FULL = 1.3  # of the font size: what may be left free at the end of a full line

_CODE = re.compile(r"\d{3,}")
_BROKEN = re.compile(r"[\d,]*\d\.\d?")
_REST = re.compile(r"\d{1,2}")


def pitch(columns: Sequence[Sequence[Piece]], size: float) -> tuple[float, float]:
    """The least distance of rows, told by whole amounts and codes, and what parts lines of one cell from rows.

    The second is 0 where no lines are nearer than rows: no cell has several lines.
    """
    rows = min((gap for gap, above, below in _gaps(columns) if _are_rows(above, below)), default=0.0)
    broken = [gap for gap, above, below in _gaps(columns) if _is_broken(above, below)]
    least = min(broken or [gap for gap, _, _ in _gaps(columns)], default=0.0)
    if broken and least + SLACK * size < (rows or float("inf")):
        return rows, least + SLACK * size
    return rows, least + min((rows - least) / 2, SLACK * size) if least < rows - JITTER * size else 0.0


def _are_rows(above: Piece, below: Piece) -> bool:
    """Whether two lines are whole amounts, or codes of which the second is no rest of the first."""
    if AMOUNT.fullmatch(above.text) and AMOUNT.fullmatch(below.text):
        return True
    codes = _CODE.fullmatch(above.text) and _CODE.fullmatch(below.text)
    return bool(codes) and len(above.text) <= len(below.text)


def _is_broken(above: Piece, below: Piece) -> bool:
    """Whether a line is the rest of an amount that a narrow cell breaks before or between its decimals."""
    return bool(_BROKEN.fullmatch(above.text) and _REST.fullmatch(below.text))


def rows(columns: Sequence[Sequence[Piece]], apart: float, size: float, borders: Sequence[float]) -> list[Row] | None:
    """The rows from top to bottom, None where lines and rows cannot be told apart.

    `borders` are rules between rows, which no cell crosses.
    """
    cells = [(k, cell) for k, parts in enumerate(columns) for cell in _cells(parts, apart, borders)]
    found = _side_by_side(cells, size, borders)
    if found is None or not _level(found, size):
        return None
    return None if not apart and _crowded(found, columns, size) else found


def between(columns: Sequence[Sequence[Piece]], borders: Sequence[float]) -> list[Row] | None:
    """The rows between the rules, None where most rules do not part single rows of amounts."""
    places: list[list[list[Piece]]] = [[[] for _ in columns] for _ in range(len(borders) + 1)]
    for k, parts in enumerate(columns):
        for part in parts:
            places[bisect(borders, part.middle)][k].append(part)
    filled = [row for row in places if any(row)]
    several = sum(any(sum(_is_anchor(part) for part in parts) > 1 for parts in row) for row in filled)
    if len(filled) < 3 or several:
        return None
    return [{k: merged(parts) for k, parts in enumerate(row) if parts} for row in filled]


def _is_anchor(part: Piece) -> bool:
    return bool(AMOUNT.fullmatch(part.text) or _CODE.fullmatch(part.text))


def _gaps(columns: Sequence[Sequence[Piece]]) -> list[tuple[float, Piece, Piece]]:
    """Lines that follow each other in a column, and how far apart they are."""
    return [(below.middle - above.middle, above, below) for parts in columns for above, below in pairwise(parts)]


def _cells(parts: Sequence[Piece], apart: float, borders: Sequence[float]) -> list[Piece]:
    groups: list[list[Piece]] = []
    for part in parts:
        last = groups[-1][-1] if groups else None
        if last and part.middle - last.middle < apart and bisect(borders, last.middle) == bisect(borders, part.middle):
            groups[-1].append(part)
        else:
            groups.append([part])
    return [merged(group) for group in groups]


def _side_by_side(cells: list[tuple[int, Piece]], size: float, borders: Sequence[float]) -> list[Row] | None:
    """Cells that share a height make a row; None where one would have two cells in a column."""
    found: list[Row] = []
    reached = float("-inf")
    for k, cell in sorted(cells, key=lambda placed: placed[1].top):
        apart = cell.top > reached - JITTER * size or bisect(borders, cell.middle) != bisect(
            borders, reached - size / 2
        )
        if apart:
            found.append({})
            reached = cell.bottom
        elif k in found[-1]:
            return None
        found[-1][k] = cell
        reached = max(reached, cell.bottom)
    return found


def _level(found: list[Row], size: float) -> bool:
    """Whether the cells of every row agree in their middle, or all in their top, or all in their bottom."""
    ways = (
        lambda cell: cell.middle,
        lambda cell: cell.top,
        lambda cell: cell.bottom,
    )
    return any(
        all(max(map(way, row.values())) - min(map(way, row.values())) <= LEVEL * size for row in found) for way in ways
    )


def _crowded(found: list[Row], columns: Sequence[Sequence[Piece]], size: float) -> bool:
    """Whether a row may be the rest of a name above it: alone in its row, below a line that is full."""
    ends = [max((part.right for part in parts), default=0.0) for parts in columns]
    for above, row in pairwise(found):
        if len(row) > 1:
            continue
        ((k, _),) = row.items()
        near = k in above and row[k].middle - above[k].middle < AIRY * size
        if near and above[k].right > ends[k] - FULL * size and not _is_anchor(above[k]):
            return True
    return False
