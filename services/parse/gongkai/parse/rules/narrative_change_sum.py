"""The changes of the items add up to the change of their total. 各项增减额之和等于总的增减额。

基本支出 (项目支出) of 规模变化情况 against the items of 具体使用情况 whose table row is all basic (all project). Items that ended
last year are not listed, so only a difference within rounding is a finding; a larger one says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai.domain.amounts import slack
from gongkai.domain.disclosure import Disclosure
from gongkai.domain.findings import NotApplicable, Skipped, Verdict
from gongkai.parse.checking.narrative import Told, told
from gongkai.parse.checking.selectors import follow, open_book
from gongkai.parse.checking.sums import Words, sum_verdict
from gongkai.parse.checking.tree import Tree
from gongkai.parse.checking.wheres import section_where
from gongkai.parse.rules import rule

_WORDS = Words("各项增减额之和", "the sum of the items' changes")


@rule("narrative.change_sum", severity="warning", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """The two totals of 规模变化情况."""
    statements = told(disclosure)
    tree = open_book(disclosure).trees.get("general_expenditure")
    items = [one for one in statements if "/" in one.statement.item and one.statement.change is not None]
    wholes = [one for one in statements if "/" not in one.statement.item and one.figure and tree]
    found = [verdict for whole in wholes if tree for verdict in _whole(tree, whole, items)]
    if not found:
        raise NotApplicable("没有可加总的增减额", "no changes that could be added up")
    yield from found


def _whole(tree: Tree, whole: Told, items: list[Told]) -> Iterator[Verdict]:
    for key, name in (("basic", "基本支出"), ("project", "项目支出")):
        same_part = [one for one in items if one.statement.section[:2] == whole.statement.section[:2]]
        changes = [change for one in same_part if (change := _change(tree, one, key)) is not None]
        stated = whole.statement.change
        if not whole.statement.item.endswith(name) or stated is None or len(changes) < 2:
            continue
        if abs(stated - sum(changes, Decimal(0))) > slack(stated, changes):
            yield Skipped(
                "各项增减额之和与总额不同，可能有上年项目未列", "items of last year may be missing from the list"
            )
            continue
        where = section_where(whole.statement.section, whole.statement.item)
        spots = tuple(one.statement.place for one in (whole, *same_part) if one.statement.place)
        yield sum_verdict(where, Words(f"{name}增减额", f"The change of {name}"), stated, changes, _WORDS, spots)


def _change(tree: Tree, one: Told, key: str) -> Decimal | None:
    """The change of an item whose row lies wholly in this column."""
    index = follow(tree, one.statement.item.split("/"))
    if index is None or tree.row(index)[key] != tree.row(index)["total"]:
        return None
    return one.statement.change
