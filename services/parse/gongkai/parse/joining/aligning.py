"""Which columns of a table's continuation stand below which of its own, when the next page draws fewer of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from gongkai.domain.content import Cell, Grid
from gongkai.domain.text import bare

Cells = tuple[Cell | None, ...]
Edges = dict[int, tuple[float, float]]

_NEAR_POINTS = 6.0


def same_columns(grid: Grid, after: Grid) -> bool:
    """Whether the columns of two grids are the same by number, or those of the second stand below ones of the first."""
    return grid.width == after.width or bool(_by_place(grid, after))


def aligned(grid: Grid, after: Grid, heading: int) -> tuple[Grid, Grid]:
    """Both grids with as many columns, each of the second below its own of the first.

    Places on the page tell first, then equal words in the `heading` rows that both begin with, then the order.
    """
    if after.width == grid.width:
        return grid, after
    if redrawn := over_columns(grid, after):
        return redrawn, after
    targets = _by_place(grid, after) or _by_heading(grid, after, heading) or list(range(after.width))
    width = max(grid.width, *(target + 1 for target in targets))
    wide = tuple(widened(row, width) for row in grid.rows)
    return replace(grid, rows=wide), replace(after, rows=tuple(_moved(row, targets, width) for row in after.rows))


def over_columns(grid: Grid, after: Grid) -> Grid | None:
    """A grid of few wide cells (group headings before the page end) drawn over the columns of the next page; None if it does not fit."""
    edges = _edges(after)
    if grid.width >= after.width or len(edges) < after.width:
        return None
    centres = [(edges[column][0] + edges[column][1]) / 2 for column in range(after.width)]
    rows = [_over(row, centres) for row in grid.rows]
    return replace(grid, rows=tuple(row for row in rows if row)) if all(rows) else None


def _over(row: Cells, centres: Sequence[float]) -> Cells | None:
    out: list[Cell | None] = [None] * len(centres)
    taken: set[int] = set()
    for cell in filter(None, row):
        left, _, right, _ = cell.place.box or (0.0, 0.0, 0.0, 0.0)
        below = [column for column, centre in enumerate(centres) if left < centre < right]
        if not below or taken & set(below):
            return None
        taken |= set(below)
        out[below[0]] = replace(cell, colspan=len(below))
    return tuple(out)


def widened(row: Cells, width: int) -> Cells:
    """The row with places for more columns."""
    return (*row, *([None] * (width - len(row))))


def _moved(row: Cells, targets: Sequence[int], width: int) -> Cells:
    out: list[Cell | None] = [None] * width
    for column, cell in enumerate(row):
        if cell is None:
            continue
        last = targets[min(column + cell.colspan, len(row)) - 1]
        out[targets[column]] = replace(cell, colspan=max(1, last - targets[column] + 1))
    return tuple(out)


def _edges(grid: Grid) -> Edges:
    """The left and right edge of each column, from its cells of one column."""
    edges: Edges = {}
    for row in grid.rows:
        for column, cell in enumerate(row):
            if cell and cell.colspan == 1 and cell.place.box:
                edges.setdefault(column, (cell.place.box[0], cell.place.box[2]))
    return edges


def _by_place(grid: Grid, after: Grid) -> list[int]:
    """For each column of `after` the column of `grid` that stands above it; [] when the drawing does not tell."""
    ours, theirs = _edges(grid), _edges(after)
    if not ours or len(theirs) < after.width:
        return []
    targets = [_above(ours, *theirs[column]) for column in range(after.width)]
    found = [target for target in targets if target is not None]
    return found if len(set(found)) == after.width else []


def _above(columns: Edges, left: float, right: float) -> int | None:
    overlapping = (
        column
        for column, (start, stop) in sorted(columns.items())
        if start < right - _NEAR_POINTS and stop > left + _NEAR_POINTS
    )
    return next(overlapping, None)


def _by_heading(grid: Grid, after: Grid, heading: int) -> list[int]:
    """For each column of `after` the column of `grid` with the same words above it; [] when one has none."""
    ours, targets = _paths(grid, heading), list[int]()
    for path in _paths(after, heading):
        found = [column for column, own in enumerate(ours) if own == path and column not in targets]
        if not path or not found:
            return []
        targets.append(found[0])
    return targets


def _paths(grid: Grid, heading: int) -> list[tuple[str, ...]]:
    rows = grid.spread()[:heading]
    return [_distinct(row[column] for row in rows) for column in range(grid.width)]


def _distinct(cells: Iterable[Cell | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(bare(cell.text) for cell in cells if cell))
