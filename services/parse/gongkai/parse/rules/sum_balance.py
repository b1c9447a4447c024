"""Both sides of a balance add up and are equal. 收支平衡表的各项之和与收支总计相等。

总计 = its heads, a head = its 其中, 财政拨款 = its funds, income total = expenditure total, in the tables 收支总体情况 and
财政拨款收支. Not applicable without such a table. A single 其中 line may be one part of several and only has a limit; an unnumbered
line among numbered ones may be a part of them or a head of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.domain.amounts import printed
from gongkai.domain.disclosure import Disclosure, Row, Side, Table
from gongkai.domain.findings import Fault, NotApplicable, Verdict
from gongkai.parse.checking import causes
from gongkai.parse.checking.figures import Figure, added, cell
from gongkai.parse.checking.outline import Sum, sums
from gongkai.parse.checking.selectors import Book, main_total, open_book
from gongkai.parse.checking.sums import Words, absent, believed, column_sum, unread
from gongkai.parse.checking.tree import Tree
from gongkai.parse.checking.verdicts import each
from gongkai.parse.checking.wheres import row_where
from gongkai.parse.rules import rule

_WORDS = Words("各项之和", "the sum of its items")
_SIDES: tuple[Side, ...] = ("income", "expenditure")


@rule("sum.balance", severity="error", version=2)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """The outline of each side, then one side against the other."""
    book = open_book(disclosure)
    trees = [book.trees[code] for code in ("balance", "appropriation_balance") if code in book.trees]
    if not trees:
        raise NotApplicable("没有收支总体情况表", "no balance table")
    for tree in trees:
        for side in _SIDES:
            yield from believed(tree, _side(tree, [row for row in tree.table.rows if row.side == side]))
        yield _both(book, tree)


def _side(tree: Tree, rows: list[Row]) -> Iterator[Verdict]:
    for found in sums(rows):
        if tree.doubts(found.total, *found.parts):
            yield unread(row_where(tree.table, found.total))
            continue
        for key in tree.table.columns:
            yield from each(_sum(tree.table, found, key))


def _sum(table: Table, found: Sum, key: str) -> Verdict | Iterable[Verdict]:
    stated, part = found.total[key], found.parts[0][key] if found.parts else None
    if not found.exhaustive and (stated is None or part is None or part <= stated):
        return ()
    if found.perhaps and stated is not None and added((*found.parts, *found.perhaps), key) == stated:
        return None
    return column_sum(table, found.total, found.parts, key, _WORDS)


def _both(book: Book, tree: Tree) -> Verdict:
    income, expenditure = (_total(book, tree, side) for side in _SIDES)
    label = tree.table.label
    if income is None or expenditure is None:
        return absent(f"{label}收支总计", f"{label}, grand totals")
    if income.same(expenditure):
        return None
    cause = causes.of_difference(income.value, expenditure.value)
    first, second = printed(income.value), printed(expenditure.value)
    return Fault(
        where=income.where,
        stated=first,
        expected=second,
        cause=cause,
        zh=f"{label}收入总计{first}不等于支出总计{second}{causes.in_chinese(cause)}。",
        en=f"In {label} the income total {first} is not the expenditure total {second}{causes.in_english(cause)}.",
        places=(*income.places, *expenditure.places),
    )


def _total(book: Book, tree: Tree, side: Side) -> Figure | None:
    index = main_total(tree, side)
    if index is None:
        return None
    key = next((key for key in ("amount", "total") if tree.row(index)[key] is not None), None)
    return cell(tree, index, key, book.unit(tree.table)) if key else None
