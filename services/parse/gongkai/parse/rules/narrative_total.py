"""The sources named beside the appropriation's total add up to it. 财政拨款收入的列举合计等于财政拨款收支总预算。

收入预算包括… with amounts, in the section on the appropriation. Not applicable where that section names no amounts.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.domain.disclosure import Disclosure
from gongkai.domain.findings import NotApplicable, Verdict
from gongkai.parse.checking.narrative import sections_for
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.sums import Words, sum_verdict
from gongkai.parse.checking.texts import after, listed
from gongkai.parse.checking.units import in_unit
from gongkai.parse.checking.wheres import section_where
from gongkai.parse.rules import rule

_SUBJECT = Words("财政拨款收支总预算", "The appropriation's total")
_WORDS = Words("收入预算所列各项之和", "the sum of the sources listed")


@rule("narrative.total", severity="error", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Every section on the appropriation that lists its sources with amounts."""
    found = list(_sections(disclosure))
    if not found:
        raise NotApplicable("没有带金额的财政拨款收入列举", "no list of the appropriation's sources with amounts")
    yield from found


def _sections(disclosure: Disclosure) -> Iterator[Verdict]:
    for section in sections_for(disclosure, {"heading": "财政拨款收支"}):
        text = section.text or ""
        items, _ = listed("收入预算包括[:：]", text)
        whole = after("收支总(?:预算|计)(?:数?为)?", text)
        if items and whole:
            values = [in_unit(item.value, item.unit, whole.unit) for item in items]
            spots = at(section.place)
            yield sum_verdict(section_where(section.path), _SUBJECT, whole.value, values, _WORDS, spots)
