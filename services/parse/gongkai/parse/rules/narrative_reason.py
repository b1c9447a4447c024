"""The figures do not contradict the reason that is given for a change. 增减的原因与文中的数字不矛盾。

Reasons are judged in two cases only. The number in service: where every sentence on the change of the whole 基本支出 gives as its
reason that people in service became fewer (or more), the section on staff must not say that they stayed or became more (fewer); a
reason beside one function or project may be about its own people. And one change told twice: where 机关运行经费, being the 公用经费
of its table, changes by at least as much as the whole 基本支出 of which it is part, and that by a tenth or more, both sentences
explain one change, and their reasons have something in common. Not applicable elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai.domain.amounts import printed
from gongkai.domain.disclosure import Disclosure
from gongkai.domain.findings import Fault, NotApplicable, Verdict
from gongkai.domain.text import bare
from gongkai.parse.checking.narrative import Told, told
from gongkai.parse.checking.reasons import serving, staff_said, strangers
from gongkai.parse.checking.selectors import open_book
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.units import in_unit
from gongkai.parse.checking.wheres import section_where
from gongkai.parse.rules import rule

_MATERIAL = Decimal("0.1")


@rule("narrative.reason", severity="warning", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """The staff, then the running costs."""
    basic = [one for one in told(disclosure) if bare(one.statement.item).endswith("基本支出") and one.statement.reason]
    found = [*_staff(disclosure, basic), *_running(disclosure, basic)]
    if not found:
        raise NotApplicable("没有可用数字核对的增减原因", "no reason of a change that figures can contradict")
    yield from found


def _staff(disclosure: Disclosure, basic: list[Told]) -> Iterator[Verdict]:
    said = {staff_said(one.statement.reason or "") for one in basic}
    known = serving(disclosure)
    if len(said) != 1 or said == {0} or known is None:
        return
    (way,) = said
    first = basic[0]
    if known.change * way > 0:
        yield None
        return
    others = "、".join(one.where for one in basic[1:])
    yield Fault(
        where=first.where,
        stated=first.statement.reason,
        expected=known.words,
        zh=f"基本支出变动的原因写“{first.statement.reason}”{f'（{others}相同）' if others else ''}，"
        f"{section_where(known.section.path)}的在职人数却是{known.words}。",
        en=f"The change of basic expenditure is explained by the number in service, which changed by {known.change}.",
        places=at(first.statement.place, known.section.place),
    )


def _running(disclosure: Disclosure, basic: list[Told]) -> Iterator[Verdict]:
    part = next((one for one in told(disclosure) if _is_running_cost(disclosure, one)), None)
    whole = next((one for one in basic if part and _is_one_change(part, one)), None)
    if part is None or whole is None:
        return
    mine, theirs = part.statement.reason or "", whole.statement.reason or ""
    if not strangers(mine, theirs):
        yield None
        return
    changes = [printed(one.statement.change) for one in (part, whole)]
    yield Fault(
        where=part.where,
        stated=mine,
        expected=theirs,
        zh=f"机关运行经费变动{changes[0]}，不小于整个基本支出的变动{changes[1]}，是同一变动；"
        f"此处原因为“{mine}”，{whole.where}为“{theirs}”，两处不一致。",
        en=f"Running costs change by {changes[0]}, basic expenditure as a whole by {changes[1]}: one change with two reasons.",
        places=at(part.statement.place, whole.statement.place),
    )


def _is_running_cost(disclosure: Disclosure, one: Told) -> bool:
    """Whether a statement is about 机关运行经费 and its amount is that of 公用经费 in the table."""
    stated = one.statement.amount
    if "运行经费" not in one.statement.item or not one.statement.reason or stated is None:
        return False
    figure = open_book(disclosure).one("basic_expenditure[total].operating")
    return figure is not None and figure.explained_by(stated, one.unit)


def _is_one_change(part: Told, whole: Told) -> bool:
    """Whether the whole changes by no more than its part, in the same direction, and by a tenth of last year or more."""
    mine, theirs, amount = part.statement.change, whole.statement.change, whole.statement.amount
    if not mine or not theirs or amount is None:
        return False
    mine = in_unit(mine, part.unit, whole.unit)
    last = amount - theirs
    return mine * theirs > 0 and abs(mine) >= abs(theirs) >= _MATERIAL * abs(last) > 0
