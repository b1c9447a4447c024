"""The tables of two sides, income beside expenditure: of everything, and of 财政拨款 by its sources."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from fiction.document import Sheet
from fiction.layout import numeral_of
from fiction.varied.coded import Setting
from fiction.varied.drawn import Column, Drawn, Line, Printed, cells, figures, head, row
from fiction.varied.ledger import SOURCES, ZERO, Money
from fiction.vocabulary import CLASSES

_INCOME = {
    "general": "一般公共预算{}", "fund": "政府性基金预算{}", "capital": "国有资本经营预算{}", "special_account": "财政专户管理资金收入",
    "operating": "事业收入", "business": "事业单位经营收入", "upper_subsidy": "上级补助收入", "affiliated": "附属单位上缴收入", "other": "其他收入",
}  # fmt: skip
_NAMES = ("项目", "项    目", "项 目")


def balance(setting: Setting) -> Drawn:
    """收支总表."""
    dice, ledger = setting.dice, setting.ledger
    mark = dice.pick("{}、", "{}、", "（{}）", "")
    tail = dice.pick("拨款收入", "财政拨款收入", "拨款", "资金")
    left = [
        _line("income", _marked(mark, n, _INCOME[source].format(tail)), amount=ledger.source(source) or None)
        for n, source in enumerate((s for s in SOURCES if ledger.source(s) or dice.often(0.6)), 1)
    ]
    form = dice.pick("coded", "numbered", "numbered", "economic")
    right = (
        _economic_side(setting)
        if form == "economic"
        else _functions(setting, form, lambda code: {"amount": ledger.whole(code)})
    )
    year, carried, total = ledger.spent("total", SOURCES), ledger.source("carry_over"), ledger.whole()
    left = _long(left, right)
    left += [
        _line("income", dice.pick("本年收入合计", "本 年 收 入 合 计"), amount=year),
        _line("income", dice.pick("上年结转", "上年结转结余", "年初结转和结余"), amount=carried or None),
    ]
    right += [
        _line("expenditure", dice.pick("本年支出合计", "本 年 支 出 合 计"), amount=total),
        _line("expenditure", dice.pick("结转下年", "年终结转结余"), amount=None),
    ]
    left.append(_line("income", "收入总计" if dice.often() else "收  入  总  计", amount=total))
    right.append(_line("expenditure", "支出总计" if dice.often() else "支  出  总  计", amount=total))
    said = _said(setting)
    tops = dice.pick(("收入", "支出"), ("收    入", "支    出"), ("本年收入", "本年支出"), ("一、收入", "二、支出"))
    name = dice.pick(*_NAMES)
    other = {"coded": "功能分类", "economic": name}.get(form, dice.pick(name, "项目（按功能分类）", "支出功能分类科目"))
    one = [_names((tops[0], name)), *figures(("amount", f"{tops[0]}/{said}"))]
    two = [_names((tops[1], other)), *figures(("amount", f"{tops[1]}/{said}"))]
    return beside(setting, "balance", one, left, two, right)


def appropriation(setting: Setting) -> Drawn:
    """财政拨款收支总表: the expenditure by source, or in one sum."""
    dice, ledger = setting.dice, setting.ledger
    named = {"general": "一般公共预算", "fund": "政府性基金预算", "capital": "国有资本经营预算"}
    tail = dice.pick("拨款", "财政拨款", "")
    inner = [(name + tail, ledger.source(source) or None) for source, name in named.items()]
    year = sum((ledger.source(source) for source in named), ZERO)
    left = [_line("income", "一、本年收入", amount=year)]
    left += [
        _line("income", _marked(dice.pick("（{}）", "（{}）", ""), n, name), amount=value)
        for n, (name, value) in enumerate(inner, 1)
    ]
    left.append(_line("income", "二、上年结转", amount=None))

    def amounts(code: str) -> dict[str, Money | None]:
        found: dict[str, Money | None] = {source: ledger.source(source, code) or None for source in named}
        return {**found, "total": sum((value for value in found.values() if value), ZERO)}

    form = dice.pick("coded", "numbered")
    right = _functions(setting, form, amounts)
    if dice.often():
        right.insert(0, Line(amounts(""), name="一、本年支出", side="expenditure"))
    left = _long(left, right)
    left.append(_line("income", dice.pick("收入总计", "收 入 总 计"), amount=year))
    right = [
        *right,
        *[Line({}, name="", side="expenditure")] * (len(left) - 1 - len(right)),
        Line(amounts(""), name=dice.pick("支出总计", "支 出 总 计"), side="expenditure"),
    ]
    said, name = _said(setting), dice.pick(*_NAMES)
    keys = [
        ("total", "合计"),
        *((source, title) for source, title in named.items() if source != "capital" or dice.often(0.7)),
    ]
    tops = dice.pick(("收入", "支出"), ("收   入", "支   出"), ("财政拨款收入", "财政拨款支出"))
    between = f"/{said}" if dice.often(0.4) else ""
    two = [
        _names((tops[1], dice.pick(name, "功能分类", "项目（按功能分类）"))),
        *figures(*((key, f"{tops[1]}{between}/{title}") for key, title in keys)),
    ]
    if dice.often(0.25):
        two = [two[0], *figures(("total", f"{tops[1]}/{said}"))]
    one = [_names((tops[0], name)), *figures(("amount", f"{tops[0]}/{said}"))]
    return beside(setting, "appropriation_balance", one, left, two, right)


def beside(
    setting: Setting, code: str, one: list[Column], left: Sequence[Line], two: list[Column], right: Sequence[Line]
) -> Drawn:
    """Two lists as one table; sometimes with line numbers that run on from the first to the second."""
    notation = setting.notation
    if setting.dice.often(0.12):
        one, two = _counted(one, left, 1), _counted(two, right, 1 + max(len(left), len(right)))
    blank = Line({}, name=None)
    pairs = list(zip_longest(left, right, fillvalue=blank))
    rows = tuple((*cells(one, first, notation), *cells(two, second, notation)) for first, second in pairs)
    columns = [*one, *two]
    sheet = Sheet(
        name=code, caption=(), left="", right="", head=head(columns), rows=rows, widths=tuple(column.width for column in columns),
        code=code, keys=tuple(column.key or "" for column in columns),
    )  # fmt: skip
    read = [row(one, line, notation) for line in left if line.name] + [
        row(two, line, notation) for line in right if line.name
    ]
    return Drawn(sheet, Printed(code, "", None, notation.unit, tuple(read)))


def _counted(columns: list[Column], lines: Sequence[Line], start: int) -> list[Column]:
    numbers = {id(line): start + at for at, line in enumerate(lines)}
    head_ = Column(
        (*columns[0].path[:-1], "行次"), 0.6, text=lambda line: str(numbers[id(line)]) if id(line) in numbers else None
    )
    return [columns[0], head_, *columns[1:]]


def _names(path: tuple[str, ...]) -> Column:
    return Column(path, 3.0, text=lambda line: line.words.get("printed", line.name))


def _line(side: str, name: str, amount: Money | None) -> Line:
    return Line({"amount": amount, "total": amount}, name=name, side=side)


def _long(left: list[Line], right: Sequence[Line]) -> list[Line]:
    """The shorter left list with empty lines up to the length of the right one."""
    return [*left, *[Line({}, name="", side="income")] * (len(right) - len(left))]


def _functions(setting: Setting, form: str, amounts: object) -> list[Line]:
    """The standing list of classes: 201 一般公共服务支出 or 一、一般公共服务支出, all of them or only those used."""
    used = {code[:3] for code in setting.ledger.codes()}
    shown = [code for code in CLASSES if code in used or setting.dice.often(0.8)]
    lines: list[Line] = []
    for number, code in enumerate(shown, 1):
        values = {key: value or None for key, value in amounts(code).items()}  # type: ignore[operator]
        if form == "coded":
            lines.append(
                Line(values, code, CLASSES[code], side="expenditure", words={"printed": f"{code} {CLASSES[code]}"})
            )
        else:
            lines.append(Line(values, name=f"{numeral_of(number)}、{CLASSES[code]}", side="expenditure"))
    return lines


def _economic_side(setting: Setting) -> list[Line]:
    ledger = setting.ledger
    named = (
        ("一、基本支出", ledger.spent_in_all("basic")),
        ("二、项目支出", ledger.spent_in_all("project")),
        ("三、上缴上级支出", None),
        ("四、事业单位经营支出", None),
        ("五、对附属单位补助支出", None),
    )
    return [_line("expenditure", name, amount=value or None) for name, value in named]


def _marked(mark: str, number: int, name: str) -> str:
    return mark.format(numeral_of(number)) + name


def _said(setting: Setting) -> str:
    year = setting.ledger.year
    if setting.final:
        return setting.dice.pick("决算数", "金额")
    return setting.dice.pick("预算数", "预算数", f"{year}年预算数", "金额", f"{year}年预算")
