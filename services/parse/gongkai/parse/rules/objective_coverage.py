"""The projects under performance management are those counted, and cover the project expenditure. 绩效目标覆盖全部项目支出。

Number and amount in the section on 绩效 against the performance tables (totals or appropriations), and where they fit the
totals of the tables against 项目支出 of the expenditure table. Fewer tables than counted may not have been read, so that could
not be checked. Not applicable without projects' performance tables or without a count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from gongkai.domain.amounts import agree, printed
from gongkai.domain.disclosure import Disclosure, Objective, Section
from gongkai.domain.findings import Fault, NotApplicable, Skipped, Verdict
from gongkai.parse.checking.causes import is_unit_slip
from gongkai.parse.checking.figures import Figure
from gongkai.parse.checking.projects import adds_up, objectives
from gongkai.parse.checking.selectors import open_book
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.wheres import section_about, section_where
from gongkai.parse.rules import rule

_COUNTED = re.compile(r"项目(\d+)个，(?:共?涉及|涉及的?)?(?:预算)?(?:金额|资金)([\d,.]+)万元")


@rule("objective.coverage", severity="warning", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """The sentence that counts them, then the table."""
    tables = objectives(disclosure)
    totals = [one.funds.total for one in tables if one.funds.total is not None]
    if not tables or len(totals) < len(tables):
        raise NotApplicable("没有写明总额的项目绩效目标表", "no projects' performance tables with totals")
    if not all(adds_up(one.funds) for one in tables):
        yield Skipped("有绩效目标表的资金总额本身不等于各来源之和", "the funds of a performance table do not add up")
        return
    yield from _counted(disclosure, tables)


def _counted(disclosure: Disclosure, tables: list[Objective]) -> Iterator[Verdict]:
    section = section_about(disclosure, "绩效")
    said = _COUNTED.search(section.text or "") if section else None
    if not section or not said:
        return
    number, amount = int(said[1]), Decimal(said[2].replace(",", ""))
    sums = [_sum(one.funds.total for one in tables), _sum(one.funds.fiscal for one in tables)]
    if number > len(tables):
        yield Skipped("项目绩效目标表少于文中所称，可能没有读全", "fewer performance tables than counted were found")
    elif any(is_unit_slip(amount, one) for one in sums):
        yield Skipped("绩效目标表的金额似以元为单位", "the performance tables seem to be in 元")
    elif number == len(tables) and any(agree(amount, one) for one in sums):
        yield None
        yield from _covered(disclosure, tables, sums)
    else:
        yield _miscounted(section, (number, amount), (len(tables), sums[0]))


def _sum(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((amount or Decimal(0) for amount in amounts), Decimal(0))


def _miscounted(section: Section, said: tuple[int, Decimal], found: tuple[int, Decimal]) -> Fault:
    stated, expected = (f"{number}个，{printed(amount)}" for number, amount in (said, found))
    return Fault(
        where=section_where(section.path),
        stated=stated,
        expected=expected,
        zh=f"文中称实行绩效管理的项目{stated}万元，项目绩效目标表{expected}万元。",
        en=f"{said[0]} projects of {printed(said[1])} are counted; {found[0]} tables add up to {printed(found[1])}.",
        places=at(section.place),
    )


def _covered(disclosure: Disclosure, tables: list[Objective], sums: list[Decimal]) -> Iterator[Verdict]:
    whole = open_book(disclosure).one("expenditure[total].project")
    if whole:
        holds = sums[0] > whole.shown_in("万元") or any(whole.explained_by(one, "万元") for one in sums)
        yield None if holds else _uncovered(tables, whole, sums[0])


def _uncovered(tables: list[Objective], whole: Figure, total: Decimal) -> Fault:
    expected = whole.shown_in("万元")
    stated, needed, off = printed(total), printed(expected), printed(expected - total)
    return Fault(
        where=f"绩效表（一） / {whole.where}",
        stated=stated,
        expected=needed,
        zh=f"{len(tables)}个项目绩效目标表的总额之和{stated}，{whole.where}项目支出{needed}，差{off}。",
        en=f"The performance tables cover {stated} of {needed} project expenditure.",
        places=(*whole.places, *at(*(one.place for one in tables))),
    )
