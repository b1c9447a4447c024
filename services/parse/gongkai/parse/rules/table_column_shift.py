"""Figures stand in the column where the sums need them. 数字没有错列。

What the reading itself put back is reported as it was read. Where the children of a code are too much in one column and
too little by the same amount in another, the figures stand in the wrong column; the lines whose cell is that amount are
named. Not applicable without codes with codes below them.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai.domain.amounts import printed
from gongkai.domain.disclosure import Disclosure, Finding, Row
from gongkai.domain.findings import Fault, NotApplicable, Verdict
from gongkai.parse.checking import causes
from gongkai.parse.checking.columns import column, summed
from gongkai.parse.checking.figures import added, places
from gongkai.parse.checking.selectors import open_book
from gongkai.parse.checking.tree import Tree
from gongkai.parse.rules import rule


@rule("table.column_shift", severity="warning", version=2)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Every family of every table, two columns at a time."""
    read = [finding for finding in disclosure.findings if finding.rule == "table.column_shift"]
    trees = [tree for tree in open_book(disclosure).trees.values() if tree.children or tree.totals]
    if not trees:
        raise NotApplicable("没有带下级科目的表", "no table has a code with codes below it")
    yield from (_as_read(finding) for finding in read)
    for tree in trees:
        shifts: list[Verdict] = list(_shifts(tree))
        yield from shifts or [None]


def _as_read(finding: Finding) -> Fault:
    return Fault(
        where=finding.where,
        stated=finding.stated,
        expected=finding.expected,
        cause=causes.COLUMN_SHIFT,
        zh=finding.message,
        en=finding.message_en,
        places=finding.places,
    )


def _shifts(tree: Tree) -> Iterator[Fault]:
    families = [*tree.children.items(), *((total, tree.tops) for total in tree.totals)]
    seen: set[tuple[str, str]] = set()
    for parent, children in families:
        if tree.doubts(tree.row(parent), *(tree.row(child) for child in children)):
            continue
        over, under = _offsets(tree, parent, children)
        for wrong, amount in over.items():
            right = next((key for key, lack in under.items() if lack == amount), None)
            rows = _holders(tree, children, wrong, right, amount) if right else []
            if right and rows and (wrong, right) not in seen:
                seen.add((wrong, right))
                yield _fault(tree, rows, wrong, right, amount)


def _offsets(tree: Tree, parent: int, children: list[int]) -> tuple[dict[str, Decimal], dict[str, Decimal]]:
    """By how much the children are too much or too little, a column."""
    over: dict[str, Decimal] = {}
    under: dict[str, Decimal] = {}
    for key in summed(tree.table):
        excess = (added((tree.row(child) for child in children), key) or 0) - (tree.row(parent)[key] or 0)
        if excess > 0:
            over[key] = Decimal(excess)
        elif excess < 0:
            under[key] = -Decimal(excess)
    return over, under


def _holders(tree: Tree, children: list[int], wrong: str, right: str, amount: Decimal) -> list[Row]:
    """The children, and what stands below them, with figures in the one column and none in the other."""
    rows = [
        tree.row(child) for child in children if tree.row(child)[wrong] is not None and tree.row(child)[right] is None
    ]
    if added(rows, wrong) != amount:
        rows = [row for row in rows if row[wrong] == amount]
    below = [
        tree.row(index)
        for index, row in enumerate(tree.table.rows)
        if row.code
        and any(row.code.startswith(one.code or "-") and row is not one for one in rows)
        and row[wrong] is not None
        and row[right] is None
    ]
    return [*rows, *below]


def _fault(tree: Tree, rows: list[Row], wrong: str, right: str, amount: Decimal) -> Fault:
    codes = "、".join(row.code or row.name or "" for row in rows)
    table = tree.table
    return Fault(
        where=f"{table.label} {codes}",
        stated=column(wrong, table.code),
        expected=column(right, table.code),
        cause=causes.COLUMN_SHIFT,
        zh=f"{table.label} {codes}的{printed(amount)}印在“{column(wrong, table.code)}”列，上级与合计需要它在“{column(right, table.code)}”列。",
        en=f"{printed(amount)} stand in column {wrong}; the sums above need them in column {right}.",
        places=tuple(place for row in rows for place in places(row, wrong)),
    )
