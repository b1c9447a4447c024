"""An item of the carry-over list has the amount of its line in the table. 结转说明各项金额与结转明细表相等。

Line by line, and the list as a whole against the total that its section states. Not applicable without a list.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.domain.amounts import agree, printed
from gongkai.domain.disclosure import CarryOver, Disclosure, Row
from gongkai.domain.findings import Fault, NotApplicable, Skipped, Verdict
from gongkai.parse.checking import causes
from gongkai.parse.checking.carry_overs import pairs
from gongkai.parse.checking.figures import places
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.sums import Words, sum_verdict
from gongkai.parse.checking.texts import after
from gongkai.parse.checking.wheres import carry_over_where, numbered_lines, section_about, section_where
from gongkai.parse.rules import rule

_SUBJECT = Words("上年结转结余", "The carry-over:")
_WORDS = Words("所列各项之和", "the sum of the items listed")


@rule("carry_over.amount", severity="error", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Items against lines, then the sum of the items."""
    if not disclosure.carry_overs:
        raise NotApplicable("没有结转结余清单", "no list of carry-overs")
    for row, item in pairs(disclosure):
        yield from _item(disclosure, row, item)
    yield from _sum(disclosure)


def _item(disclosure: Disclosure, row: Row, item: CarryOver) -> Iterator[Verdict]:
    expected = row["total"]
    if item.amount is None or expected is None:
        return
    if agree(item.amount, expected):
        yield None
        return
    cause = causes.of_difference(item.amount, expected)
    first, second = printed(item.amount), printed(expected)
    yield Fault(
        where=carry_over_where(disclosure, item),
        stated=first,
        expected=second,
        cause=cause,
        zh=f"{item.name}：文中为{first}，结转明细表为{second}{causes.in_chinese(cause)}。",
        en=f"{first} in the text, {second} in the table{causes.in_english(cause)}.",
        places=(*at(item.place), *places(row, "total")),
    )


def _sum(disclosure: Disclosure) -> Iterator[Verdict]:
    section = section_about(disclosure, "结转结余")
    whole = after("上年结转结余(?:预算)?(?:数?为)?", section.text or "") if section else None
    amounts = [item.amount for item in disclosure.carry_overs if item.amount is not None]
    if not section or not whole or len(amounts) < 2:
        return
    if len(amounts) < max(len(disclosure.carry_overs), numbered_lines(section.text or "")):
        yield Skipped("结转清单没有读全", "the list of carry-overs was not read as a whole")
    else:
        spots = tuple(item.place for item in disclosure.carry_overs if item.place)
        yield sum_verdict(section_where(section.path), _SUBJECT, whole.value, amounts, _WORDS, spots)
