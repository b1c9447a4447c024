"""A project's amount is that of its line in the project table. 项目的预算安排规模与项目支出表相等。

By the project's name; one whose name the table prints otherwise is the business of `names.mismatch`. Slips of the unit
are left to `unit.slip`. Not applicable without project statements or project table.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.domain.disclosure import Disclosure
from gongkai.domain.findings import NotApplicable, Verdict
from gongkai.parse.checking.mentions import project_mentions
from gongkai.parse.checking.said import said
from gongkai.parse.rules import rule


@rule("project.amount", severity="error", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Every project whose row is known by its name."""
    found = [mention for mention in project_mentions(disclosure) if not mention.slipped]
    if not found:
        raise NotApplicable("没有可与项目支出表核对的项目", "no project that the project table names")
    for mention in found:
        yield said(mention)
