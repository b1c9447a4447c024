"""A 文号 has one year. 同一文号的年度前后一致。

The references in a performance table's goal against those in its project's name: same issuer and number, another year.
Not applicable where no goal cites a 文号 that the name has.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.domain.disclosure import Disclosure, Objective
from gongkai.domain.findings import Fault, NotApplicable, Verdict
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.wheres import objective_where
from gongkai.parse.references import Found, find
from gongkai.parse.rules import rule


@rule("policy_ref.year", severity="error", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Every performance table whose goal cites a 文号."""
    found = [verdict for one in disclosure.objectives for verdict in _table(disclosure, one)]
    if not found:
        raise NotApplicable("绩效目标没有引用项目名称里的文号", "no goal cites a 文号 of its project's name")
    yield from found


def _table(disclosure: Disclosure, objective: Objective) -> Iterator[Verdict]:
    named = _dated(objective.project)
    for cited in _dated(objective.goal):
        alike = [one for one in named if (one.issuer, one.number) == (cited.issuer, cited.number)]
        if not alike:
            continue
        yield (
            None
            if any(one.year == cited.year for one in alike)
            else Fault(
                where=objective_where(disclosure, objective),
                stated=cited.ref,
                expected=alike[0].ref,
                zh=f"总体目标写{cited.ref}，项目名称是{alike[0].ref}。",
                en=f"The goal cites {cited.ref}, the name has {alike[0].ref}.",
                places=at(objective.place),
            )
        )


def _dated(text: str | None) -> list[Found]:
    return [found for found in find(text or "") if found.year is not None]
