"""What a project's allocation adds up to is the project's amount. 资金分配之和等于预算安排规模。

共计… against the amount; the items (without 其中, prices and open lists) against 共计, or against the amount where no
共计 is stated; a list that names the whole among its items is none. Not applicable where no allocation names amounts. Amounts of 元 and 万元 are brought to 元.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai.domain.amounts import agree
from gongkai.domain.disclosure import Disclosure, Project
from gongkai.domain.findings import Fault, NotApplicable, Verdict
from gongkai.parse.checking import causes
from gongkai.parse.checking.allocations import read
from gongkai.parse.checking.projects import unit_of_project
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.units import in_unit, in_yuan, shortest
from gongkai.parse.checking.wheres import project_where
from gongkai.parse.rules import rule


@rule("allocation.sum", severity="error", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Every project with an amount and an allocation."""
    found = [verdict for project in disclosure.projects for verdict in _project(disclosure, project)]
    if not found:
        raise NotApplicable("没有写明金额的资金分配情况", "no allocation names amounts")
    yield from found


def _project(disclosure: Disclosure, project: Project) -> Iterator[Verdict]:
    if project.amount is None or not project.allocation:
        return
    unit = unit_of_project(disclosure, project)
    scale = in_yuan(project.amount, unit)
    parts = read(project.allocation)
    if parts.total is not None:
        zh, en = "资金分配共计", "the allocation's total"
        yield _verdict(disclosure, project, unit, (parts.total, scale), (zh, "预算安排规模"), (en, "the amount"))
    whole = parts.total if parts.total is not None else scale
    if len(parts.items) > 1 and whole not in parts.items:
        names = ("资金分配共计" if parts.total is not None else "预算安排规模", "资金分配各项之和")
        words = ("the allocation's total" if parts.total is not None else "the amount", "the sum of its items")
        yield _verdict(disclosure, project, unit, (whole, sum(parts.items, Decimal(0))), names, words)


def _verdict(
    disclosure: Disclosure,
    project: Project,
    unit: str,
    figures: tuple[Decimal, Decimal],
    names: tuple[str, str],
    words: tuple[str, str],
) -> Verdict:
    first, second = figures
    if agree(first, second):
        return None
    cause = causes.of_difference(first, second)
    stated, expected = (shortest(in_unit(value, "元", unit)) for value in figures)
    return Fault(
        where=project_where(disclosure, project),
        stated=stated,
        expected=expected,
        cause=cause,
        zh=f"{project.name}：{names[0]}{stated}{unit}，{names[1]}{expected}{unit}{causes.in_chinese(cause)}。",
        en=f"{words[0]} {stated} is not {words[1]} {expected}{causes.in_english(cause)}.",
        places=at(project.place),
    )
