"""What was budgeted last year was not carried over almost whole. 上年预算没有几乎全部结转。

Last year's amount of a function (this year's minus the change) against its carry-over in the income table; suspicious
from 99 % to 100 %. Not applicable where no function has both.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai.domain.amounts import printed
from gongkai.domain.disclosure import Disclosure
from gongkai.domain.findings import Fault, NotApplicable, Verdict
from gongkai.parse.checking.figures import Figure
from gongkai.parse.checking.narrative import Told, told
from gongkai.parse.checking.selectors import open_book
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.wheres import carry_over_where
from gongkai.parse.rules import rule

_ALMOST = Decimal("0.99")


@rule("carry_over.prior_budget", severity="warning", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Every function that states its change and has a carry-over."""
    book = open_book(disclosure)
    keys = ("appropriation_carry_over", "carry_over")
    found = [
        (one, figure)
        for one in told(disclosure)
        if one.statement.change is not None
        and "/" in one.statement.item
        and (figure := book.named("income", one.statement.item.split("/"), keys))
    ]
    if not found:
        raise NotApplicable("没有既有增减额又有结转的科目", "no function states a change and has a carry-over")
    for one, figure in found:
        yield _verdict(disclosure, one, figure)


def _verdict(disclosure: Disclosure, one: Told, carried: Figure) -> Verdict:
    prior = (one.statement.amount or Decimal(0)) - (one.statement.change or Decimal(0))
    value = carried.shown_in(one.unit)
    if prior <= 0 or not _ALMOST <= value / prior <= 1:
        return None
    item = next((item for item in disclosure.carry_overs if item.amount == value), None)
    return Fault(
        where=carry_over_where(disclosure, item) if item else one.where,
        stated=printed(value),
        expected=printed(prior),
        zh=f"{one.statement.item.split('/')[-1]}上年预算{printed(prior)}，结转{printed(value)}，几乎没有支出。",
        en=f"{printed(value)} of last year's {printed(prior)} were carried over.",
        places=at(one.statement.place, item.place if item else None, *carried.places),
    )
