"""A figure of a table with its place and its doubts: what the sums around it would have it be."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from gongkai.domain.disclosure import Row, Table
from gongkai.domain.places import Place
from gongkai.parse.checking.across import sums_of
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.tree import Tree
from gongkai.parse.checking.units import in_unit, same
from gongkai.parse.checking.wheres import row_where


@dataclass(frozen=True)
class Figure:
    """A printed amount, its unit, where it stands, and (when asked) the values that other sums of its table imply.

    A figure with doubts is itself in question: the broken sum is reported where it stands, and what agrees with one
    of the implied values is not reported a second time.
    """

    value: Decimal
    unit: str
    where: str
    places: tuple[Place, ...] = ()
    doubts: Callable[[], list[Decimal]] = list

    def same(self, other: Figure) -> bool:
        """Whether both print one amount."""
        return same(self.value, self.unit, other.value, other.unit)

    def explained_by(self, value: Decimal, unit: str) -> bool:
        """Whether an amount is this figure, or what the sums around it would have it be."""
        return any(same(value, unit, own, self.unit) for own in [self.value, *self.doubts()])

    def reconcilable(self, other: Figure) -> bool:
        """Whether the two would be equal if the sums in either table were put right."""
        return any(other.explained_by(own, self.unit) for own in [self.value, *self.doubts()])

    def shown_in(self, unit: str) -> Decimal:
        """The amount in another unit."""
        return in_unit(self.value, self.unit, unit)


def cell(tree: Tree, index: int, key: str, unit: str) -> Figure | None:
    """The figure of one cell; None when nothing is printed there."""
    row = tree.row(index)
    value = row[key]
    if value is None:
        return None
    return Figure(value, unit, row_where(tree.table, row), places(row, key), lambda: implied(tree, index, key))


def together(figures: Iterable[Figure | None]) -> Figure | None:
    """Several cells as one figure; an empty one adds nothing, and all empty give none."""
    known = [figure for figure in figures if figure]
    if len(known) < 2:
        return known[0] if known else None
    unit = known[0].unit
    total = sum((figure.shown_in(unit) for figure in known), Decimal(0))
    where = known[0].where
    return Figure(
        total, unit, where, tuple(p for figure in known for p in figure.places), lambda: _swapped(known, total)
    )


def places(row: Row, *keys: str) -> tuple[Place, ...]:
    """Where the cells of a row stand; the row itself when the cells are not known."""
    known = tuple(row.cells[key] for key in keys if key in row.cells)
    return known or at(row.place)


def added(rows: Iterable[Row], key: str) -> Decimal | None:
    """The sum of a column over rows, None when none of them prints anything there."""
    values = [row[key] for row in rows]
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None


def implied(tree: Tree, index: int, key: str) -> list[Decimal]:
    """The values other than its own that the sums of the table imply for a cell."""
    found = [*_from_across(tree.table, tree.row(index), key), *_from_family(tree, index, key)]
    return [value for value in found if value is not None and value != tree.row(index)[key]]


def _from_across(table: Table, row: Row, key: str) -> Iterable[Decimal | None]:
    for total, parts in sums_of(table):
        if total not in row.values or key not in {total, *(name for _, name in parts)}:
            continue
        expected = sum((sign * (row[name] or Decimal(0)) for sign, name in parts), Decimal(0))
        if key == total:
            yield expected
        elif row[total] is not None:
            sign = next(sign for sign, name in parts if name == key)
            yield (row[key] or Decimal(0)) + sign * ((row[total] or Decimal(0)) - expected)


def _from_family(tree: Tree, index: int, key: str) -> Iterable[Decimal | None]:
    below = tree.tops if index in tree.totals else tree.children.get(index, [])
    yield added((tree.row(child) for child in below), key)
    above = tree.parent.get(index)
    if above is not None:
        yield _missing_part(tree, above, tree.children[above], index, key)
    elif index in tree.tops:
        for total in tree.totals:
            yield _missing_part(tree, total, tree.tops, index, key)


def _missing_part(tree: Tree, above: int, family: list[int], index: int, key: str) -> Decimal | None:
    total = tree.row(above)[key]
    rest = added((tree.row(other) for other in family if other != index), key) or Decimal(0)
    return None if total is None else total - rest


def _swapped(figures: list[Figure], total: Decimal) -> list[Decimal]:
    """The sum with one part replaced by what is implied for it, and with parts that are printed twice counted once."""
    unit = figures[0].unit
    found = [
        total - figure.shown_in(unit) + in_unit(doubt, figure.unit, unit)
        for figure in figures
        for doubt in figure.doubts()
    ]
    once = sum({figure.value for figure in figures}, Decimal(0))
    return found if once == total else [*found, once]
