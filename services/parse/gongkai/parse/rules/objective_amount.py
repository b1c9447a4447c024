"""A cost indicator is the amount that the allocation gives to the same use. 成本指标的金额与资金分配中同一用途的金额相符。

An indicator in 元 or 万元 that names a use (工资, 奖金, 培训费 …) against the one item of the project's allocation that names it: not more
than that item, which may name further uses. Totals, standards and limits are no amounts of a use. Not applicable without
such a pair.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from gongkai.domain.amounts import amount, printed
from gongkai.domain.disclosure import Disclosure, Indicator, Objective, Project
from gongkai.domain.findings import Fault, NotApplicable, Verdict
from gongkai.domain.text import bare
from gongkai.parse.checking.pairing import paired
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.texts import Spoken, pairs
from gongkai.parse.checking.units import POWERS, in_unit, same, shortest
from gongkai.parse.checking.wheres import objective_where, project_where
from gongkai.parse.rules import rule

_USES = re.compile(
    "工资|津贴|奖金|绩效|社保(?!局|分局|中心|所)|公积金|福利费|水费|电费|水电|取暖|物业|印刷|差旅|会议|培训|宣传|劳务|租赁|维修|保安|保洁|设备"
)
_NO_USE = re.compile(r"总|合计|全部|单价|人均|平均|每|单位成本|标准(?:数|额|为)?(?:\(\w*\))?$")


@rule("objective.amount", severity="warning", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Every cost indicator of a project with an allocation."""
    found = [verdict for one, its in paired(disclosure) for verdict in _table(disclosure, one, its)]
    if not found:
        raise NotApplicable(
            "没有与资金分配同一用途的成本指标", "no cost indicator names the use of an item of an allocation"
        )
    yield from found


def _table(disclosure: Disclosure, objective: Objective, project: Project) -> Iterator[Verdict]:
    items = list(pairs(project.allocation or ""))
    for indicator in objective.indicators if len(items) > 1 else ():
        value = amount(indicator.value) if indicator.measure in POWERS and indicator.op in {None, "="} else None
        item = _item(items, indicator)
        if value is not None and item:
            yield _verdict(disclosure, (objective, indicator, value), (project, item))


def _item(items: list[Spoken], indicator: Indicator) -> Spoken | None:
    """The one item that names every use of a cost indicator, when no other item names any of them."""
    if "成本" not in f"{indicator.level1}{indicator.level2}" or _NO_USE.search(bare(indicator.level3)):
        return None
    uses = set(_USES.findall(bare(indicator.level3)))
    naming = [item for item in items if uses & set(_USES.findall(bare(item.name)))]
    return naming[0] if len(naming) == 1 and uses <= set(_USES.findall(bare(naming[0].name))) else None


def _verdict(
    disclosure: Disclosure, said: tuple[Objective, Indicator, Decimal], listed: tuple[Project, Spoken]
) -> Verdict:
    (objective, indicator, value), (project, item) = said, listed
    unit = indicator.measure or ""
    if same(value, unit, item.value, item.unit) or value < in_unit(item.value, item.unit, unit):
        return None
    stated, expected = printed(value), shortest(in_unit(item.value, item.unit, unit))
    return Fault(
        where=f"{objective_where(disclosure, objective)} {indicator.level3}",
        stated=stated,
        expected=expected,
        zh=f"成本指标“{indicator.level3}”为{stated}{unit}，{project_where(disclosure, project)}的资金分配中“{item.name}”为{expected}{unit}。",
        en=f"The indicator has {stated} {unit}, the allocation gives {expected} to this use.",
        places=at(indicator.place, objective.place, project.place),
    )
