"""The funds of a performance table add up. 绩效目标表的资金总额等于各来源之和。

A project: total = fiscal + other; a unit: total = upper + local + other. Not applicable where no parts are printed.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.domain.disclosure import Disclosure, Objective
from gongkai.domain.findings import NotApplicable, Verdict
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.sums import Words, sum_verdict
from gongkai.parse.checking.wheres import objective_where
from gongkai.parse.rules import rule

_SUBJECT = Words("资金总额", "The total of the funds")
_WORDS = Words("各来源之和", "the sum of its sources")


@rule("objective.funds", severity="error", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Every performance table with a total and at least one part."""
    found = [verdict for one in disclosure.objectives for verdict in _table(disclosure, one)]
    if not found:
        raise NotApplicable("绩效目标表没有分列资金来源", "no performance table prints its sources")
    yield from found


def _table(disclosure: Disclosure, objective: Objective) -> Iterator[Verdict]:
    funds = objective.funds
    sources = [funds.fiscal] if funds.fiscal is not None else [funds.upper, funds.local]
    parts = [part for part in (*sources, funds.other) if part is not None]
    if funds.total is None or not any(source is not None for source in sources):
        return
    spots = at(objective.place)
    yield sum_verdict(objective_where(disclosure, objective), _SUBJECT, funds.total, parts, _WORDS, spots)
