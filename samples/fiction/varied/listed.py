"""The tables of other rows than codes: projects, “三公”经费, carry-overs, and tables that the schema does not know."""

from __future__ import annotations

from collections.abc import Callable

from fiction.document import Sheet
from fiction.varied.coded import Setting, framed, with_total
from fiction.varied.drawn import UNKNOWN, Column, Drawn, Line, Printed, Row, amount, cells, draw, figures, head
from fiction.varied.ledger import FUNCTIONS, ZERO, Ledger, Money, money
from fiction.vocabulary import ECONOMIC_CLASSES


def projects(setting: Setting) -> Drawn:
    """项目支出表: code and name of the function beside the project, the economic classes or the sources of money."""
    dice, ledger = setting.dice, setting.ledger
    used = {key for one in ledger.projects for key in one.classes}
    left: list[Column] = []
    coded = dice.often(0.6)
    if coded:
        left = [
            Column((dice.pick("科目编码", "功能分类科目编码"),), 1.3, text=lambda line: line.code),
            Column((dice.pick("科目名称", "功能分类科目名称"),), 2.4, text=lambda line: line.name),
        ]
    left.append(
        Column((dice.pick("项目名称", "项目名称"),), 4.0, text=lambda line: line.project if coded else line.name)
    )
    columns = figures(("total", dice.pick("合计", "总计", "项目支出合计" if coded else "合计")))
    if dice.often(0.6):
        shown = [(key, name) for key, name in ECONOMIC_CLASSES if key in used or dice.often(0.6)]
        columns += figures(*shown)
    else:
        columns += figures(
            ("general", "一般公共预算"),
            ("fund", "政府性基金预算"),
            ("capital", "国有资本经营预算"),
            group=(dice.pick("财政拨款", "资金来源", "其中"),),
        )
    body = [
        _project(one.code, FUNCTIONS[one.code], one.name, one.amount, one.classes, coded) for one in ledger.projects
    ]
    total: dict[str, Money | None] = {}
    for line in body:
        total = {
            key: (total.get(key) or ZERO) + (value or ZERO)
            for key, value in {**total, **line.amounts}.items()
            for value in [line.amounts.get(key)]
        }
    if not body:
        total = {"total": None}
    return draw(
        "project_expenditure", framed(setting, [*left, *columns]), with_total(setting, body, total), setting.notation
    )


def _project(code: str, name: str, title: str, whole: Money, classes: dict[str, Money], coded: bool) -> Line:
    amounts: dict[str, Money | None] = {"total": whole, "general": whole, **classes}
    return Line(amounts, code, name, title) if coded else Line(amounts, name=title)


_ITEMS = (("abroad", ("因公出国（境）费", "因公出国（境）费用", "因公出国(境)经费")), ("cars", ("公务用车购置及运行费", "公务用车购置及运行维护费", "公务用车购置和运行费")),
          ("buying", ("公务用车购置费", "公务用车购置")), ("running", ("公务用车运行费", "公务用车运行维护费")), ("reception", ("公务接待费", "公务接待费用")))  # fmt: skip
_ORDERS = (("abroad", "cars", "buying", "running", "reception"), ("abroad", "reception", "cars", "buying", "running"))


def three_public(setting: Setting) -> Drawn:
    """“三公”经费: a list of items, or the items as columns of one row, of one year or of two."""
    return _three_public_across(setting) if setting.dice.often(0.6) else _three_public_down(setting)


def _spent(ledger: Ledger, factor: int = 10) -> dict[str, Money]:
    found = {key: (value * factor / 10).quantize(ZERO) for key, value in ledger.three_public.items()}
    cars = found["buying"] + found["running"]
    return {**found, "cars": cars, "all": found["abroad"] + cars + found["reception"]}


def _three_public_down(setting: Setting) -> Drawn:
    dice, ledger = setting.dice, setting.ledger
    now, before = _spent(ledger), _spent(ledger, 11)
    order, names = dice.pick(*_ORDERS), dict(_ITEMS)
    marks = dice.pick(("{}", "{}"), ("{}", "{}"), ("1.", "")) if False else ("", "")
    first = Line({"amount": now["all"], "last_year": before["all"]}, name=dice.pick("合计", "“三公”经费合计", "合  计"))
    items = [
        Line({"amount": now[key], "last_year": before[key]}, name=_down(dice, key, dice.pick(*names[key])) + marks[0])
        for key in order
    ]
    body = [first, *items] if dice.often(0.7) else [*items, first]
    columns = [Column((dice.pick("项目", "项  目", "“三公”经费项目"),), 4.0, text=lambda line: line.name)]
    year = ledger.year
    if dice.often(0.4):
        columns += figures(
            ("last_year", dice.pick(f"{year - 1}年预算数", "上年预算数")),
            ("amount", dice.pick(f"{year}年预算数", "本年预算数") if True else ""),
        )
    else:
        columns += figures(("amount", dice.pick("预算数", f"{year}年预算数", "金额")))
    if dice.often(0.3):
        columns.append(Column(("备注",), 1.0, text=lambda line: None))
    return draw("three_public", columns, body, setting.notation)


