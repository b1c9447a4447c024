"""A project in a unit's budget is undertaken by the unit. 项目承担单位是本单位。

Only where the document says that there are no subordinate units, since theirs would be named rightly.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.domain.disclosure import Disclosure, Project
from gongkai.domain.findings import Fault, NotApplicable, Verdict
from gongkai.domain.text import bare
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.wheres import project_where
from gongkai.parse.rules import rule


@rule("project.undertaker", severity="warning", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Every project that names who undertakes it."""
    alone = disclosure.staffing is not None and disclosure.staffing.subordinates == 0
    found = [project for project in disclosure.projects if project.undertaker]
    if not alone or not found or not disclosure.unit:
        raise NotApplicable("有下属单位，或没有写明承担单位", "there are subordinate units, or no undertaker is named")
    for project in found:
        yield _verdict(disclosure, project, bare(disclosure.unit))


def _verdict(disclosure: Disclosure, project: Project, unit: str) -> Verdict:
    named = bare(project.undertaker or "")
    if unit in named or named in unit:
        return None
    return Fault(
        where=project_where(disclosure, project),
        stated=project.undertaker,
        expected=disclosure.unit,
        zh=f"{project.name}列在本单位预算，项目承担单位却是“{project.undertaker}”。",
        en="The project stands in this unit's budget but another unit undertakes it.",
        places=at(project.place),
    )
