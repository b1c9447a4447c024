"""A total line equals the sum of its lines. 合计等于各项之和。

合计, 总计 and unit lines of every one-sided table; 人员经费合计 and 公用经费合计 each of their own lines; in the
“三公” table 小计 = 购置费 + 运行费 and 合计 = 出国 + 接待 + 小计.
Not applicable without a total line. A table with lines that belong nowhere could not be checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.domain.disclosure import Disclosure, Row
from gongkai.domain.findings import NotApplicable, Skipped, Verdict
from gongkai.domain.text import bare
from gongkai.parse.checking.columns import summed
from gongkai.parse.checking.selectors import open_book
from gongkai.parse.checking.sums import Words, believed, column_sum, unread
from gongkai.parse.checking.tree import Tree
from gongkai.parse.checking.verdicts import each
from gongkai.parse.checking.wheres import row_where
from gongkai.parse.rules import rule

_WORDS = Words("各项之和", "the sum of its lines")
_LISTS = {"人员经费": "personnel", "公用经费": "operating", "日常公用经费": "operating"}
_TWO_SIDED = {"balance", "appropriation_balance"}
_ALL = re.compile("合计$")
_ABROAD, _RECEPTION = re.compile("因公出国"), re.compile("接待")
_CARS, _BUY, _RUN = re.compile("购置及运行|^小计"), re.compile("购置费?$"), re.compile("(?<!及)(?<!和)运行(维护)?费?$")


@rule("sum.total", severity="error", version=3)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Every total and unit line of every one-sided table, column by column."""
    trees = [tree for code, tree in open_book(disclosure).trees.items() if code not in _TWO_SIDED]
    if not any(tree.totals or tree.units for tree in trees):
        raise NotApplicable("没有合计行", "no table has a total line")
    for tree in trees:
        yield from believed(tree, _three_public(tree) if tree.table.code == "three_public" else _totals(tree))


def _totals(tree: Tree) -> Iterator[Verdict]:
    if tree.strangers or not tree.tops:
        zh, en = f"{tree.table.label}有不能归类的行", f"{tree.table.label} has lines that belong nowhere"
        if tree.totals:
            yield Skipped(zh, en)
        return
    everything = [tree.row(top) for top in tree.tops]
    for total in tree.totals:
        yield from _columns(tree, tree.row(total), _of_its_list(tree.row(total), everything))
    for unit in tree.units:
        own = [tree.row(top) for top in tree.tops if tree.unit_of.get(top) == unit]
        if own:
            yield from _columns(tree, tree.row(unit), own)


def _of_its_list(total: Row, lines: list[Row]) -> list[Row]:
    """人员经费合计 adds up the lines of personnel alone, where two lists stand in one table."""
    key = next((key for word, key in _LISTS.items() if bare(total.name or "").startswith(word)), None)
    return [line for line in lines if line[key] is not None] if key else lines


def _three_public(tree: Tree) -> Iterator[Verdict]:
    cars, total = _one(tree, _CARS), _one(tree, _ALL)
    parts = [row for pattern in (_BUY, _RUN) if (row := _one(tree, pattern))]
    if cars and parts:
        yield from _columns(tree, cars, parts)
    items = [row for pattern in (_ABROAD, _RECEPTION) if (row := _one(tree, pattern))]
    if total and items:
        yield from _columns(tree, total, [*items, cars] if cars else [*items, *parts])


def _columns(tree: Tree, total: Row, parts: list[Row]) -> Iterator[Verdict]:
    if tree.doubts(total, *parts):
        yield unread(row_where(tree.table, total))
        return
    for key in summed(tree.table):
        yield from each(column_sum(tree.table, total, parts, key, _WORDS))


def _one(tree: Tree, pattern: re.Pattern[str]) -> Row | None:
    return next((row for row in tree.table.rows if pattern.search(bare(row.name or ""))), None)
