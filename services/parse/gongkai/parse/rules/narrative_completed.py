"""The part of a budget that was spent is the spending divided by the budget. 完成预算的比例等于决算数除以预算数。

年初预算为…万元，支出决算为…万元，完成年初预算的…% and 支出决算为…万元，完成预算…万元的…%. A percentage that was cut off instead of
rounded is a warning. Not applicable where the narrative states no such part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from gongkai.domain.amounts import amount, half_unit, printed
from gongkai.domain.disclosure import Disclosure, Section
from gongkai.domain.findings import Fault, NotApplicable, Verdict
from gongkai.parse.checking.rates import nearly, percent, rate_agrees
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.texts import NUMBER
from gongkai.parse.checking.wheres import section_where
from gongkai.parse.rules import rule

_BUDGET = "(?:年初|全年|调整|本年)?预算"
_STATED = (
    re.compile(rf"预算数?(?:为|是)?(?P<budget>{NUMBER})万元，(?:支出)?决算数?(?:为|是)?(?P<spent>{NUMBER})万元，完成{_BUDGET}数?的?(?P<part>{NUMBER})%"),
    re.compile(rf"决算数?(?:为|是)?(?P<spent>{NUMBER})万元，完成{_BUDGET}数?(?P<budget>{NUMBER})万元的(?P<part>{NUMBER})%"),
)  # fmt: skip


@rule("narrative.completed", severity="error", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Every sentence that states budget, spending and the part."""
    sections = [section for section in disclosure.sections if section.text]
    found = [verdict for section in sections for verdict in _section(section)]
    if not found:
        raise NotApplicable("说明中没有完成预算的比例", "the narrative states no part of a budget")
    yield from found


def _section(section: Section) -> Iterator[Verdict]:
    for form in _STATED:
        for found in form.finditer(section.text or ""):
            budget, spent, part = (amount(found[name]) for name in ("budget", "spent", "part"))
            if budget and spent is not None and part is not None:
                yield _verdict(section, budget, spent, part)


def _verdict(section: Section, budget: Decimal, spent: Decimal, part: Decimal) -> Verdict:
    half = min(half_unit(budget), half_unit(spent))
    if rate_agrees(part, spent, budget, half):
        return None
    expected = percent(spent, budget, part)
    return Fault(
        where=section_where(section.path),
        stated=printed(part),
        expected=printed(expected),
        severity="warning" if nearly(part, spent, budget) else None,
        zh=f"决算数{printed(spent)}是预算数{printed(budget)}的{printed(expected)}%，所列为{printed(part)}%。",
        en=f"{printed(spent)} is {printed(expected)} % of {printed(budget)}, not {printed(part)} %.",
        places=at(section.place),
    )
