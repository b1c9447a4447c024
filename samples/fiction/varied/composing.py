"""A whole varied disclosure: its tables in some order under some captions, its text, and what has to be read of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from fiction import document as form
from fiction.document import Document, Paragraph, Sheet
from fiction.varied import coded, listed, sided
from fiction.varied.aims import Aims
from fiction.varied.aims import sheets as forms
from fiction.varied.captioning import captions
from fiction.varied.coded import Setting
from fiction.varied.dice import Dice
from fiction.varied.drawn import Drawn, Notation, Printed
from fiction.varied.ledger import make
from fiction.varied.noted import noted
from fiction.varied.telling import Text, tell

_MAKERS: dict[str, Callable[[Setting], Drawn]] = {
    "balance": sided.balance, "income": coded.income, "expenditure": coded.expenditure, "appropriation_balance": sided.appropriation,
    "general_expenditure": coded.general, "basic_expenditure": coded.basic, "project_expenditure": listed.projects, "three_public": listed.three_public,
    "fund_expenditure": coded.fund, "capital_expenditure": coded.capital, "carry_over": listed.carry_over, "other": listed.procurement,
}  # fmt: skip


@dataclass(frozen=True)
class Told:
    """What has to be read of a document."""

    tables: tuple[Printed, ...]
    aims: tuple[Aims, ...]
    text: Text


@dataclass(frozen=True)
class Varied:
    """A document and what has to be read of it."""

    document: Document
    told: Told


def compose(seed: int) -> Varied:
    """The same seed gives the same document on every machine."""
    dice = Dice(seed)
    ledger = make(dice)
    scope, final = dice.pick("部门", "单位"), dice.often(0.15)
    setting = Setting(dice, ledger, notation(dice), scope, final)
    style = captions(dice)
    tables = [style.over(drawn, setting, number) for number, drawn in enumerate(_tables(setting), 1)]
    kind = "决算" if final else "预算"
    text = tell(setting)
    aims, told = forms(setting)
    second = Paragraph(f"第二部分 {ledger.year}年{scope}{kind}表", form.PART)
    third = Paragraph(f"第三部分 {ledger.year}年{scope}{kind}情况说明", form.PART)
    parts: list[Paragraph | Sheet] = [
        Paragraph(f"第一部分 {ledger.unit}概况", form.PART), *text.overview, second, *(drawn.sheet for drawn in tables), *aims, third, *text.account,
    ]  # fmt: skip
    title = (f"{ledger.unit}{ledger.year}年{scope}{kind}公开",)
    return Varied(Document(title, tuple(parts)), Told(tuple(drawn.printed for drawn in tables), told, text))


def notation(dice: Dice) -> Notation:
    """A way to print amounts."""
    unit = dice.pick("万元", "万元", "万元", "元", "元", "亿元")
    decimals = {"万元": dice.pick(2, 2, 2, None, 6), "元": dice.pick(2, 2, 0), "亿元": dice.pick(6, None)}[unit]
    return Notation(unit, decimals, dice.often(0.4), dice.pick(None, None, None, "0.00", "-", "0"))


def _tables(setting: Setting) -> list[Drawn]:
    dice = setting.dice
    codes = dice.some(list(_MAKERS), 5, 12)
    if dice.often(0.2):
        dice.shuffle(codes)
    makers = dict(_MAKERS)
    if dice.often(0.2):
        makers["general_expenditure"] = coded.compared
    mixed = dice.often(0.2)
    found = [
        makers[code](replace(setting, notation=notation(dice)) if mixed and dice.often(0.3) else setting)
        for code in codes
    ]
    return [noted(drawn, setting) for drawn in found if drawn.sheet.rows]


def with_tables(varied: Varied, sheets: tuple[Sheet, ...]) -> Document:
    """The document with other sheets in place of its own, in order."""
    left = list(sheets)
    return replace(
        varied.document, parts=tuple(left.pop(0) if isinstance(part, Sheet) else part for part in varied.document.parts)
    )
