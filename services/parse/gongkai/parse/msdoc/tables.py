"""The rows of a DOC's tables: where their cells begin and end, and which are merged."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.domain.places import Place
from gongkai.parse.drawing import Drawn
from gongkai.parse.msdoc.properties import MERGE_ACROSS, MERGE_DOWN, TABLE, Changes
from gongkai.parse.snapping import NEAR, snapped

_TWIPS = 20  # to the point
_UNKNOWN = round(3 * NEAR * _TWIPS)  # the width of a cell that no layout tells of
_CELL = 20
_NONE, _GOES_ON = 0, 1


@dataclass(slots=True)
class Row:
    """The texts of a row's cells, and how the row is laid out."""

    cells: list[tuple[str, Place]]
    layout: Changes


@dataclass(frozen=True, slots=True)
class _Slot:
    """One cell as laid out: its edges in twentieths of a point, and how it is merged: 0 not, 1 into the one before."""

    left: int
    right: int
    across: int
    down: int


def drawn(rows: Sequence[Row]) -> list[list[Drawn]]:
    """The cells of all rows at the columns of one grid; merged ones have become one with spans."""
    slots = [_slots(row) for row in rows]
    columns = _columns(slots)
    placed: list[list[Drawn]] = []
    above: dict[int, Drawn] = {}
    for row, line in zip(rows, slots, strict=True):
        made: list[Drawn] = []
        below: dict[int, Drawn] = {}
        for (text, place), slot in zip(row.cells, line, strict=True):
            left = columns[slot.left]
            right = max(columns[slot.right], left + 1)
            if slot.across == _GOES_ON and made:
                made[-1].colspan = max(right - (made[-1].column or 0), made[-1].colspan)
                _add(made[-1], text)
                continue
            cell = above.get(left) if slot.down == _GOES_ON else None
            if cell is None:
                cell = Drawn(text, place, column=left, colspan=right - left)
                made.append(cell)
            else:
                cell.rowspan += 1
                _add(cell, text)
            if slot.down != _NONE:
                below[left] = cell
        placed.append(made)
        above = below
    return placed


def _slots(row: Row) -> list[_Slot]:
    """How each cell is laid out; cells that the layout does not tell of follow side by side."""
    given = row.layout.get(TABLE, [b""])[-1]
    count = given[0] if given else 0
    edges = list(struct.unpack_from(f"<{count + 1}h", given, 1)) if len(given) >= 1 + 2 * (count + 1) else []
    while len(edges) <= len(row.cells):
        edges.append((edges[-1] if edges else 0) + _UNKNOWN)
    flags = given[1 + 2 * (count + 1) :]
    across, down = [_NONE] * len(row.cells), [_NONE] * len(row.cells)
    for number in range(min(len(row.cells), len(flags) // _CELL)):
        (flag,) = struct.unpack_from("<H", flags, _CELL * number)
        across[number], down[number] = flag & 3, flag >> 5 & 3
    _change(row, across, down)
    return [_Slot(edges[at], edges[at + 1], across[at], down[at]) for at in range(len(row.cells))]


def _change(row: Row, across: list[int], down: list[int]) -> None:
    """What was merged after the row had been defined."""
    for operand in row.layout.get(MERGE_ACROSS, []):
        for at in range(operand[0] + 1, min(operand[1], len(across))):
            across[at] = _GOES_ON
    for operand in row.layout.get(MERGE_DOWN, []):
        if len(operand) >= 2 and operand[0] < len(down):
            down[operand[0]] = operand[1] & 3


def _columns(rows: Sequence[Sequence[_Slot]]) -> dict[int, int]:
    """The number of the edge of the grid that each printed edge is."""
    edges = sorted({edge for row in rows for slot in row for edge in (slot.left, slot.right)})
    at = {edge: index for index, edge in enumerate(edges)}
    cuts = [[(at[slot.left], at[slot.right]) for slot in row] for row in rows]
    return dict(zip(edges, snapped([edge / _TWIPS for edge in edges], cuts), strict=True))


def _add(cell: Drawn, text: str) -> None:
    if text:
        cell.text = f"{cell.text}\n{text}" if cell.text else text
