"""The appropriation of a performance table is the amount of its project. 绩效目标表的财政拨款等于项目的预算安排规模。

By the project's name, a 文号 before it left aside; one that fits the project table is right, since the statement is then
wrong. Tables in 万元 fit statements in 元. Where every table is ten thousand times its project, they are in 元 and could not be checked. Names that differ are
the business of `names.mismatch`.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai.domain.amounts import agree, printed
from gongkai.domain.disclosure import Disclosure, Project
from gongkai.domain.findings import Fault, NotApplicable, Skipped, Verdict
from gongkai.parse.checking import causes
from gongkai.parse.checking.pairing import Pair, pair
from gongkai.parse.checking.projects import fund, row_of, unit_of_project
from gongkai.parse.checking.selectors import open_book
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.tree import Tree
from gongkai.parse.checking.units import in_unit
from gongkai.parse.checking.wheres import objective_where, project_where
from gongkai.parse.rules import rule


@rule("objective.project", severity="error", version=2)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Every performance table of a named project."""
    found = [one for one in pair(disclosure) if one.how == "name"]
    if not found:
        raise NotApplicable("没有可与项目核对的绩效目标表", "no performance table of a known project")
    if all(_slips(disclosure, one) for one in found):
        yield Skipped("绩效目标表的金额似以元为单位", "the performance tables seem to be in 元")
        return
    tree = open_book(disclosure).trees.get("project_expenditure")
    for one in found:
        yield _verdict(disclosure, tree, one)


def _slips(disclosure: Disclosure, found: Pair) -> bool:
    stated, project = fund(found.objective), found.project
    if stated is None or project is None or project.amount is None or _is_same(disclosure, stated, project):
        return False
    return causes.is_unit_slip(stated, project.amount)


def _is_same(disclosure: Disclosure, stated: Decimal, project: Project) -> bool:
    amount = project.amount or Decimal(0)
    unit = unit_of_project(disclosure, project)
    return agree(stated, amount) or (unit == "元" and agree(stated, in_unit(amount, unit, "万元")))


def _verdict(disclosure: Disclosure, tree: Tree | None, found: Pair) -> Verdict:
    project, stated = found.project, fund(found.objective)
    if project is None or stated is None or project.amount is None or _is_same(disclosure, stated, project):
        return None
    index = row_of(tree, project) if tree else None
    listed = tree.row(index)["total"] if tree and index is not None else None
    if listed is not None and agree(stated, listed):
        return None
    if found.objective.funds.fiscal is None and stated > project.amount:
        return None
    cause = causes.of_difference(stated, project.amount)
    own, other = objective_where(disclosure, found.objective), project_where(disclosure, project)
    first, second = printed(stated), printed(project.amount)
    return Fault(
        where=own,
        stated=first,
        expected=second,
        cause=cause,
        zh=f"{project.name}：{own}的财政拨款为{first}，{other}为{second}{causes.in_chinese(cause)}。",
        en=f"The performance table has {first}, the project {second}{causes.in_english(cause)}.",
        places=at(found.objective.place, project.place),
    )
