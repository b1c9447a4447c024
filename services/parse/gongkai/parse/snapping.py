"""Columns that were dragged apart: where rows end their cells at slightly different places, the edges become one again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from gongkai.parse.drawing import Drawn

NEAR = 12.0
"""Points: a column as narrow as this has no room for two digits between its margins."""

_ROUNDS = 20

Cut = tuple[int, int]
"""The edges at which a cell begins and ends."""


def snapped(edges: Sequence[float], rows: Iterable[Iterable[Cut]], near: float = NEAR) -> list[int]:
    """For each edge of a grid the number of the one that it becomes, counted from the left.

    `edges` are their places, ascending. Edges no further apart than `near` are one unless a row has a cell between them.
    """
    users = _users(len(edges), rows)
    numbers: list[int] = []
    first, taken = 0, set[int]()
    for at, edge in enumerate(edges):
        if numbers and edge - edges[first] <= near and taken.isdisjoint(users[at]):
            numbers.append(numbers[-1])
            taken |= users[at]
        else:
            numbers.append(numbers[-1] + 1 if numbers else 0)
            first, taken = at, set(users[at])
    return numbers


def snap(rows: Sequence[Sequence[Drawn]], widths: Sequence[float]) -> None:
    """Move cells, whose columns are known, to the columns that are left.

    `widths` are those of all columns in points; where they are too few, the widths of the cells may tell them, else all
    stays as it is.
    """
    cells = [cell for row in rows for cell in row]
    last = max((_cut(cell)[1] for cell in cells), default=0)
    edges = [0.0, *accumulate(widths)] if 0 < last <= len(widths) else _told(cells, last)
    if edges is None:
        return
    numbers = snapped(edges, _cuts(rows))
    for cell in cells:
        left, right = _cut(cell)
        cell.column, cell.colspan = numbers[left], numbers[right] - numbers[left]


def _told(cells: Sequence[Drawn], last: int) -> list[float] | None:
    """The places of all edges as the widths of cells tell them; None where they leave one open or contradict each other."""
    known = {0: 0.0}
    for _ in range(_ROUNDS):
        before = len(known)
        for cell in cells:
            _measure(cell, known)
        if len(known) == before:
            break
    if any(edge not in known for cell in cells for edge in _cut(cell)):
        return None
    edges = [0.0]
    for edge in range(1, last + 1):  # one that no cell has goes with the one before
        edges.append(known.get(edge, edges[-1]))
    return edges if edges == sorted(edges) else None


def _measure(cell: Drawn, known: dict[int, float]) -> None:
    """The place of one edge of the cell from that of the other."""
    left, right = _cut(cell)
    if cell.width is None:
        return
    if left in known:
        known.setdefault(right, known[left] + cell.width)
    elif right in known:
        known[left] = known[right] - cell.width


def _cuts(rows: Sequence[Sequence[Drawn]]) -> Iterator[list[Cut]]:
    """The cells that stand in each row, also those that begin above it."""
    open_: list[tuple[Drawn, int]] = []
    for top, row in enumerate(rows):
        open_ = [(cell, end) for cell, end in open_ if end > top] + [(cell, top + cell.rowspan) for cell in row]
        yield [_cut(cell) for cell, _ in open_]


def _cut(cell: Drawn) -> Cut:
    left = cell.column or 0
    return left, left + cell.colspan


def _users(count: int, rows: Iterable[Iterable[Cut]]) -> list[set[int]]:
    """The rows that have a cell beginning or ending at each edge."""
    users: list[set[int]] = [set() for _ in range(count)]
    for number, cuts in enumerate(rows):
        for edge in {edge for cut in cuts for edge in cut}:
            users[edge].add(number)
    return users
