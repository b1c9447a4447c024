"""The weights of a performance table add up to 100, or to 90 beside the rate of execution. 指标权重之和为100或90。

Ten points are often left to 预算执行率. Where most tables of the document agree on another sum, that is their convention.
Not applicable without weights; a table with an indicator that has no weight could not be checked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from gongkai.domain.amounts import amount, printed
from gongkai.domain.disclosure import Disclosure, Objective
from gongkai.domain.findings import Fault, NotApplicable, Skipped, Verdict
from gongkai.parse.checking.wheres import objective_where
from gongkai.parse.rules import rule

_USUAL = (Decimal(100), Decimal(90))


@rule("weights.sum", severity="error", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Every performance table with weights."""
    tables = [one for one in disclosure.objectives if any(indicator.weight for indicator in one.indicators)]
    if not tables:
        raise NotApplicable("绩效目标表没有权重", "no performance table prints weights")
    sums = {id(one): _sum(one) for one in tables}
    usual = _conventions([value for value in sums.values() if value is not None])
    for one in tables:
        value, where = sums[id(one)], objective_where(disclosure, one)
        if value is None:
            yield Skipped(f"{where}有指标没有权重", f"{where} has an indicator without a weight")
        else:
            yield None if value in usual else _fault(one, where, value, usual)


def _sum(objective: Objective) -> Decimal | None:
    weights = [amount((indicator.weight or "").rstrip("%分")) for indicator in objective.indicators]
    known = [weight for weight in weights if weight is not None]
    return sum(known, Decimal(0)) if len(known) == len(weights) else None


def _conventions(values: list[Decimal]) -> tuple[Decimal, ...]:
    common, count = Counter(values).most_common(1)[0] if values else (Decimal(100), 0)
    return (*_USUAL, common) if count > 2 and 2 * count > len(values) else _USUAL


def _fault(objective: Objective, where: str, value: Decimal, usual: tuple[Decimal, ...]) -> Fault:
    expected = min(usual, key=lambda one: abs(one - value))
    return Fault(
        where=where,
        stated=printed(value),
        expected=printed(expected),
        zh=f"{where}指标权重之和为{printed(value)}，应为{printed(expected)}。",
        en=f"The weights add up to {printed(value)}, expected {printed(expected)}.",
        places=tuple(
            place for place in (objective.place, *(one.place for one in objective.indicators if one.weight)) if place
        ),
    )
