"""No line of a table stands there twice. 同一行不应重复列示。

Two lines with the same code, name, project and the same figures, of which at least one is printed; standing lists of
empty lines and totals are no duplicates. In tables of several units each unit is looked at by itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.domain.disclosure import Disclosure, Row
from gongkai.domain.findings import Fault, NotApplicable, Verdict
from gongkai.domain.text import bare
from gongkai.parse.checking.figures import places
from gongkai.parse.checking.selectors import open_book
from gongkai.parse.checking.tree import Tree
from gongkai.parse.rules import rule

_ONE_LINE_TABLES = {"balance", "appropriation_balance", "three_public"}


@rule("row.duplicate", severity="error", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Every line with figures against the lines of its unit above it."""
    trees = [tree for code, tree in open_book(disclosure).trees.items() if code not in _ONE_LINE_TABLES]
    if not trees:
        raise NotApplicable("没有明细表", "no table with lines")
    for tree in trees:
        yield from _table(tree)


def _table(tree: Tree) -> Iterator[Verdict]:
    seen: dict[tuple[object, ...], int] = {}
    for index, row in enumerate(tree.table.rows):
        if index in tree.units and index - 1 not in tree.units:
            seen = {}
        if row.total_row or not (row.code or row.name or row.project) or all(v is None for v in row.values.values()):
            continue
        first = seen.setdefault(_likeness(row), index)
        yield None if first == index else _fault(tree, first, index)


def _likeness(row: Row) -> tuple[object, ...]:
    return (row.code, bare(row.name or ""), bare(row.project or ""), tuple(row.values.items()))


def _fault(tree: Tree, first: int, again: int) -> Fault:
    row = tree.row(again)
    name = row.project or row.name or row.code
    return Fault(
        where=f"{tree.table.label} 第{again + 1}行",
        stated=name,
        zh=f"{tree.table.label}第{again + 1}行“{name}”与第{first + 1}行重复，金额也相同。",
        en=f"Line {again + 1} of {tree.table.label} repeats line {first + 1} with the same figures.",
        places=(*places(row), *places(tree.row(first))),
    )
