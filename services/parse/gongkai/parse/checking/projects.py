"""Which row of the project table, which statement and which performance table speak of one project."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from gongkai.domain.amounts import agree
from gongkai.domain.disclosure import Disclosure, Funds, Objective, Project
from gongkai.domain.text import bare
from gongkai.parse.checking.tree import Tree
from gongkai.parse.checking.units import printed_unit
from gongkai.parse.references import find

_EDGES = re.compile(r"^[-、,，:：_.\s]+|[-、,，:：_.\s]+$")


@lru_cache(maxsize=1024)
def core(name: str) -> str:
    """A project's name without the 文号 in it and the dashes around them, for comparing.

    >>> core("乌财社[2023]276号、187号-关于就业补助资金") == core("关于就业补助资金")
    True
    """
    kept = name
    for found in reversed(find(name)):
        if found.number is not None:
            kept = kept[: found.start] + kept[found.end :]
    return _EDGES.sub("", bare(kept))


def project_rows(tree: Tree) -> list[int]:
    """The rows of the project table that stand for a project."""
    return [
        index
        for index, row in enumerate(tree.table.rows)
        if not row.total_row and index not in tree.units and (row.project or (not row.code and row.name))
    ]


def title(tree: Tree, index: int) -> str:
    """The project's name in a row."""
    row = tree.row(index)
    return row.project or row.name or ""


def row_of(tree: Tree, project: Project) -> int | None:
    """The row with the project's name; None when no row or rows with several amounts have it."""
    rows = [index for index in project_rows(tree) if bare(title(tree, index)) == bare(project.name)]
    same = [index for index in rows if tree.row(index)["total"] == project.amount]
    amounts = {tree.row(index)["total"] for index in rows}
    return (same or rows)[0] if rows and (same or len(amounts) == 1) else None


def renamed_row(disclosure: Disclosure, tree: Tree, project: Project) -> int | None:
    """The one row of the project's amount whose name no statement has, when no row has the project's own name."""
    if project.amount is None or row_of(tree, project) is not None:
        return None
    names = {bare(one.name) for one in disclosure.projects}
    rows = [
        index
        for index in project_rows(tree)
        if bare(title(tree, index)) not in names
        and (total := tree.row(index)["total"]) is not None
        and agree(project.amount, total)
    ]
    return rows[0] if len(rows) == 1 else None


def line_of(disclosure: Disclosure, tree: Tree, project: Project) -> int | None:
    """The project's row under its own name, else the one that has its amount under another."""
    named = row_of(tree, project)
    return named if named is not None else renamed_row(disclosure, tree, project)


def objectives(disclosure: Disclosure) -> list[Objective]:
    """The performance tables of projects, in order."""
    return [one for one in disclosure.objectives if one.scope == "project"]


def fund(objective: Objective) -> Decimal | None:
    """The amount of a performance table that the project table repeats: the appropriation, else the total."""
    funds = objective.funds
    return funds.fiscal if funds.fiscal is not None else funds.total


def unit_of_project(disclosure: Disclosure, project: Project) -> str:
    """The unit in which a project's amount is printed: that of its own section, else 万元."""
    name = bare(project.name)
    own = [section.text for section in disclosure.sections if section.heading and name in bare(section.heading)]
    return printed_unit(project.amount, *own) or "万元"


def adds_up(funds: Funds) -> bool:
    """Whether a performance table's total is the sum of its sources, as far as they are printed."""
    sources = [funds.fiscal] if funds.fiscal is not None else [funds.upper, funds.local]
    known = [part for part in (*sources, funds.other) if part is not None]
    return not known or funds.total is None or funds.total == sum(known, Decimal(0))
