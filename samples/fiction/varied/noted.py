"""What stands below a table: a remark, or that it is empty, which leaves only its headings."""

from __future__ import annotations

from dataclasses import replace

from fiction.varied.coded import Setting
from fiction.varied.drawn import Drawn

_EMPTY = (
    "注：本{s}{y}年无{what}，故本表为空表。", "备注：本{s}没有使用{what}，此表无数据。", "说明：我单位{y}年未安排{what}，故本表无数据。",
    "本{s}无{what}，故此表为空表。", "注：本表为空，本{s}{y}年没有{what}。",
)  # fmt: skip
_REMARKS = (
    "注：本表反映{s}本年度收支情况。", "备注：本表数据因四舍五入，合计数与分项之和可能存在尾差。", "说明：本表含上年结转资金。",
)  # fmt: skip
_MAY_BE_EMPTY = {
    "fund_expenditure": "政府性基金预算安排的支出", "capital_expenditure": "国有资本经营预算安排的支出", "three_public": "财政拨款“三公”经费支出",
}  # fmt: skip


def noted(drawn: Drawn, setting: Setting) -> Drawn:
    """The table, perhaps emptied with a sentence that says so, perhaps with a remark."""
    dice, code = setting.dice, drawn.printed.code
    if code in _MAY_BE_EMPTY and dice.often(0.2):
        emptied = Drawn(replace(drawn.sheet, rows=(), spans=()), replace(drawn.printed, rows=()))
        return _with(
            emptied, dice.pick(*_EMPTY).format(s=setting.scope, y=setting.ledger.year, what=_MAY_BE_EMPTY[code])
        )
    return _with(drawn, dice.pick(*_REMARKS).format(s=setting.scope)) if dice.often(0.1) else drawn


def _with(drawn: Drawn, note: str) -> Drawn:
    return Drawn(replace(drawn.sheet, note=note), replace(drawn.printed, note=note))
