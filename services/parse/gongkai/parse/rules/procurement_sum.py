"""Procurement is the sum of goods, works and services. 政府采购预算等于货物、工程、服务之和。

Not applicable where the total or all of its parts are missing.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.domain.disclosure import Disclosure
from gongkai.domain.findings import NotApplicable, Verdict
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.sums import Words, sum_verdict
from gongkai.parse.checking.wheres import about_where
from gongkai.parse.rules import rule

_SUBJECT = Words("政府采购合计", "Procurement:")
_WORDS = Words("货物、工程、服务之和", "the sum of goods, works and services")


@rule("procurement.sum", severity="error", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """The one sentence on procurement."""
    found = disclosure.procurement
    parts = [part for part in (found.goods, found.works, found.services) if part is not None] if found else []
    if found is None or found.total is None or len(parts) < 2:
        raise NotApplicable("没有写明政府采购的合计与分项", "total and parts of the procurement are not stated")
    where = about_where(disclosure, ["政府采购"], "政府采购情况")
    yield sum_verdict(where, _SUBJECT, found.total, parts, _WORDS, at(found.place))
