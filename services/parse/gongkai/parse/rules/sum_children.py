"""A parent line equals the sum of its children. 上级科目金额等于下级科目之和。

Every column of amounts of every table with classification codes: 类 = its 款, 款 = its 项, 项 = its projects.
Not applicable when no code of the document has a code below it. An empty child adds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.domain.disclosure import Disclosure
from gongkai.domain.findings import NotApplicable, Verdict
from gongkai.parse.checking.columns import summed
from gongkai.parse.checking.selectors import open_book
from gongkai.parse.checking.sums import Words, believed, column_sum, unread
from gongkai.parse.checking.tree import Tree
from gongkai.parse.checking.verdicts import each
from gongkai.parse.checking.wheres import row_where
from gongkai.parse.rules import rule

_WORDS = Words("下级之和", "the sum of its children")


@rule("sum.children", severity="error", version=2)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Every parent of every table, column by column."""
    trees = [tree for tree in open_book(disclosure).trees.values() if tree.children]
    if not trees:
        raise NotApplicable("没有带下级科目的表", "no table has a code with codes below it")
    for tree in trees:
        yield from believed(tree, _families(tree))


def _families(tree: Tree) -> Iterator[Verdict]:
    for parent, children in tree.children.items():
        rows = [tree.row(child) for child in children]
        if tree.doubts(tree.row(parent), *rows):
            yield unread(row_where(tree.table, tree.row(parent)))
            continue
        for key in summed(tree.table):
            yield from each(column_sum(tree.table, tree.row(parent), rows, key, _WORDS))
