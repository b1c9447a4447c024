"""No indicator stands twice in a performance table. 同一指标不重复列示。

Same levels, same name and same target. Where something was left unread, a form without project and amount may be several that
run together, and could not be checked. Not applicable without indicators.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.domain.disclosure import Disclosure, Indicator, Objective
from gongkai.domain.findings import Fault, NotApplicable, Skipped, Verdict
from gongkai.domain.text import bare
from gongkai.parse.checking.doubtful import left
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.wheres import objective_where
from gongkai.parse.rules import rule


@rule("indicator.duplicate", severity="warning", version=2)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Every indicator against those above it in its table."""
    if not any(one.indicators for one in disclosure.objectives):
        raise NotApplicable("没有绩效指标", "no indicators")
    for objective in disclosure.objectives:
        if left(disclosure) and objective.project is None and objective.funds.total is None:
            yield Skipped("绩效目标表可能没有读全", "a performance table may not have been read whole")
        else:
            yield from _table(disclosure, objective)


def _table(disclosure: Disclosure, objective: Objective) -> Iterator[Verdict]:
    seen: dict[tuple[str, ...], Indicator] = {}
    for one in objective.indicators:
        key = tuple(bare(text or "") for text in (one.level1, one.level2, one.level3, one.target_text))
        first = seen.setdefault(key, one)
        yield (
            None
            if first is one
            else Fault(
                where=objective_where(disclosure, objective),
                stated=one.level3,
                zh=f"指标“{one.level3} {one.target_text or ''}”重复列示。",
                en="The indicator stands twice in the table.",
                places=at(one.place, first.place),
            )
        )
