"""Ruled tables: which cells the edges of a page enclose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import repeat
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from gongkai.errors import Refused
from gongkai.parse.pages.edges import Edges
from gongkai.parse.pages.pdfium import Floats

Labels = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]

TOUCH = 3.0
OVERHANG = 10.0  # how far lines must stick out beyond the last upright to mean an undrawn outer border


class Span(NamedTuple):
    """A cell as places of the table: its first row and column, and how many of each it covers."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table: where its columns and rows begin and end, and its cells, which cover every place once.

    `labels[row, column]` is the number of the cell there.
    """

    xs: Floats
    ys: Floats
    spans: tuple[Span, ...]
    labels: Labels

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        return float(self.xs[0]), float(self.ys[0]), float(self.xs[-1]), float(self.ys[-1])

    def places(self, points: Floats) -> Labels:
        """The cell of each point (x, y) inside the table."""
        column = np.searchsorted(self.xs, points[:, 0], side="right") - 1
        row = np.searchsorted(self.ys, points[:, 1], side="right") - 1
        return np.asarray(self.labels[row, column])

    def box_of(self, span: Span) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of a cell."""
        return (
            float(self.xs[span.column]),
            float(self.ys[span.row]),
            float(self.xs[span.column + span.columns]),
            float(self.ys[span.row + span.rows]),
        )


def tables(level: Edges, upright: Edges, most: int) -> list[Table]:
    """The tables with more than one cell, from the top of the page to the bottom.

    Refused as TOO_MANY_CELLS where lines could enclose more than `most`.
    """
    if len(level) * len(upright) > 4 * most:
        raise Refused("TOO_MANY_CELLS", f"{len(level)} lines across {len(upright)}")
    found = [
        table
        for rows, columns in _connected(level, upright)
        if (table := _table(level.only(rows), upright.only(columns))) is not None
    ]
    return sorted(found, key=lambda table: (table.box[1], table.box[0]))


def tiled(xs: Floats, ys: Floats, below: Flags, right: Flags) -> Table:
    """The table between these positions whose places flow together where no wall stands below or to the right."""
    return _compact(xs, ys, _rectangles(_regions(below, right)))


def _connected(level: Edges, upright: Edges) -> Iterator[tuple[Labels, Labels]]:
    """Groups of edges that hang together by crossing or touching."""
    if not len(level) or not len(upright):
        return
    crossing = _crossing(level, upright)
    marks = np.arange(len(level))
    while True:
        down = np.where(crossing, marks[:, None], len(level)).min(0)
        across = np.where(crossing, down[None, :], len(level)).min(1)
        spread = np.minimum(marks, across)
        if (spread == marks).all():
            break
        marks = spread
    for mark in np.unique(down[down < len(level)]).tolist():
        yield np.flatnonzero(marks == mark), np.flatnonzero(down == mark)


def _crossing(level: Edges, upright: Edges) -> Flags:
    y, x = level.at[:, None], upright.at[None, :]
    return np.asarray(
        (upright.start[None, :] <= y + TOUCH)
        & (upright.end[None, :] >= y - TOUCH)
        & (level.start[:, None] <= x + TOUCH)
        & (level.end[:, None] >= x - TOUCH)
    )


def _table(level: Edges, upright: Edges) -> Table | None:
    xs = _with_outer(np.unique(upright.at), level)
    ys = _with_outer(np.unique(level.at), upright)
    if len(xs) < 2 or len(ys) < 2 or (len(xs) == 2 and len(ys) == 2):
        return None
    below = _walls(level, ys, xs)
    right = _walls(upright, xs, ys).T
    table = tiled(xs, ys, below[1:-1], right[:, 1:-1])
    return table if len(table.spans) > 1 else None


def _with_outer(positions: Floats, across: Edges) -> Floats:
    """The positions, and beyond them the ends of the edges across where two of them agree: an undrawn border."""
    first, last = across.start.min(), across.end.max()
    before = positions[0] - first > OVERHANG and (across.start <= first + TOUCH).sum() > 1
    after = last - positions[-1] > OVERHANG and (across.end >= last - TOUCH).sum() > 1
    return np.concatenate([[first][: int(before)], positions, [last][: int(after)]])


def _walls(edges: Edges, positions: Floats, stops: Floats) -> Flags:
    """At each position (rows), which pieces between neighbouring stops (columns) an edge covers."""
    covers = (edges.start[:, None] <= stops[None, :-1] + TOUCH) & (edges.end[:, None] >= stops[None, 1:] - TOUCH)
    walls = np.zeros((len(positions), len(stops) - 1), bool)
    rows = np.searchsorted(positions, edges.at)
    np.logical_or.at(walls, rows, covers)
    return walls


