"""The small language of identities.toml: `income[total].general + income[total].general_transfer`.

`TABLE[ROW].KEY` names a cell by the table's code (with `.income` or `.expenditure` for a side). ROW is `total`, `each`
(every code in turn), `class` (every 类 in turn) or `~regex` over the name; `KEY|KEY` is the first column that is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache

from gongkai.domain.disclosure import Disclosure, Row, Table
from gongkai.domain.text import bare
from gongkai.parse.checking.doubtful import cut, doubtful, unread
from gongkai.parse.checking.figures import Figure, added, cell, places, together
from gongkai.parse.checking.identities import load
from gongkai.parse.checking.tree import Tree, grow
from gongkai.parse.checking.units import unit_of
from gongkai.parse.remembered import remembered

_TERM = re.compile(r"(\w+)(?:\.(income|expenditure))?\[((?:[^\[\]]|\[[^\]]*\])+)\]\.([\w|]+)")
_GRAND = re.compile(r"^(收入|支出|本年)?(总计|合计)")
_NUMBERED = re.compile(r"^[一二三四五六七八九十]+、")
_TWO_SIDED = ("balance", "appropriation_balance")
_CLASS = 3


@dataclass(frozen=True, slots=True)
class Term:
    """One cell, or one cell a code, as the language names it."""

    table: str
    side: str | None
    row: str
    keys: tuple[str, ...]


@cache
def terms(expression: str) -> tuple[Term, ...]:
    """The cells that an expression adds up.

    >>> terms("income[total].general")
    (Term(table='income', side=None, row='total', keys=('general',)),)
    """
    return tuple(
        Term(table, side or None, row, tuple(keys.split("|"))) for table, side, row, keys in _TERM.findall(expression)
    )


@dataclass(frozen=True)
class Book:
    """The tables of one disclosure with their trees."""

    disclosure: Disclosure
    trees: Mapping[str, Tree]
    _ones: dict[str, Figure | None] = field(default_factory=dict, compare=False, repr=False)
    _answered: dict[str, Mapping[str, Figure]] = field(default_factory=dict, compare=False, repr=False)
    _lines: dict[Term, list[tuple[str, list[int]]]] = field(default_factory=dict, compare=False, repr=False)

    def one(self, expression: str) -> Figure | None:
        """The figure of an expression without `each` or `class`; None when no cell of it is printed."""
        if expression not in self._ones:
            self._ones[expression] = together(self._single(term) for term in terms(expression))
        return self._ones[expression]

    def quoted(self, expression: str) -> Figure | None:
        """Like `one`, for comparing with text: other tables' printings of the same figure count among its doubts."""
        figure = self.one(expression)
        return self._beside(figure, expression, None) if figure else None

    def quoted_cell(self, code: str, index: int, key: str) -> Figure | None:
        """Like `quoted`, for the cell of a row."""
        tree = self.trees[code]
        figure, row = self._cell(tree, index, (key,)), tree.row(index)
        for rows in ("each", "class"):
            if figure and row.code:
                figure = self._beside(figure, f"{code}[{rows}].{key}", row.code)
        return self._by_name(figure, row) if figure and len(row.code or "") == _CLASS else figure

    def by_code(self, expression: str) -> Mapping[str, Figure]:
        """The figures of an expression for each code that prints one; many rules ask for the same ones."""
        if expression not in self._answered:
            self._answered[expression] = self._by_code(expression)
        return self._answered[expression]

    def _by_code(self, expression: str) -> Mapping[str, Figure]:
        found: dict[str, list[Figure]] = {}
        for term in terms(expression):
            for code, figure in self._coded(term):
                found.setdefault(code, []).append(figure)
        return {code: whole for code, figures in found.items() if (whole := together(figures))}

    def named(self, code: str, path: list[str], keys: tuple[str, ...]) -> Figure | None:
        """The cell of the row that has these names from the top down."""
        tree = self.trees.get(code)
        index = follow(tree, path) if tree else None
        return self._cell(tree, index, keys) if tree and index is not None else None

    def unit(self, table: Table) -> str:
        """The unit of a table."""
        return unit_of(self.disclosure, table)

    def _by_name(self, figure: Figure, row: Row) -> Figure:
        """A class that the two-sided tables print by its name alone (`九、卫生健康支出`) is the same figure too."""
        name = bare(row.name or "")
        others = [
            self._cell(tree, index, ("amount", "total"))
            for tree in (self.trees[code] for code in _TWO_SIDED if code in self.trees)
            for index, other in enumerate(tree.table.rows)
            if not other.code and _NUMBERED.sub("", bare(other.name or "")) == name
        ]
        return replace(figure, doubts=lambda: [*figure.doubts(), *(one.shown_in(figure.unit) for one in others if one)])

    def _beside(self, figure: Figure, expression: str, code: str | None) -> Figure:
        entries = [entry for entry in load()["between"] if expression in entry["sides"]]
        if not entries:
            return figure
        sides = [side for entry in entries for side in (*entry["sides"], *entry.get("or", [])) if side != expression]

        def doubts() -> list[Decimal]:
            others = [self.by_code(side).get(code) if code else self.one(side) for side in sides]
            return [*figure.doubts(), *(other.shown_in(figure.unit) for other in others if other)]

        return replace(figure, doubts=doubts)

    def _single(self, term: Term) -> Figure | None:
        tree = self.trees.get(term.table)
        if tree is None:
            return None
        if term.row.startswith("~"):
            index = _named(tree, term)
        else:
            index = main_total(tree, term.side)
            if index is None and not any(_on_side(row, term.side) and row.total_row for row in tree.table.rows):
                return self._counted(tree, term)
        return self._cell(tree, index, term.keys) if index is not None else None

    def _cell(self, tree: Tree, index: int, keys: tuple[str, ...]) -> Figure | None:
        key = _key(tree.table, keys)
        return cell(tree, index, key, self.unit(tree.table)) if key and index not in tree.doubtful else None

    def _counted(self, tree: Tree, term: Term) -> Figure | None:
        """A table without a total line stands for the sum of its rows; a row that stands there twice is in doubt."""
        if tree.cut:
            return None
        rows = [tree.row(index) for index in tree.tops]
        key = _key(tree.table, term.keys)
        value = added(rows, key) if key and not term.side else None
        if value is None or key is None:
            return None
        once = added({(row.code, row.name, row.project, row[key]): row for row in rows}.values(), key)
        spots = tuple(place for row in rows for place in places(row, key))
        doubts = [once] if once is not None and once != value else []
        return Figure(value, self.unit(tree.table), tree.table.label, spots, lambda: doubts)

    def _coded(self, term: Term) -> Iterator[tuple[str, Figure]]:
        tree = self.trees.get(term.table)
        if tree is None:
            return
        for code, heads in self._heads(tree, term):
            figure = together(self._cell(tree, index, term.keys) for index in heads)
            if figure:
                yield code, figure

    def _heads(self, tree: Tree, term: Term) -> list[tuple[str, list[int]]]:
        """The rows of each code that the term names, without those below another one of them; the same for all its keys."""
        of_any_key = replace(term, keys=())
        if of_any_key not in self._lines:
            rows: dict[str, list[int]] = {}
            for index, row in enumerate(tree.table.rows):
                if row.code and _on_side(row, term.side) and (term.row == "each" or len(row.code) == 3):
                    rows.setdefault(row.code, []).append(index)
            self._lines[of_any_key] = [
                (code, [index for index in indices if tree.parent.get(index) not in indices])
                for code, indices in rows.items()
            ]
        return self._lines[of_any_key]


