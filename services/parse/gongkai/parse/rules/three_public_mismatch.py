"""The “三公” amounts of the narrative are those of the “三公” table. 说明中的“三公”经费与“三公”经费表相等。

Total and items: 因公出国（境）费, 公务用车购置费, 公务用车运行费, 公务接待费. A stated 0 fits an empty cell; an empty table is the
business of `empty_table.statement`.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.domain.disclosure import Disclosure
from gongkai.domain.findings import NotApplicable, Verdict
from gongkai.parse.checking.mentions import mentions
from gongkai.parse.checking.said import said
from gongkai.parse.rules import rule


@rule("three_public.mismatch", severity="error", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Every stated item that the table prints."""
    found = [mention for mention in mentions(disclosure) if mention.three_public and not mention.slipped]
    if not found:
        raise NotApplicable("没有可与“三公”经费表核对的金额", "nothing to compare with the 三公 table")
    for mention in found:
        yield said(mention)
