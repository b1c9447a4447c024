"""The number to be reached times its price is the project's amount. 数量指标乘以单位成本等于项目金额。

Only where a project's allocation is one price and the whole (`1500元/场，共计11.10万元`), its performance table repeats the price and has
one number of that measure, and the goal plans just that number (`开展40场`, not `不少于40场`). Not applicable elsewhere: prices per
month, limits and shares of the money leave the number open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongkai.domain.amounts import agree, amount, printed
from gongkai.domain.disclosure import Disclosure, Indicator, Objective, Project
from gongkai.domain.findings import Fault, NotApplicable, Verdict
from gongkai.domain.text import bare
from gongkai.parse.checking.pairing import paired
from gongkai.parse.checking.projects import unit_of_project
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.texts import NUMBER
from gongkai.parse.checking.units import in_unit, in_yuan, shortest
from gongkai.parse.checking.wheres import objective_where, project_where
from gongkai.parse.rules import rule

_PRICE = re.compile(rf"({NUMBER})(万元|元)[/／每]([^\d\W]{{1,4}})(?![/／*×xX✕＊·])")
_WHOLE = re.compile(rf"(?:共计|合计|总计)({NUMBER})(万元|元)$")
_AT_LEAST = "(?:不少于|不低于|不小于|至少|超过|大于|达到|>=?|≥)"


@dataclass(frozen=True, slots=True)
class _Price:
    each: Decimal
    unit: str
    measure: str


@rule("objective.unit_cost", severity="warning", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Every performance table whose project has one price."""
    found = [verdict for one, its in paired(disclosure) for verdict in _table(disclosure, one, its)]
    if not found:
        raise NotApplicable("没有可按数量和单价复算的绩效目标", "no performance table can be recomputed from a price")
    yield from found


def _table(disclosure: Disclosure, objective: Objective, project: Project) -> Iterator[Verdict]:
    price = _price(project)
    if price is None or project.amount is None or not _repeats(objective, price):
        return
    planned = _planned(objective, price)
    if planned is None:
        return
    number = amount(planned.value) or Decimal(0)
    unit = unit_of_project(disclosure, project)
    product = number * in_yuan(price.each, price.unit)
    if agree(in_yuan(project.amount, unit), product):
        yield None
        return
    expected = shortest(in_unit(product, "元", unit))
    sum_of = f"{planned.value}{price.measure}×{printed(price.each)}{price.unit}/{price.measure}={expected}{unit}"
    yield Fault(
        where=f"{objective_where(disclosure, objective)} {planned.level3}",
        stated=printed(project.amount),
        expected=expected,
        zh=f"{planned.level3}：{sum_of}，{project_where(disclosure, project)}按同一标准列{printed(project.amount)}{unit}。",
        en=f"{planned.value} at {printed(price.each)} each are {expected}, not {printed(project.amount)}.",
        places=at(planned.place, objective.place, project.place),
    )


def _price(project: Project) -> _Price | None:
    """The one price of an allocation that is otherwise only its whole."""
    text = bare(project.allocation or "").rstrip("。;；")
    prices, whole = _PRICE.findall(text), _WHOLE.search(text)
    if len(prices) != 1 or not whole or len(re.findall(NUMBER, text)) != 2:
        return None
    number, unit, measure = prices[0]
    value = amount(number)
    return _Price(value, unit, measure) if value else None


def _repeats(objective: Objective, price: _Price) -> bool:
    """Whether one of the indicators is this price."""
    return any(
        one.measure == f"{price.unit}/{price.measure}" and amount(one.value) == price.each
        for one in objective.indicators
    )


def _planned(objective: Objective, price: _Price) -> Indicator | None:
    """The one indicator that counts what has the price, when the goal plans just that number."""
    counts = [one for one in objective.indicators if one.measure == price.measure]
    if len(counts) != 1 or not counts[0].value:
        return None
    said = re.escape(f"{counts[0].value}{price.measure}")
    goal = bare(objective.goal or "")
    fixed = re.search(rf"(?<!\d){said}(?!以上|左右)", re.sub(rf"{_AT_LEAST}\d+\w", "", goal))
    return counts[0] if fixed else None
