"""Which project statement a performance table belongs to, by name first and by amount where the names differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from gongkai.domain.amounts import agree
from gongkai.domain.disclosure import Disclosure, Objective, Project
from gongkai.domain.text import bare
from gongkai.parse.checking.projects import core, fund, objectives
from gongkai.parse.remembered import remembered

How = Literal["name", "amount", "crossed", "alone"]


@dataclass(frozen=True, slots=True)
class Pair:
    """A performance table and its project: of the same name, of the same amount under another name, or alone.

    `crossed`: the name belongs to a project of another amount, and `other` is the table that has that amount.
    """

    objective: Objective
    how: How
    project: Project | None = None
    other: Objective | None = None


@remembered
def pair(disclosure: Disclosure) -> list[Pair]:
    """Every project's performance table, in order."""
    tables = objectives(disclosure)
    return [_pair(disclosure, tables, one) for one in tables]


def paired(disclosure: Disclosure) -> list[tuple[Objective, Project]]:
    """The performance tables whose project is known, by its name or by its amount alone, each with its project."""
    found = pair(disclosure)
    return [(one.objective, one.project) for one in found if one.project and one.how in {"name", "amount"}]


def _pair(disclosure: Disclosure, tables: Sequence[Objective], objective: Objective) -> Pair:
    named = [project for project in disclosure.projects if _same_name(objective, project)]
    if named:
        fits = [project for project in named if _same_amount(objective, project)]
        other = None if fits else _holder(tables, objective, named[0])
        return Pair(objective, "crossed" if other else "name", (fits or named)[0], other)
    taken = [project for project in disclosure.projects if any(_same_name(one, project) for one in tables)]
    free = [project for project in disclosure.projects if project not in taken and _same_amount(objective, project)]
    return Pair(objective, "amount", free[0]) if len(free) == 1 else Pair(objective, "alone")


def _holder(tables: Sequence[Objective], objective: Objective, project: Project) -> Objective | None:
    """Another performance table, under a name that no project has, with the amount of this project."""
    return next((one for one in tables if one is not objective and _same_amount(one, project)), None)


def _same_name(objective: Objective, project: Project) -> bool:
    if not objective.project:
        return False
    return bare(objective.project) == bare(project.name) or core(objective.project) == core(project.name)


def _same_amount(objective: Objective, project: Project) -> bool:
    amount = fund(objective)
    return amount is not None and project.amount is not None and agree(project.amount, amount)