def _down(dice: object, key: str, name: str) -> str:
    return {"buying": f"其中：{name}", "running": name}.get(key, name)


def _three_public_across(setting: Setting) -> Drawn:
    dice, ledger, notation = setting.dice, setting.ledger, setting.notation
    order, names = dice.pick(*_ORDERS), {key: dice.pick(*said) for key, said in _ITEMS}
    years = (
        [("last_year", f"{ledger.year - 1}年预算数", 11), ("amount", f"{ledger.year}年预算数", 10)]
        if dice.often(0.5)
        else [("amount", "", 10)]
    )
    titled = dice.pick("合计", "合计", "“三公”经费合计")
    columns: list[Column] = []
    values: dict[str, Money | None] = {}
    rows: dict[str, dict[str, object]] = {}
    for key, group, factor in years:
        above = (group,) if group else ()
        spent = _spent(ledger, factor)
        for item in ("all", *order):
            if item in ("buying", "running"):
                path: tuple[str, ...] = (*above, names["cars"], names[item])
            else:
                path = (
                    (*above, names["cars"], "小计")
                    if item == "cars"
                    else (*above, titled if item == "all" else names[item])
                )
            columns.append(Column(path, 1.5, f"{UNKNOWN}{key}-{item}", f"{key}-{item}"))
            values[f"{key}-{item}"] = spent[item]
            rows.setdefault(path[-1], {})[key] = amount(notation.cell(spent[item]))
    if dice.often(0.3):
        columns.insert(0, Column((dice.pick("单位名称", "部门名称"),), 2.5, text=lambda line: ledger.unit))
    sheet = Sheet(
        name="three_public", caption=(), left="", right="", head=head(columns), rows=(cells(columns, Line(values), notation),),
        widths=tuple(column.width for column in columns), code="three_public", keys=tuple(key for key, _, _ in years),
    )  # fmt: skip
    read = tuple(Row(None, None, name, None, value) for name, value in rows.items())  # type: ignore[arg-type]
    return Drawn(sheet, Printed("three_public", "", None, notation.unit, read))


def carry_over(setting: Setting) -> Drawn:
    """上年结转结余情况表."""
    ledger = setting.ledger
    named = (
        ("fiscal", "小计"),
        ("fiscal_personnel", "人员经费"),
        ("fiscal_operating", "公用经费"),
        ("fiscal_project", "项目支出"),
    )
    columns = [
        Column(("项目名称",), 4.0, text=lambda line: line.name), *figures(("total", "合计")), *figures(*named, group=("财政拨款结转结余",)),
        *figures(*((key.replace("fiscal", "other") if key != "fiscal" else "other_total", name) for key, name in named), group=("非财政拨款结转结余",)),
    ]  # fmt: skip
    body = [
        Line(
            {"total": one + two, "fiscal": one, "fiscal_project": one, "other_total": two, "other_project": two},
            name=name,
        )
        for name, one, two in ledger.carried
    ]
    keys = ("total", "fiscal", "fiscal_project", "other_total", "other_project")
    sums: dict[str, Money | None] = {key: sum((line.amounts[key] or ZERO for line in body), ZERO) for key in keys}
    total = Line(sums, name="合计")
    return draw("carry_over", columns, [total, *body] if setting.dice.often() else [*body, total], setting.notation)


def procurement(setting: Setting) -> Drawn:
    """政府采购预算表, a table that the schema does not know: kept whole."""
    dice = setting.dice
    items = dice.some(
        ("便携式计算机", "复印纸", "物业管理服务", "其他印刷服务", "车辆维修和保养服务", "办公家具"), 2, 5
    )
    body = [Line({"all": (value := money(dice, 1, 90)), "general": value}, name=name) for name in items]
    columns = [
        Column(("采购品目",), 3.0, text=lambda line: line.name), Column(("合计",), 1.5, f"{UNKNOWN}1", "all"),
        Column((dice.pick("一般公共预算", "财政拨款"),), 1.5, f"{UNKNOWN}2", "general"),
    ]  # fmt: skip
    return draw("other", columns, body, setting.notation)


LISTS: tuple[Callable[[Setting], Drawn], ...] = (projects, three_public, carry_over, procurement)
