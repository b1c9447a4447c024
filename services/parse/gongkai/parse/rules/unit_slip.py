"""No amount is ten thousand times another that it repeats. 金额没有万元与元的单位差错。

The amounts of narrative and projects against their cells; 元 printed for 万元 makes a figure 10,000 times too large or
too small. Amounts that differ otherwise are left to `narrative.amount`, `three_public.mismatch` and `project.amount`.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.domain.disclosure import Disclosure
from gongkai.domain.findings import NotApplicable, Verdict
from gongkai.parse.checking.mentions import mentions, project_mentions
from gongkai.parse.checking.said import said
from gongkai.parse.rules import rule


@rule("unit.slip", severity="error", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Every amount whose cell is known."""
    found = [*mentions(disclosure), *project_mentions(disclosure)]
    if not found:
        raise NotApplicable("没有可与表核对的金额", "no amount outside the tables to compare with a cell")
    for mention in found:
        yield said(mention) if mention.slipped else None
