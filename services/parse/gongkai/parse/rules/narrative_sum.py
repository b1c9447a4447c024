"""The amounts that a section lists add up to the amount that they explain. 说明中所列各项之和等于其总额。

The `list` entries of identities.toml: 收入/支出预算包括…, 人员经费…包括…, 公用经费…包括…; and 基本支出 = 人员经费 + 公用经费.
Not applicable where the lists name no amounts. A list is taken to be whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gongkai.domain.disclosure import Disclosure, Section
from gongkai.domain.findings import NotApplicable, Verdict
from gongkai.parse.checking.identities import load
from gongkai.parse.checking.narrative import sections_for
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.sums import Words, sum_verdict
from gongkai.parse.checking.texts import Spoken, after, listed
from gongkai.parse.checking.units import in_unit
from gongkai.parse.checking.wheres import section_where
from gongkai.parse.rules import rule

_WORDS = Words("所列各项之和", "the sum of the items listed")
_BASIC = ("基本支出(数?为)?", "人员经费(数?为)?", "公用经费(数?为)?")


@rule("narrative.sum", severity="error", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Every list with amounts, and the two halves of 基本支出."""
    found = [*_lists(disclosure), *_basic(disclosure)]
    if not found:
        raise NotApplicable("说明中没有带金额的列举", "the narrative lists no amounts")
    yield from found


def _lists(disclosure: Disclosure) -> Iterator[Verdict]:
    for entry in load()["list"]:
        for section in sections_for(disclosure, entry) if "of" in entry else ():
            yield from _list(section, entry)


def _list(section: Section, entry: dict[str, Any]) -> Iterator[Verdict]:
    text = section.text or ""
    items, _ = listed(entry["opening"], text)
    whole = after(entry["of"], text)
    if not whole or not items or (len(items) == 1 and "item" in entry):
        return
    subject = entry.get("item") or ("收入预算" if "收入" in entry["opening"] else "支出预算")
    where = section_where(section.path, entry.get("item", ""))
    yield _verdict(section, where, subject, whole, items)


def _basic(disclosure: Disclosure) -> Iterator[Verdict]:
    for section in sections_for(disclosure, {"heading": "基本支出(预算|决算)?(明细)?(情况|表)"}):
        whole, *parts = (after(phrase, section.text or "") for phrase in _BASIC)
        known = [part for part in parts if part]
        if whole and len(known) == len(parts):
            yield _verdict(section, section_where(section.path, "基本支出"), "基本支出", whole, known)


def _verdict(section: Section, where: str, subject: str, whole: Spoken, items: list[Spoken]) -> Verdict:
    values = [in_unit(item.value, item.unit, whole.unit) for item in items]
    spots = at(section.place)
    return sum_verdict(where, Words(subject, f"{subject}:"), whole.value, values, _WORDS, spots)