@remembered
def open_book(disclosure: Disclosure) -> Book:
    """The first filled table of each kind, with its tree."""
    trees: dict[str, Tree] = {}
    cells = unread(disclosure)
    for table in disclosure.tables:
        if table.code != "other" and table.rows and not table.empty and table.code not in trees:
            trees[table.code] = grow(table, doubtful(table, cells), cut=cut(disclosure, table))
    return Book(disclosure, trees)


def main_total(tree: Tree, side: str | None = None) -> int | None:
    """The row of the grand total: the last 总计 or 合计 (of a side), never a 小计 or a unit's."""
    found = [
        index
        for index, row in enumerate(tree.table.rows)
        if row.total_row and _on_side(row, side) and _GRAND.search(bare(row.name or ""))
    ]
    return found[-1] if found else None


def follow(tree: Tree, path: list[str]) -> int | None:
    """The row to which a path of names leads; None when one of the names does not stand there."""
    level = tree.tops
    index = None
    for name in path:
        index = next((child for child in level if bare(tree.row(child).name or "") == bare(name)), None)
        if index is None:
            return None
        level = tree.children.get(index, [])
    return index


def _on_side(row: Row, side: str | None) -> bool:
    return side is None or row.side == side


def _named(tree: Tree, term: Term) -> int | None:
    pattern = re.compile(term.row[1:])
    return next(
        (
            index
            for index, row in enumerate(tree.table.rows)
            if _on_side(row, term.side) and pattern.search(bare(row.name or ""))
        ),
        None,
    )


def _key(table: Table, keys: tuple[str, ...]) -> str | None:
    for key in keys:
        if key in table.columns:
            return key
    return None