def _regions(below: Flags, right: Flags) -> Labels:
    """Numbers of the places of the table: places with no wall between them share one."""
    marks = _starts(below, right)
    while True:
        spread = marks.copy()
        spread[1:] = np.where(below, spread[1:], np.minimum(spread[1:], spread[:-1]))
        spread[:-1] = np.where(below, spread[:-1], np.minimum(spread[:-1], spread[1:]))
        spread[:, 1:] = np.where(right, spread[:, 1:], np.minimum(spread[:, 1:], spread[:, :-1]))
        spread[:, :-1] = np.where(right, spread[:, :-1], np.minimum(spread[:, :-1], spread[:, 1:]))
        if (spread == marks).all():
            return marks
        marks = spread


def _starts(below: Flags, right: Flags) -> Labels:
    """For each place the first one that can be reached straight up and then to the left, or to the left only."""
    rows, columns = right.shape[0], below.shape[1]
    row, column = np.arange(rows)[:, None], np.arange(columns)
    left, above = np.ones((rows, columns), bool), np.ones((rows, columns), bool)
    left[:, 1:], above[1:] = right, below
    marks = row * columns + np.maximum.accumulate(np.where(left, column, 0), axis=1)
    top = np.maximum.accumulate(np.where(above, row, 0), axis=0)
    return np.asarray(np.minimum(marks, marks[top, column]))


def _rectangles(regions: Labels) -> Labels:
    """The regions as cells (row, column, rows, columns), row by row; one of another shape is cut into rectangles."""
    every = np.arange(regions.size)
    marks = np.flatnonzero(regions.reshape(-1) == every)  # a region is called after its first place
    places = np.searchsorted(marks, regions.reshape(-1))
    where = np.stack(np.divmod(every, regions.shape[1]))
    first, last = (_extreme(where, places, len(marks), pick) for pick in (np.minimum, np.maximum))
    sides = last - first + 1
    whole = np.bincount(places) == sides[0] * sides[1]
    cut = [cell for mark in marks[~whole].tolist() for cell in _cut(regions == mark)]
    found = np.concatenate([np.concatenate([first, sides]).T[whole], np.array(cut, np.intp).reshape(-1, 4)])
    return np.asarray(found[np.lexsort((found[:, 1], found[:, 0]))])


def _extreme(where: Labels, places: Labels, count: int, pick: np.ufunc) -> Labels:
    found = np.repeat(where[:, :1], count, axis=1)
    for axis in (0, 1):
        found[axis, places] = where[axis]  # any member will do as the start
        pick.at(found[axis], places, where[axis])
    return found


def _cut(free: Flags) -> Iterator[tuple[int, int, int, int]]:
    for row, column in np.argwhere(free).tolist():
        if not free[row, column]:
            continue
        columns = _run(free[row, column:])
        rows = _run(np.asarray(free[row:, column : column + columns].all(1)))
        free[row : row + rows, column : column + columns] = False
        yield row, column, rows, columns


def _run(flags: Flags) -> int:
    """How many of the first flags are set."""
    return len(flags) if flags.all() else int(np.argmin(flags))


def _compact(xs: Floats, ys: Floats, cells: Labels) -> Table:
    """The table without positions at which no cell begins."""
    row, column, rows, columns = cells.T
    across, in_row = _kept(column, len(xs))
    down, in_column = _kept(row, len(ys))
    left, right, top, bottom = in_row[column], in_row[column + columns], in_column[row], in_column[row + rows]
    places = np.stack([top, left, bottom - top, right - left], axis=1).tolist()
    spans = tuple(map(tuple.__new__, repeat(Span), places))
    labels = np.empty((len(down) - 1, len(across) - 1), np.intp)
    labels[top, left] = np.arange(len(spans))
    for number in np.flatnonzero((bottom - top > 1) | (right - left > 1)).tolist():
        span = spans[number]
        labels[span.row : span.row + span.rows, span.column : span.column + span.columns] = number
    return Table(xs[across], ys[down], spans, labels)


def _kept(used: Labels, count: int) -> tuple[Labels, Labels]:
    """Which of so many positions are used, and the last; and for each position its number among these."""
    begins = np.zeros(count, bool)
    begins[used], begins[-1] = True, True
    return np.flatnonzero(begins), np.cumsum(begins) - 1
