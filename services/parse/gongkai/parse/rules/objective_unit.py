"""The unit's performance table repeats the totals of the income table. 整体绩效目标的资金与收入总体情况一致。

total = grand total, other = carry-overs and own money, upper + local = this year's appropriation.
Not applicable without a unit's performance table; one with the amount of a project may be that project's, and could not be checked.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai.domain.amounts import agree, printed
from gongkai.domain.disclosure import Disclosure, Objective, Project
from gongkai.domain.findings import Fault, NotApplicable, Skipped, Verdict
from gongkai.parse.checking.causes import is_unit_slip
from gongkai.parse.checking.projects import unit_of_project
from gongkai.parse.checking.selectors import Book, open_book
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.units import in_unit
from gongkai.parse.rules import rule


@rule("objective.unit", severity="error", version=2)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """The total, and the appropriation where its two levels are printed."""
    book = open_book(disclosure)
    tables = [one for one in disclosure.objectives if one.scope == "unit" and one.funds.total is not None]
    if len(tables) != 1 or "income" not in book.trees:
        raise NotApplicable("没有可核对的整体绩效目标表", "no single performance table of the unit")
    funds = tables[0].funds
    if any(one.amount is not None and _is_amount_of(disclosure, one, funds.total) for one in disclosure.projects):
        yield Skipped(
            "整体绩效目标表的金额是一个项目的金额", "the unit's performance table has the amount of a project"
        )
        return
    yield from _verdict(book, tables[0], "年度资金总额", funds.total, "income[total].total")
    if funds.upper is not None and funds.local is not None:
        yield from _verdict(book, tables[0], "上级与本级资金", funds.upper + funds.local, "income[total].appropriation")


def _is_amount_of(disclosure: Disclosure, project: Project, total: Decimal | None) -> bool:
    """Whether a table without a project's name is that of a project whose name was not read."""
    amount = in_unit(project.amount or Decimal(0), unit_of_project(disclosure, project), "万元")
    return total is not None and agree(total, amount)


def _verdict(book: Book, objective: Objective, name: str, stated: Decimal | None, expression: str) -> Iterator[Verdict]:
    figure = book.quoted(expression)
    if stated is None or figure is None:
        return
    expected = figure.shown_in("万元")
    if is_unit_slip(stated, expected):
        yield Skipped("整体绩效目标的金额似以元为单位", "the unit's performance table seems to be in 元")
        return
    holds = agree(stated, expected) or any(agree(stated, doubt) for doubt in figure.doubts())
    yield (
        None
        if holds
        else Fault(
            where="整体绩效表",
            stated=printed(stated),
            expected=printed(expected),
            zh=f"整体绩效目标的{name}为{printed(stated)}，{figure.where}为{printed(expected)}。",
            en=f"The unit's performance table has {printed(stated)}, the income table {printed(expected)}.",
            places=(*at(objective.place), *figure.places),
        )
    )
