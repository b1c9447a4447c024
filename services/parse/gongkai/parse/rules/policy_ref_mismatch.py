"""A project rests on the 文号 that it is named after. 项目名称中的文号与政策依据一致。

The 文号 in a project's name against those of the same issuer in its basis (a basis may rest on other offices' rules), and
all of them against its performance table's name where the two names differ. Not applicable where no project names one in
two places.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.domain.disclosure import Disclosure, Objective, Project
from gongkai.domain.findings import Fault, NotApplicable, Verdict
from gongkai.parse.checking.pairing import pair
from gongkai.parse.checking.wheres import objective_where, project_where
from gongkai.parse.references import find
from gongkai.parse.rules import rule


@rule("policy_ref.mismatch", severity="warning", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Name against basis, then basis against performance table."""
    found = [
        *(verdict for project in disclosure.projects for verdict in _basis(disclosure, project)),
        *(
            verdict
            for one in pair(disclosure)
            if one.how == "amount"
            for verdict in _table(disclosure, one.project, one.objective)
        ),
    ]
    if not found:
        raise NotApplicable("没有在两处写明文号的项目", "no project names a 文号 in two places")
    yield from found


def _basis(disclosure: Disclosure, project: Project) -> Iterator[Verdict]:
    named, based = _numbers(project.name), _numbers(project.policy_basis)
    issuers = {one.partition("〔")[0] for one in named}
    same_issuer = [one for one in based if one.partition("〔")[0] in issuers]
    if same_issuer:
        agrees = set(named) & set(based)
        yield None if agrees else _fault(disclosure, project, same_issuer[0], named[0], "项目名称", None)


def _table(disclosure: Disclosure, project: Project | None, objective: Objective) -> Iterator[Verdict]:
    if project is None:
        return
    own = [*_numbers(project.name), *_numbers(project.policy_basis)]
    named = _numbers(objective.project)
    if own and named:
        other = objective_where(disclosure, objective)
        yield None if set(own) & set(named) else _fault(disclosure, project, own[-1], named[0], other, objective)


def _fault(
    disclosure: Disclosure, project: Project, stated: str, expected: str, other: str, objective: Objective | None
) -> Fault:
    spots = (project.place, objective.place if objective else None)
    return Fault(
        where=project_where(disclosure, project),
        stated=stated,
        expected=expected,
        zh=f"{project.name}：政策依据为{stated}，{other}里的文号为{expected}。",
        en=f"The basis is {stated}, the name has {expected}.",
        places=tuple(place for place in spots if place),
    )


def _numbers(text: str | None) -> list[str]:
    return [found.ref for found in find(text or "") if found.number is not None and found.year is not None]
