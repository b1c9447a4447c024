"""A unit with vehicles has money to run them. 有车辆的单位有公务用车运行费。

A warning where nothing else can run them: all income is of the general budget, no “三公”经费 at all is planned, and no line of
基本支出 and no project names vehicles or transport. Else noted, since vehicles may be run from other money or lines. Not applicable
without a stated number of vehicles or running cost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.domain.amounts import printed
from gongkai.domain.disclosure import Disclosure
from gongkai.domain.findings import Fault, NotApplicable, Verdict
from gongkai.parse.checking.selectors import Book, open_book
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.wheres import statement_where
from gongkai.parse.rules import rule

_TRANSPORT = re.compile("车|交通|燃油|租赁")
_LINES = ("basic_expenditure", "project_expenditure")


@rule("assets.vehicles", severity="info", version=2)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """车辆 against 公务用车运行费."""
    items = disclosure.assets.items if disclosure.assets else ()
    cars = next((item for item in items if item.name == "车辆"), None)
    cost = next((one for one in disclosure.statements if "公务用车运行" in one.item), None)
    if not cars or not cars.quantity or cost is None or cost.amount is None:
        raise NotApplicable("没有写明车辆数或公务用车运行费", "vehicles or their running cost are not stated")
    if cost.amount:
        yield None
        return
    nothing_else = _only_general(open_book(disclosure)) and not _may_be_run(disclosure)
    yield Fault(
        where=statement_where(disclosure, cost),
        stated=printed(cost.amount),
        severity="warning" if nothing_else else None,
        zh=f"有车辆{printed(cars.quantity)}辆，公务用车运行费预算却为0"
        f"{'，收入全部为一般公共预算，其他支出中也没有用车费用' if nothing_else else ''}。",
        en=f"{printed(cars.quantity)} vehicles and nothing to run them"
        f"{': no other income and no other line for vehicles' if nothing_else else ''}.",
        places=at(cost.place, cars.place),
    )


def _only_general(book: Book) -> bool:
    """Whether the income table prints no money but that of the general budget."""
    whole = book.one("income[total].total")
    general = book.one("income[total].general + income[total].general_transfer")
    return bool(whole and general and whole.same(general))


def _may_be_run(disclosure: Disclosure) -> bool:
    """Whether some “三公”经费 is planned, a line or a project names vehicles or transport, or the lines are not known."""
    trees = open_book(disclosure).trees
    lines = [row for code in _LINES if code in trees for row in trees[code].table.rows]
    planned = any("“三公”" in one.item and one.amount for one in disclosure.statements)
    named = [f"{row.name}{row.project}" for row in lines] + [
        f"{project.name}{project.allocation}" for project in disclosure.projects
    ]
    return planned or "basic_expenditure" not in trees or any(_TRANSPORT.search(name) for name in named)
