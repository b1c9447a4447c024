"""A target to reach is not below what was reached last year. 指标值不低于上年完成值。

Noted and no more: needs change. Only targets with >= or > beside a number in the same measure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from gongkai.domain.amounts import amount
from gongkai.domain.disclosure import Disclosure, Indicator, Objective
from gongkai.domain.findings import Fault, NotApplicable, Verdict
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.wheres import objective_where
from gongkai.parse.rules import rule

_VALUE = re.compile(r"^\s*([\d,.]+)\s*(\D*)$")


@rule("indicator.below_last_year", severity="info", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Every indicator with a lower limit and last year's value."""
    found = [
        (one, indicator, last)
        for one in disclosure.objectives
        for indicator in one.indicators
        if indicator.op in (">=", ">") and (last := _last(indicator)) is not None
    ]
    if not found:
        raise NotApplicable("没有列上年完成值的指标", "no indicator prints last year's value")
    for objective, indicator, last in found:
        yield _verdict(disclosure, objective, indicator, last)


def _last(indicator: Indicator) -> Decimal | None:
    found = _VALUE.match(indicator.last_year or "")
    if not found or (found[2] and found[2] != indicator.measure):
        return None
    return amount(found[1])


def _verdict(disclosure: Disclosure, objective: Objective, indicator: Indicator, last: Decimal) -> Verdict:
    target = amount(indicator.value)
    if target is None or target >= last:
        return None
    return Fault(
        where=objective_where(disclosure, objective),
        stated=indicator.value,
        expected=indicator.last_year,
        zh=f"“{indicator.level3}”的指标值{indicator.value}低于上年完成值{indicator.last_year}。",
        en=f"The target {indicator.value} is below last year's {indicator.last_year}.",
        places=at(indicator.place),
    )
