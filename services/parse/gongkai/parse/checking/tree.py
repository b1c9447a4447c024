"""Which row stands below which: units, 类, 款, 项 and projects of one table, and which rows are totals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from gongkai.domain.disclosure import Row, Table
from gongkai.domain.text import bare

_UNIT_NAME = re.compile(
    r"(局|委|办|办公室|院|中心|站|所|校|学|园|队|会|处|厅|部|馆|社|政府|公司|单位|本级|机关|基地|团|联|街道|镇|乡)(本级|机关|\(.*\))?$|^\d{3,}-"
)

_CLASS = 3


@dataclass(frozen=True)
class Tree:
    """The rows of a table by their indices: `children[i]` directly below row i, `tops` below nothing, `units` unit rows.

    A code belongs below the nearest shorter code of the same unit that it begins with, looked for above it first;
    a project row belongs below the row of its own code that names no project. `doubtful` rows were not read whole, and
    of a table that is `cut` some rows may not have been read.
    """

    table: Table
    children: dict[int, list[int]] = field(default_factory=dict)
    tops: list[int] = field(default_factory=list)
    units: list[int] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    strangers: list[int] = field(default_factory=list)
    doubtful: frozenset[int] = frozenset()
    cut: bool = False

    @cached_property
    def parent(self) -> dict[int, int]:
        """The row directly above each row that has one."""
        return {child: above for above, below in self.children.items() for child in below}

    @cached_property
    def unit_of(self) -> dict[int, int]:
        """The unit row under which each top row stands, where the table has unit rows."""
        owners: dict[int, int] = {}
        for top in self.tops:
            before = [unit for unit in self.units if unit < top]
            if before:
                owners[top] = before[-1]
        return owners

    def row(self, index: int) -> Row:
        """The row at an index."""
        return self.table.rows[index]

    def doubts(self, *rows: Row) -> bool:
        """Whether one of some rows was not read whole, so that no sum of them can be checked."""
        return any(row is self.table.rows[index] for index in self.doubtful for row in rows)

    def coded(self, code: str) -> list[int]:
        """All rows that print this code."""
        return [index for index, row in enumerate(self.table.rows) if row.code == code]

    def leaves(self) -> Iterator[int]:
        """Coded rows with nothing below them."""
        return (index for index, row in enumerate(self.table.rows) if row.code and not self.children.get(index))


def grow(table: Table, doubtful: frozenset[int] = frozenset(), *, cut: bool = False) -> Tree:
    """The tree of a table; in one with codes, rows that are neither coded, total nor a unit's are `strangers`,
    and so are codes without the 类 that the other lines begin with.

    The income side of a two-sided table is an outline and no tree: its rows are strangers too.
    """
    tree = Tree(table, doubtful=doubtful, cut=cut)
    segments: list[list[int]] = [[]]
    flat = not any(row.code for row in table.rows)
    heads = _heads(table.rows) if flat else set()
    for index, row in enumerate(table.rows):
        if row.side == "income":
            tree.strangers.append(index)
        elif row.total_row:
            tree.totals.append(index)
        elif index in heads:
            tree.units.append(index)
        elif flat:
            tree.tops.append(index)
        elif row.code:
            segments[-1].append(index)
        elif _is_unit(row):
            tree.units.append(index)
            segments.append([])
        else:
            tree.strangers.append(index)
    for segment in segments:
        _hang(tree, segment)
    _set_apart(tree)
    return tree


def _set_apart(tree: Tree) -> None:
    """A code below no other, where the other lines begin with their 类, is misprinted or has lost its 类: a stranger."""
    if not any(len(tree.row(top).code or "") == _CLASS for top in tree.tops):
        return
    orphans = [top for top in tree.tops if len(tree.row(top).code or "") > _CLASS]
    tree.strangers.extend(orphans)
    tree.tops[:] = [top for top in tree.tops if top not in orphans]


def _heads(rows: Sequence[Row]) -> set[int]:
    """The unit lines of a list without codes: named like a unit, and the sum of the lines up to another one or to the total.

    A project may be named like a unit too (防汛中心), but adds nothing up.
    """
    named = [at for at, row in enumerate(rows) if not row.total_row and _is_unit(row)]
    totals = [at for at, row in enumerate(rows) if row.total_row]
    return {start for start in named if _adds_up(rows, start, named, totals)}


def _adds_up(rows: Sequence[Row], start: int, named: Sequence[int], totals: Sequence[int]) -> bool:
    last = next((at for at in totals if at > start), len(rows))
    ends = [*(at for at in named if start + 1 < at < last), last]
    return any(end > start + 1 and _is_sum(rows[start], rows[start + 1 : end]) for end in ends)


def _is_sum(row: Row, below: Sequence[Row]) -> bool:
    return any(row.values.values()) and all(
        (value or 0) == sum((other[key] or 0) for other in below) for key, value in row.values.items()
    )


def _is_unit(row: Row) -> bool:
    return not row.project and bool(row.name) and bool(_UNIT_NAME.search(bare(row.name or "")))


def _hang(tree: Tree, segment: Sequence[int]) -> None:
    rows = tree.table.rows
    heads: dict[str, list[int]] = {}
    for index in segment:
        if not rows[index].project:
            heads.setdefault(rows[index].code or "", []).append(index)
    for index in segment:
        above = _above(rows[index], index, heads)
        if above is None:
            tree.tops.append(index)
        else:
            tree.children.setdefault(above, []).append(index)


def _above(row: Row, index: int, heads: dict[str, list[int]]) -> int | None:
    code = row.code or ""
    longest = len(code) if row.project else len(code) - 1
    for length in range(longest, 2, -1):
        places = [place for place in heads.get(code[:length], []) if place != index]
        if places:
            before = [place for place in places if place < index]
            return before[-1] if before else places[0]
    return None
