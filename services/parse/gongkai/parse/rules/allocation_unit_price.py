"""A number times a price times months is the amount stated beside it. 人数×标准×月数等于所列金额。

Only where an allocation gives all three exactly once (`130人，1700元/人/月*6个月`); a standard with an open number is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.domain.amounts import agree, printed
from gongkai.domain.disclosure import Disclosure, Project
from gongkai.domain.findings import Fault, NotApplicable, Verdict
from gongkai.parse.checking.allocations import read
from gongkai.parse.checking.projects import unit_of_project
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.units import in_unit, in_yuan
from gongkai.parse.checking.wheres import project_where
from gongkai.parse.rules import rule


@rule("allocation.unit_price", severity="warning", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Every project whose allocation can be recomputed."""
    found = [verdict for project in disclosure.projects for verdict in _project(disclosure, project)]
    if not found:
        raise NotApplicable(
            "没有可按人数和标准复算的资金分配", "no allocation can be recomputed from a number and a price"
        )
    yield from found


def _project(disclosure: Disclosure, project: Project) -> Iterator[Verdict]:
    parts = read(project.allocation or "")
    if parts.product is None or project.amount is None:
        return
    unit = unit_of_project(disclosure, project)
    whole = parts.total if parts.total is not None else in_yuan(project.amount, unit)
    if agree(whole, parts.product):
        yield None
        return
    stated, expected = (printed(in_unit(value, "元", unit)) for value in (whole, parts.product))
    yield Fault(
        where=project_where(disclosure, project),
        stated=stated,
        expected=expected,
        zh=f"{project.name}：人数×标准×月数为{expected}{unit}，所列为{stated}{unit}。",
        en=f"Number, price and months give {expected}, not {stated}.",
        places=at(project.place),
    )
