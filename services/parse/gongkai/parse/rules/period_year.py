"""A project runs and a performance table stands in the document's year. 执行时间和绩效目标的年度是文件的年度。

A period is right when the document's year lies in it. The years in the headings of the narrative are looked at as well.
A period without a year is the business of `period.missing`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.domain.disclosure import Disclosure, Objective, Project, Section
from gongkai.domain.findings import Fault, NotApplicable, Verdict
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.wheres import objective_where, project_where, section_where
from gongkai.parse.rules import rule

_YEAR = re.compile(
    r"(20\d{2})年度?(?:单位|部门)?(?:收支|收入|支出|财政拨款|一般公共|政府性|国有资本|“三公”|预算情况|决算情况)"
)


@rule("period.year", severity="error", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Projects, performance tables and headings."""
    year = disclosure.year
    if year is None:
        raise NotApplicable("不知道文件的年度", "the document's year is not known")
    found = [
        *(_project(disclosure, project, year) for project in disclosure.projects if project.period),
        *(_objective(disclosure, one, year) for one in disclosure.objectives if one.year),
        *(_heading(section, year) for section in disclosure.sections if _YEAR.search(section.heading or "")),
    ]
    if not found:
        raise NotApplicable("没有写明年度的执行时间", "no period with a year")
    yield from found


def _project(disclosure: Disclosure, project: Project, year: int) -> Verdict:
    first, last = (int(day[:4]) for day in project.period or ("0", "0"))
    if first <= year <= last:
        return None
    return Fault(
        where=project_where(disclosure, project),
        stated=str(first if first == last or first > year else last),
        expected=str(year),
        zh=f"{project.name}：{year}年预算的项目，执行时间写{project.period_text or first}。",
        en=f"A project of {year} whose period is {project.period_text or first}.",
        places=at(project.place),
    )


def _objective(disclosure: Disclosure, objective: Objective, year: int) -> Verdict:
    if objective.year == year:
        return None
    where = objective_where(disclosure, objective)
    return Fault(
        where=where,
        stated=str(objective.year),
        expected=str(year),
        zh=f"{where}的年度是{objective.year}，文件是{year}年的。",
        en=f"A performance table of {objective.year} in a document of {year}.",
        places=at(objective.place),
    )


def _heading(section: Section, year: int) -> Verdict:
    years = {int(found) for found in _YEAR.findall(section.heading or "")}
    if year in years:
        return None
    stated = str(min(years))
    return Fault(
        where=section_where(section.path),
        stated=stated,
        expected=str(year),
        severity="warning",
        zh=f"标题“{section.heading}”的年度是{stated}，文件是{year}年的。",
        en=f"The heading speaks of {stated} in a document of {year}.",
        places=at(section.place),
    )
