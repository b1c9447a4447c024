"""What stands around a table: title, number, unit and currency, each in the forms that provinces and years print."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fiction.layout import numeral_of
from fiction.varied.coded import Setting
from fiction.varied.dice import Dice
from fiction.varied.drawn import Drawn, captioned

TITLES = {
    "balance": ("{s}收支总体情况表", "{s}收支总表", "收支预算总表", "{s}财务收支预算总表", "{s}预算收支总表", "财务收支预算总表", "{s}收支预算总体情况表"),
    "income": ("{s}收入总体情况表", "{s}收入总表", "收入预算总表", "{s}收入预算总表", "{s}收入预算表", "{s}预算收入总表"),
    "expenditure": ("{s}支出总体情况表", "{s}支出总表", "支出预算总表", "{s}支出预算总表", "{s}支出预算表", "{s}预算支出总表"),
    "appropriation_balance": ("财政拨款收支总体情况表", "财政拨款收支总表", "财政拨款收支预算总表", "{s}财政拨款收支预算总表", "财政拨款收支预算总体情况表", "{s}预算财政拨款收支总表"),
    "general_expenditure": ("一般公共预算支出表", "一般公共预算支出情况表", "一般公共预算财政拨款支出预算表", "一般公共预算支出预算表", "{s}一般公共预算支出功能分类预算表", "一般公共预算支出情况表（按功能分类科目）", "一般公共预算当年拨款支出表"),
    "basic_expenditure": ("一般公共预算基本支出表", "一般公共预算基本支出情况表", "一般公共预算财政拨款基本支出预算表", "{s}一般公共预算基本支出部门预算经济分类预算表", "一般公共预算基本支出情况表（按支出经济分类科目）", "一般公共预算基本支出预算明细表"),
    "fund_expenditure": ("政府性基金预算支出表", "政府性基金预算支出情况表", "政府性基金预算财政拨款支出预算表", "{s}政府性基金预算支出功能分类预算表", "政府性基金支出预算表"),
    "capital_expenditure": ("国有资本经营预算支出表", "国有资本经营预算支出情况表", "国有资本经营预算财政拨款支出预算表", "{s}国有资本经营预算支出功能分类预算表", "国有资本经营支出预算表"),
    "project_expenditure": ("项目支出表", "项目支出情况表", "项目支出预算表", "{s}项目支出预算表", "一般公共预算项目支出情况表", "项目支出预算明细表", "{s}预算项目支出表"),
    "three_public": ("一般公共预算“三公”经费支出表", "财政拨款“三公”经费支出情况表", "一般公共预算“三公”经费支出预算表", "“三公”经费预算财政拨款情况统计表", "{s}“三公”经费支出预算表", "财政拨款（含一般公共预算和政府性基金预算）“三公”经费支出表"),
    "carry_over": ("上年结转结余情况明细表", "上年结转结余情况表"),
    "other": ("政府采购预算表", "政府采购预算明细表", "{s}政府采购预算表"),
}  # fmt: skip
FINAL_TITLES = {
    "balance": ("收入支出决算总表", "收入支出决算表", "{s}收支决算总表"),
    "income": ("收入决算表", "收入决算总表"),
    "expenditure": ("支出决算表", "支出决算总表"),
    "appropriation_balance": ("财政拨款收入支出决算总表", "财政拨款收支决算总表"),
    "general_expenditure": ("一般公共预算财政拨款支出决算表", "一般公共预算支出决算表", "一般公共预算财政拨款支出决算明细表"),
    "basic_expenditure": ("一般公共预算财政拨款基本支出决算表", "一般公共预算财政拨款基本支出决算明细表"),
    "fund_expenditure": ("政府性基金预算财政拨款支出决算表", "政府性基金预算支出决算表"),
    "capital_expenditure": ("国有资本经营预算财政拨款支出决算表", "国有资本经营预算支出决算表"),
    "three_public": ("一般公共预算财政拨款“三公”经费支出决算表", "“三公”经费支出决算表"),
}  # fmt: skip
NUMBERS: tuple[tuple[Callable[[int], str], bool], ...] = (
    (lambda n: f"表{n}", True), (lambda n: f"表 {n}", True), (lambda n: f"表{numeral_of(n)}", True), (lambda n: f"表{numeral_of(n)}：", True),
    (lambda n: f"附表{n}", True), (lambda n: f"公开{n:02}表", True), (lambda n: f"部门公开表{n}", True), (lambda n: f"附件{n}", True),
    (lambda n: f"预算公开{n:02}表", True), (lambda n: f"公开表{n}", True), (lambda n: f"表{n}-1", False),
)  # fmt: skip


@dataclass(frozen=True)
class Captions:
    """The way in which one document captions its tables."""

    number: Callable[[int], str] | None
    counts: bool
    place: str  # above, below, before, alone
    unit: str
    money: str
    year: bool

    def over(self, drawn: Drawn, setting: Setting, number: int) -> Drawn:
        """The table with its caption in this way."""
        name = _title(drawn.printed.code, setting, self.year)
        said = self.number(number) if self.number else ""
        caption = {
            "above": (said, name), "below": (name, said), "before": (f"{said} {name}",), "ordinal": (f"{numeral_of(number)}、{name}",),
        }[self.place if said else "above" if self.place != "ordinal" else "ordinal"]  # fmt: skip
        counted = number if (said and self.counts and self.place != "ordinal") or self.place == "ordinal" else None
        unit = self.unit.format(unit=setting.ledger.unit) if self.unit else ""
        return captioned(
            drawn,
            name,
            counted,
            tuple(line for line in caption if line),
            unit,
            self.money.format(drawn.printed.currency),
        )


def captions(dice: Dice) -> Captions:
    """A way to caption."""
    form = dice.pick(*NUMBERS, *NUMBERS, None, None)
    place = "ordinal" if form is None and dice.often() else dice.pick("above", "above", "below", "before")
    unit = dice.pick(
        "部门：{unit}",
        "编制单位：{unit}",
        "单位名称：{unit}",
        "部门/单位：{unit}",
        "填报单位：{unit}",
        "预算单位：{unit}",
        "部门名称：{unit}",
        "",
    )
    money = dice.pick("单位：{}", "金额单位：{}", "单位:{}", "单位： {}", "（单位：{}）")
    return Captions(form[0] if form else None, form[1] if form else False, place, unit, money, dice.often(0.25))


def _title(code: str, setting: Setting, year: bool) -> str:
    titles = FINAL_TITLES if setting.final and code in FINAL_TITLES else TITLES
    title = setting.dice.pick(*titles[code]).format(s=setting.scope, p=setting.plan)
    return f"{setting.ledger.year}年{title}" if year else title
