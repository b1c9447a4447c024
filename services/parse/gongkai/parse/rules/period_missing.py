"""A project's period names its year. 执行时间写明年度。

Noted, not counted as an error. Not applicable where no project states a period.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.domain.disclosure import Disclosure, Project
from gongkai.domain.findings import Fault, NotApplicable, Verdict
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.wheres import project_where
from gongkai.parse.rules import rule

_YEAR = re.compile(r"20\d{2}|二[〇○零]|本年|当年|全年|预算年度|长期|年度内")


@rule("period.missing", severity="info", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Every project with a period in words."""
    found = [project for project in disclosure.projects if project.period_text]
    if not found:
        raise NotApplicable("没有写明执行时间的项目", "no project states a period")
    for project in found:
        yield None if project.period or _YEAR.search(project.period_text or "") else _fault(disclosure, project)


def _fault(disclosure: Disclosure, project: Project) -> Fault:
    expected = f"{disclosure.year}年{project.period_text}" if disclosure.year else None
    return Fault(
        where=project_where(disclosure, project),
        stated=project.period_text,
        expected=expected,
        zh=f"{project.name}：执行时间“{project.period_text}”没有年份。",
        en="The project's period names no year.",
        places=at(project.place),
    )
