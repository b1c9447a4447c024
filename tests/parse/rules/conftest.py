"""Small constructors of invented disclosures for the tests of the rules."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from gongkai.domain.disclosure import (
    Asset,
    Assets,
    CarryOver,
    Disclosure,
    Finding,
    Funds,
    Indicator,
    Objective,
    Procurement,
    Project,
    Row,
    Section,
    Side,
    Staffing,
    Statement,
    Table,
)
from gongkai.domain.findings import Outcome
from gongkai.domain.places import Place
from gongkai.parse.rules import apply, registry

UNIT = "青石县水务局"
TITLES = {
    "balance": "单位收支总体情况表",
    "income": "单位收入总体情况表",
    "expenditure": "单位支出总体情况表",
    "appropriation_balance": "财政拨款收支预算总体情况表",
    "general_expenditure": "一般公共预算支出情况表",
    "basic_expenditure": "一般公共预算基本支出情况表",
    "project_expenditure": "项目支出情况表",
    "fund_expenditure": "政府性基金预算支出情况表",
    "capital_expenditure": "国有资本经营预算支出情况表",
    "three_public": "“三公”经费支出情况表",
    "carry_over": "上年结转结余情况明细表",
}
NUMBERS = {code: number for number, code in enumerate(TITLES, 1)}


def number(text: str | None) -> Decimal | None:
    """The decimal of a printed figure."""
    return None if text is None else Decimal(text)


def row(
    code: str | None,
    name: str,
    *,
    project: str | None = None,
    side: Side | None = None,
    in_projects: str | None = "",
    **values: str | None,
) -> Row:
    """A line with its figures; 合计, 总计 and 小计 are totals. `in_projects` is the column 项目支出."""
    if in_projects != "":
        values["project"] = in_projects
    total = any(word in name for word in ("合计", "总计", "小计"))
    cells = {key: Place(page=1, cell=key) for key in values}
    known = {key: number(value) for key, value in values.items()}
    return Row(name=name, code=code, project=project, side=side, values=known, total_row=total, cells=cells)


def table(code: str, *rows: Row, currency: str = "万元", empty: bool = False, note: str | None = None) -> Table:
    """A table of a kind with the columns that its rows have, numbered like its kind."""
    columns = tuple(dict.fromkeys(key for one in rows for key in one.values))
    return Table(
        code=code,
        title=TITLES[code],
        number=NUMBERS[code],
        currency=currency,
        empty=empty,
        note=note,
        columns=columns,
        rows=rows,
    )


def section(path: str, heading: str, text: str | None = None) -> Section:
    """A section of the third part: `section("五/（三）", …)`; a path with 部分 in it is taken as it is."""
    parts = path.split("/") if "部分" in path else ["第三部分", *path.split("/")]
    return Section(path=tuple(parts), heading=heading, text=text)


def said(path: str, item: str, amount: str | None = None, reason: str | None = None, **rates: str) -> Statement:
    """A statement of the third part; rates are share_pct, change and change_pct."""
    figures: dict[str, Any] = {name: number(value) for name, value in rates.items()}
    section = ("第三部分", *path.split("/"))
    return Statement(section=section, item=item, amount=number(amount), reason=reason, **figures)


def project(name: str, amount: str | None = None, **fields: Any) -> Project:
    """A project statement."""
    return Project(name=name, amount=number(amount), **fields)


def objective(name: str | None, *indicators: Indicator, **funds: str) -> Objective:
    """A project's performance table of 2024, or the unit's when there is no name."""
    amounts: dict[str, Any] = {key: number(value) for key, value in funds.items()}
    scope: Any = "project" if name else "unit"
    return Objective(scope=scope, project=name, year=2024, funds=Funds(**amounts), indicators=indicators)


def indicator(name: str, target: str, **fields: Any) -> Indicator:
    """An indicator with its target in words."""
    return Indicator(**{"level1": "产出指标", "level2": "数量指标", "level3": name, "target_text": target, **fields})


def carried(name: str, amount: str) -> CarryOver:
    """An item of the carry-over list."""
    return CarryOver(name=name, amount=Decimal(amount))


def asset(name: str, quantity: str | None = None, value: str | None = None, measure: str | None = None) -> Asset:
    """One line of the assets."""
    return Asset(name=name, quantity=number(quantity), value=number(value), measure=measure)


def assets(*items: Asset, as_of: str = "2023") -> Assets:
    """The assets at the end of a year."""
    return Assets(as_of=as_of, items=items)


def procurement(**amounts: str) -> Procurement:
    """The procurement with the amounts that are stated."""
    known: dict[str, Any] = {name: Decimal(value) for name, value in amounts.items()}
    return Procurement(**known)


def staffing(**numbers: Any) -> Staffing:
    """Posts and staff."""
    return Staffing(**numbers)


def doc(*tables: Table, **fields: Any) -> Disclosure:
    """A budget of 2024 of an invented unit."""
    given: dict[str, Any] = {"kind": "budget", "year": 2024, "unit": UNIT, "currency": "万元", **fields}
    return Disclosure(tables=tables, **given)


def outcome(rule: str, disclosure: Disclosure) -> Outcome:
    """What became of one rule."""
    return _apply(rule, disclosure)[0]


def findings(rule: str, disclosure: Disclosure) -> list[Finding]:
    """The findings of one rule."""
    return _apply(rule, disclosure)[1]


def only(rule: str, disclosure: Disclosure) -> Finding:
    """The one finding of a rule."""
    (finding,) = findings(rule, disclosure)
    return finding


def spots(rule: str, disclosure: Disclosure) -> list[tuple[str, str | None, str | None]]:
    """Where, stated and expected of each finding of a rule."""
    return [(one.where, one.stated, one.expected) for one in findings(rule, disclosure)]


def _apply(rule: str, disclosure: Disclosure) -> tuple[Outcome, list[Finding]]:
    return apply(next(one for one in registry() if one.id == rule), disclosure)
