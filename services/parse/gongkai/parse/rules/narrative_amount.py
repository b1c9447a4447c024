"""An amount of the narrative is the amount of its table. 说明中的金额与表中的数相等。

Statements by the `narrative` entries of identities.toml, and the amounts of `phrase` and `list` entries. Amounts of
元, 万元 and 亿元 are brought to one unit first. The “三公” items have a rule of their own, and so have slips of the unit.
A sentence that agrees with what the sums of its table require is right; the broken sum is reported with the table.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.domain.disclosure import Disclosure
from gongkai.domain.findings import NotApplicable, Verdict
from gongkai.parse.checking.mentions import Mention, mentions
from gongkai.parse.checking.said import said
from gongkai.parse.rules import rule


@rule("narrative.amount", severity="error", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Every amount of the narrative whose cell is known."""
    found = [mention for mention in mentions(disclosure) if not mention.three_public]
    if not found:
        raise NotApplicable("说明中没有可与表核对的金额", "the narrative repeats no cell of a table")
    for mention in found:
        yield from _verdict(mention)


def _verdict(mention: Mention) -> Iterator[Verdict]:
    if not mention.slipped:
        yield said(mention)
