"""Names of projects that should be one in project table, statement and performance table."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.domain.disclosure import Disclosure, Project, Severity
from gongkai.domain.findings import Fault, Verdict
from gongkai.domain.text import bare
from gongkai.parse.checking.figures import places
from gongkai.parse.checking.names import difference, only_a_prefix, related
from gongkai.parse.checking.pairing import Pair, pair
from gongkai.parse.checking.projects import core, fund, objectives, project_rows, renamed_row, row_of, title
from gongkai.parse.checking.selectors import Book
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.tree import Tree
from gongkai.parse.checking.wheres import objective_where, project_where, row_where


def project_names(disclosure: Disclosure, book: Book) -> Iterator[Verdict]:
    """Statements against the project table, then performance tables against both."""
    tree = book.trees.get("project_expenditure")
    renamed: list[Project] = []
    for project in disclosure.projects if tree else ():
        index = renamed_row(disclosure, tree, project) if tree else None
        if tree and index is not None:
            renamed.append(project)
            yield _statement_fault(disclosure, tree, index, project)
        elif tree and row_of(tree, project) is not None:
            yield None
    for found in pair(disclosure):
        if found.project and not (found.how == "amount" and found.project in renamed):
            yield from _objective(disclosure, tree, found)


def _statement_fault(disclosure: Disclosure, tree: Tree, index: int, project: Project) -> Fault:
    """Placed at the table where its name stands alone against statement and performance table."""
    printed = title(tree, index)
    third = next(
        (
            one
            for one in objectives(disclosure)
            if one.project
            and bare(one.project) not in {bare(printed), bare(project.name)}
            and fund(one) == project.amount
        ),
        None,
    )
    also = f"，{objective_where(disclosure, third)}“{third.project}”" if third else ""
    where = project_where(disclosure, project)
    alone = any(core(one.project or "") == core(project.name) for one in objectives(disclosure))
    return Fault(
        where=row_where(tree.table, tree.row(index)) if alone else where,
        stated=printed if alone else project.name,
        expected=project.name if alone else printed,
        severity=_severity(disclosure, project.name, printed),
        zh=f"{project.amount}的同一项目名称不同：{row_where(tree.table, tree.row(index))}“{printed}”，{where}“{project.name}”{also}。",
        en=f"One project of {project.amount} has different names in the project table and in its statement.",
        places=(*at(project.place), *places(tree.row(index))),
    )


def _objective(disclosure: Disclosure, tree: Tree | None, found: Pair) -> Iterator[Verdict]:
    project, name = found.project, found.objective.project
    if project is None or not name:
        return
    if found.how == "crossed":
        yield _crossed(disclosure, tree, found, project, name)
    elif found.how == "name" or (tree and any(bare(title(tree, row)) == bare(name) for row in project_rows(tree))):
        yield None
    else:
        yield _other_name(disclosure, tree, found, project, name)


def _other_name(disclosure: Disclosure, tree: Tree | None, found: Pair, project: Project, name: str) -> Fault:
    own = objective_where(disclosure, found.objective)
    where = own if related(name, project.name) else _everywhere(disclosure, tree, project, own)
    return Fault(
        where=where,
        stated=name,
        expected=project.name,
        severity=_severity(disclosure, name, project.name),
        zh=f"{project.amount}的项目在{own}叫“{name}”，在{project_where(disclosure, project)}叫“{project.name}”。",
        en="The performance table names the project otherwise than its statement.",
        places=(*at(found.objective.place), *at(project.place)),
    )


def _crossed(disclosure: Disclosure, tree: Tree | None, found: Pair, project: Project, name: str) -> Fault:
    other = found.other
    amount, own = fund(found.objective), objective_where(disclosure, found.objective)
    second = objective_where(disclosure, other) if other else ""
    return Fault(
        where=_everywhere(disclosure, tree, project, f"{second}、{own}"),
        stated=project.name,
        expected=other.project if other else None,
        severity="error",
        zh=f"“{project.name}”在项目支出中为{project.amount}，在{own}为{amount}；{project.amount}在{second}叫“{other.project if other else ''}”。",
        en=f"The project of {project.amount} bears the name that the performance table gives to the one of {amount}.",
        places=(*at(project.place), *at(found.objective.place), *at(other.place if other else None)),
    )


def _everywhere(disclosure: Disclosure, tree: Tree | None, project: Project, own: str) -> str:
    index = row_of(tree, project) if tree else None
    row = [row_where(tree.table, tree.row(index))] if tree and index is not None else []
    return " / ".join([*row, project_where(disclosure, project), own])


def _severity(disclosure: Disclosure, first: str, second: str) -> Severity | None:
    slight = difference(first, second) in {"same", "marks"} or only_a_prefix(first, second, disclosure.unit)
    return "info" if slight else None
