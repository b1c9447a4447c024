"""A rate is measured in percent. 比率类指标的指标值用百分比。

Names ending in 率 or 比例 whose target counts people, things or money. Not applicable without such indicators.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.domain.disclosure import Disclosure, Indicator, Objective
from gongkai.domain.findings import Fault, NotApplicable, Verdict
from gongkai.domain.text import bare
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.wheres import objective_where
from gongkai.parse.rules import rule

_RATE = re.compile(r"((?<![频功])率|比例|占比|百分比)$")
_COUNTED = re.compile(r"^(人|人次|名|户|个|家|场|次|件|辆|台|套|元|万元|平方米|公里)")


@rule("indicator.measure", severity="warning", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Every indicator that is a rate by its name."""
    found = [(one, rate) for one in disclosure.objectives for rate in one.indicators if _RATE.search(bare(rate.level3))]
    if not found:
        raise NotApplicable("没有比率类指标", "no indicator is a rate")
    for objective, rate in found:
        yield _verdict(disclosure, objective, rate)


def _verdict(disclosure: Disclosure, objective: Objective, rate: Indicator) -> Verdict:
    if not _COUNTED.search(rate.measure or ""):
        return None
    return Fault(
        where=objective_where(disclosure, objective),
        stated=rate.target_text,
        zh=f"“{rate.level3}”是比率，指标值却用“{rate.measure}”。",
        en="A rate whose target counts things.",
        places=at(rate.place),
    )
