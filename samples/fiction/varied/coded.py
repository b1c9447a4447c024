"""The tables of one line a classification code: income, expenditure, and expenditure by source or by economic item."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from fiction.varied.dice import Dice
from fiction.varied.drawn import UNKNOWN, Column, Drawn, Line, Notation, code_columns, draw, figures
from fiction.varied.ledger import ECONOMIC, FUNCTIONS, SOURCES, ZERO, Ledger, Money

SAID = {
    "total": ("合计", "总计", "合  计"),
    "general": ("一般公共预算拨款收入", "一般公共预算", "一般公共预算财政拨款收入", "一般公共预算拨款", "一般公共预算资金", "财政拨款收入/一般公共预算"),
    "fund": ("政府性基金预算拨款收入", "政府性基金预算", "政府性基金预算财政拨款收入", "政府性基金预算拨款", "政府性基金", "财政拨款收入/政府性基金预算"),
    "capital": ("国有资本经营预算拨款收入", "国有资本经营预算", "国有资本经营预算财政拨款收入", "国有资本经营预算拨款", "国有资本经营预算资金", "财政拨款收入/国有资本经营预算"),
    "special_account": ("财政专户管理资金收入", "财政专户管理资金", "教育收费（财政专户）", "财政专户核拨资金"),
    "operating": ("事业收入", "事业收入（不含教育收费）", "事业收入资金"),
    "business": ("事业单位经营收入", "经营收入", "单位经营收入"),
    "upper_subsidy": ("上级补助收入",),
    "affiliated": ("附属单位上缴收入", "附属单位上缴收入"),
    "other": ("其他收入", "其他收入"),
    "carry_over": ("上年结转", "上年结转结余", "上年结转和结余", "单位上年结余", "年初结转和结余", "上年结转收入"),
    "fund_balance_use": ("用事业基金弥补收支差额", "使用非财政拨款结余", "使用非财政拨款结余（含专用结余）"),
}  # fmt: skip
NAMES = ("科目名称", "功能分类科目名称", "支出功能分类科目名称", "科目名称（类/款/项）")
_ROOMS = ("功能分类科目", "支出功能分类科目", "项目", "科目")


@dataclass(frozen=True)
class Setting:
    """What every table of a document is made from."""

    dice: Dice
    ledger: Ledger
    notation: Notation
    scope: str = "部门"
    final: bool = False

    @property
    def plan(self) -> str:
        """预算 or 决算."""
        return "决算" if self.final else "预算"


def lines(ledger: Ledger, amounts: Callable[[str], dict[str, Money | None]]) -> list[Line]:
    """A line for every code with money below it."""
    found = [Line(amounts(code), code, FUNCTIONS[code]) for code in ledger.codes()]
    return [line for line in found if any(line.amounts.values())]


def framed(setting: Setting, columns: Sequence[Column]) -> list[Column]:
    """The columns with what some print beside them: 序号 before, 单位 before, 备注 behind."""
    dice = setting.dice
    out = list(columns)
    if dice.often(0.15):
        counter = iter(range(1, 500))
        out.insert(0, Column((dice.pick("序号", "行次"),), 0.7, text=lambda line: str(next(counter))))
    elif dice.often(0.12):
        code = f"{dice.randint(100, 700)}001"
        out[0:0] = [
            Column((dice.pick("单位代码", "单位编码"),), 1.0, text=lambda line: code if line.code else None),
            Column(("单位名称",), 2.0, text=lambda line: setting.ledger.unit if line.code else None),
        ]
    if dice.often(0.2):
        out.append(Column(("备注",), 1.0, text=lambda line: None))
    return out


def with_total(setting: Setting, found: list[Line], total: dict[str, Money | None]) -> list[Line]:
    """The lines with the sum above or below them, and sometimes a line of the unit."""
    dice = setting.dice
    name = dice.pick("合计", "总计", "合  计", "合计")
    out = list(found)
    if dice.often(0.15):
        out.insert(0, Line(total, name=setting.ledger.unit))
    return [Line(total, name=name), *out] if dice.often(0.4) else [*out, Line(total, name=name)]


def _sheet(setting: Setting, code: str, left: list[Column], right: list[Column], body: list[Line]) -> Drawn:
    return draw(code, framed(setting, [*left, *right]), body, setting.notation)


def _codes(setting: Setting) -> list[Column]:
    dice = setting.dice
    group = () if dice.often(0.5) else (dice.pick(*_ROOMS),)
    return code_columns(dice, group, NAMES)


def income(setting: Setting) -> Drawn:
    """收入总表: any of the sources, in any wording, perhaps under 本年收入."""
    dice, ledger = setting.dice, setting.ledger
    used = [source for source in SOURCES if ledger.source(source) or dice.often(0.5)]
    style = dice.randrange(7)
    said = {key: _wording(key, style, dice) for key in (*used, "carry_over", "fund_balance_use")}
    group = ("本年收入",) if dice.often(0.3) else ()
    named = [(source, said[source]) for source in used]
    columns = figures(*named, group=group)
    if group and dice.often(0.6):
        columns.insert(0, Column((*group, "小计"), 1.5, f"{UNKNOWN}year", "year"))
    if dice.often(0.3):
        columns.append(Column((said["fund_balance_use"],), 1.5, "fund_balance_use"))
    carried = Column((said["carry_over"],), 1.5, "carry_over")
    columns = [carried, *columns] if dice.often(0.3) else [*columns, carried]
    total = Column((dice.pick(*SAID["total"], "收入合计"),), 1.5, "total")

    def amounts(prefix: str) -> dict[str, Money | None]:
        found: dict[str, Money | None] = {source: ledger.source(source, prefix) for source in (*SOURCES, "carry_over")}
        return {
            **found,
            "total": ledger.whole(prefix),
            "year": ledger.whole(prefix) - ledger.source("carry_over", prefix),
        }

    body = with_total(setting, lines(ledger, amounts), amounts(""))
    return _sheet(setting, "income", _codes(setting), [total, *columns], body)


def _wording(key: str, style: int, dice: Dice) -> str:
    """The heading of a source; the three sources of 财政拨款 are worded alike."""
    options = SAID[key]
    return options[style % len(options)] if key in ("general", "fund", "capital") else dice.pick(*options)


def expenditure(setting: Setting) -> Drawn:
    """支出总表: 基本支出, 项目支出 and what only 事业单位 spend."""
    dice, ledger = setting.dice, setting.ledger
    group = (dice.pick("支出预算", "本年支出"),) if dice.often(0.25) else ()
    named = [("total", dice.pick("合计", "总计", "合计", "支出合计")), ("basic", "基本支出"), ("project", "项目支出")]
    columns = figures(*named, group=group)
    if dice.often(0.5):
        more = [("remit_upper", dice.pick("上缴上级支出", "上缴上级支出")), ("business", dice.pick("事业单位经营支出", "经营支出")),
                ("subsidy_affiliated", dice.pick("对附属单位补助支出", "对附属单位补助支出"))]  # fmt: skip
        columns += figures(*(more if dice.often() else [more[1], more[0], more[2]]))

    def amounts(prefix: str) -> dict[str, Money | None]:
        return {key: ledger.spent_in_all(key, prefix) for key in ("total", "basic", "project")}

    return _sheet(
        setting, "expenditure", _codes(setting), columns, with_total(setting, lines(ledger, amounts), amounts(""))
    )


def of_source(code: str, source: str, name: str) -> Callable[[Setting], Drawn]:
    """支出 out of one source: 一般公共预算, 政府性基金 or 国有资本经营."""

    def make(setting: Setting) -> Drawn:
        dice, ledger = setting.dice, setting.ledger
        group = (
            (dice.pick(f"{name}支出", f"{ledger.year}年{setting.plan}数", "本年支出", f"本年{name}支出"),)
            if dice.often(0.5)
            else ()
        )

        def amounts(prefix: str) -> dict[str, Money | None]:
            found: dict[str, Money | None] = {
                key: ledger.spent(key, (source,), prefix) for key in ("total", "basic", "project")
            }
            basic = found["basic"] or ZERO
            people = (basic * 7 / 10).quantize(ZERO)
            return {**found, "people": people, "office": basic - people}

        total = dice.pick("合计", "小计", "总计")
        if code != "capital_expenditure" and dice.often(0.3):
            columns = [
                *figures(("total", total)), Column(("基本支出", "小计"), 1.5, "basic"), Column(("基本支出", "人员经费"), 1.5, f"{UNKNOWN}people", "people"),
                Column(("基本支出", dice.pick("公用经费", "日常公用经费")), 1.5, f"{UNKNOWN}office", "office"), *figures(("project", "项目支出")),
            ]  # fmt: skip
        else:
            columns = figures(("total", total), ("basic", "基本支出"), ("project", "项目支出"), group=group)
        body = lines(ledger, amounts)
        return _sheet(setting, code, _codes(setting), columns, with_total(setting, body, amounts("")))

    return make


def compared(setting: Setting) -> Drawn:
    """一般公共预算支出表 with last year's figures and the change beside this year's."""
    dice, ledger = setting.dice, setting.ledger
    year = ledger.year
    columns = [
        Column((dice.pick(f"{year - 1}年执行数", "上年执行数", f"{year - 1}年预算数"),), 1.5, "last_year", "before"),
        *figures(
            ("total", dice.pick("合计", "小计")),
            ("basic", "基本支出"),
            ("project", "项目支出"),
            group=(f"{year}年预算数",),
        ),
        Column((f"{year}年预算数比{year - 1}年执行数", "增减额"), 1.5, "change", "change"),
        Column((f"{year}年预算数比{year - 1}年执行数", "增减%"), 1.2, "change_pct", "change_pct"),
    ]

    def amounts(prefix: str) -> dict[str, Money | None]:
        found: dict[str, Money | None] = {
            key: ledger.spent(key, ("general",), prefix) for key in ("total", "basic", "project")
        }
        now = found["total"] or ZERO
        before = (now * 9 / 10).quantize(ZERO) + 1
        return (
            {
                **found,
                "before": before,
                "change": now - before,
                "change_pct": ((now - before) * 100 / before).quantize(ZERO),
            }
            if now
            else found
        )

    return _sheet(
        setting,
        "general_expenditure",
        _codes(setting),
        columns,
        with_total(setting, lines(ledger, amounts), amounts("")),
    )


def basic(setting: Setting) -> Drawn:
    """基本支出 by economic item: 人员经费 and 公用经费."""
    dice, ledger = setting.dice, setting.ledger

    def amounts(prefix: str) -> dict[str, Money | None]:
        office = (
            ledger.economic_sum(prefix if prefix.startswith(("302", "310")) else "302")
            if prefix.startswith(("302", "310"))
            else ZERO
        )
        if not prefix:
            office = ledger.economic_sum("302") + ledger.economic_sum("310")
        whole = ledger.economic_sum(prefix)
        return {"total": whole, "personnel": whole - office, "operating": office}

    def found() -> Iterator[Line]:
        for code, name in ECONOMIC.items():
            values = amounts(code)
            if values["total"]:
                yield Line(values, code, name)

    group = () if dice.often() else (dice.pick("部门预算支出经济分类科目", "经济分类科目", "支出经济分类科目"),)
    codes = _economic_codes(dice, group)
    above = (
        (dice.pick("一般公共预算基本支出", "本年一般公共预算基本支出", f"{ledger.year}年基本支出"),)
        if dice.often()
        else ()
    )
    columns = figures(
        ("total", dice.pick("合计", "小计", "总计")),
        ("personnel", "人员经费"),
        ("operating", dice.pick("公用经费", "日常公用经费")),
        group=above,
    )
    return _sheet(setting, "basic_expenditure", codes, columns, with_total(setting, list(found()), amounts("")))


def _economic_codes(dice: Dice, group: tuple[str, ...]) -> list[Column]:
    name = Column(
        (*group, dice.pick("科目名称", "经济分类科目名称", "部门预算经济科目名称")), 3.0, text=lambda line: line.name
    )
    if dice.often(0.6):
        return [
            Column(
                (*group, dice.pick("科目编码", "经济分类科目编码", "部门预算经济科目编码")),
                1.3,
                text=lambda line: line.code,
            ),
            name,
        ]
    above = (*group, dice.pick("科目编码", "经济分类科目编码"))
    return [
        Column((*above, "类"), 0.8, text=lambda line: line.code[:3] if line.code else None),
        Column((*above, "款"), 0.8, text=lambda line: line.code[3:] or None if line.code else None), name,
    ]  # fmt: skip


general = of_source("general_expenditure", "general", "一般公共预算")
fund = of_source("fund_expenditure", "fund", "政府性基金预算")
capital = of_source("capital_expenditure", "capital", "国有资本经营预算")
