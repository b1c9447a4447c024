"""Money said to be for staff and running costs is basic expenditure. 称用于人员和公用经费的，主要是基本支出。

A class of the section on the appropriation whose purpose names only 人员经费 or 公用经费, against the class's 基本支出 and
项目支出 in 一般公共预算支出情况; suspicious when project expenditure is the larger part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.domain.amounts import amount, printed
from gongkai.domain.disclosure import Disclosure, Section
from gongkai.domain.findings import Fault, NotApplicable, Verdict
from gongkai.parse.checking.narrative import sections_for
from gongkai.parse.checking.selectors import Book, open_book
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.texts import NUMBER
from gongkai.parse.checking.wheres import section_where
from gongkai.parse.rules import rule

_PURPOSE = re.compile(rf"([^，。；：\n\d]+?)({NUMBER})万元，主要用于([^；。\n]*)")
_STAFF = re.compile("人员经费|公用经费")
_MORE = re.compile("项目|专项|业务|补助|补贴|建设|活动|资金")


@rule("narrative.purpose", severity="warning", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Every class whose purpose is staff and running costs alone."""
    book = open_book(disclosure)
    found = [
        verdict
        for section in sections_for(disclosure, {"heading": "财政拨款收支"})
        for verdict in _section(book, section)
    ]
    if not found:
        raise NotApplicable(
            "没有称只用于人员和公用经费的支出", "no class is said to be for staff and running costs alone"
        )
    yield from found


def _section(book: Book, section: Section) -> Iterator[Verdict]:
    for name, number, purpose in _PURPOSE.findall(section.text or ""):
        if not _STAFF.search(purpose) or _MORE.search(purpose):
            continue
        basic = book.named("general_expenditure", [name], ("basic",))
        project = book.named("general_expenditure", [name], ("project",))
        if project is None or amount(number) is None or "basic" not in book.trees["general_expenditure"].table.columns:
            continue
        small = basic is None or basic.value < project.value
        yield (
            None
            if not small
            else Fault(
                where=section_where(section.path),
                stated=number,
                expected=printed(basic.value) if basic else None,
                zh=f"{name}{number}称主要用于{purpose}，{project.where}的项目支出为{printed(project.value)}，基本支出为{printed(basic.value) if basic else '空'}。",
                en=f"{number} is said to be for staff and running costs, but {printed(project.value)} of it are projects.",
                places=(*at(section.place), *project.places),
            )
        )
