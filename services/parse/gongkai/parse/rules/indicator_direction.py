"""A cost indicator has an upper limit. 成本指标的指标值有上限。

Suspicious only where the same table gives its other cost indicators with <=. What is saved or lowered
is no cost. Not applicable without cost indicators.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.domain.disclosure import Disclosure, Indicator, Objective
from gongkai.domain.findings import Fault, NotApplicable, Verdict
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.wheres import objective_where
from gongkai.parse.rules import rule

_SAVING = re.compile("节约|节省|降低|减少|压减|下降")


@rule("indicator.direction", severity="warning", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Every cost indicator that has a direction."""
    found = [(one, cost) for one in disclosure.objectives for cost in one.indicators if _is_cost(cost)]
    if not found:
        raise NotApplicable("没有带比较符的成本指标", "no cost indicator with a direction")
    for objective, cost in found:
        yield _verdict(disclosure, objective, cost)


def _is_cost(indicator: Indicator) -> bool:
    levels = f"{indicator.level1} {indicator.level2}"
    return "成本指标" in levels and bool(indicator.op) and not _SAVING.search(indicator.level3)


def _verdict(disclosure: Disclosure, objective: Objective, cost: Indicator) -> Verdict:
    limited = any(_is_cost(one) and one.op in ("<=", "<") for one in objective.indicators if one is not cost)
    if cost.op not in (">=", ">") or not limited:
        return None
    target = cost.target_text or ""
    return Fault(
        where=objective_where(disclosure, objective),
        stated=target,
        expected=target.replace(">", "<"),
        zh=f"成本指标“{cost.level3}”用{cost.op}，其他成本指标用<=。",
        en=f"The cost indicator has {cost.op}, the others of the table <=.",
        places=at(cost.place),
    )
