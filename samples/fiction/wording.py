"""The sentences of a disclosure: how an amount, its share and its change are put into words."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from fiction.book import Money

NUMERALS = "一二三四五六七八九十"
CENT = Decimal("0.01")


def numeral(number: int) -> str:
    """1 -> 一, 12 -> 十二."""
    if number <= 10:
        return NUMERALS[number - 1]
    return "十" + NUMERALS[number - 11]


def grouped(value: Money | None, thousands: bool = False) -> str | None:
    """An amount as a table prints it; an empty cell for none or zero."""
    if value is None or value == 0:
        return None
    return f"{value:,.2f}" if thousands else f"{value:.2f}"


def percent(part: Money, whole: Money) -> Decimal:
    """Percent with two decimals, half up."""
    return (part * 100 / whole).quantize(CENT, ROUND_HALF_UP)


def share(part: Money, whole: Money) -> str:
    """占…%."""
    return f"占{percent(part, whole)}%"


def change(now: Money, before: Money, against: str = "上年预算", reason: str | None = None) -> str:
    """比上年预算增加…万元，增长…%，主要原因是：…"""
    difference = now - before
    if difference == 0 or before == 0:
        return f"与{against}持平"
    more = difference > 0
    why = reason or ("本年度工作任务增加" if more else "落实过紧日子要求，压减支出")
    words = ("增加", "增长") if more else ("减少", "下降")
    return (
        f"比{against}{words[0]}{abs(difference)}万元，{words[1]}{abs(percent(difference, before))}%，主要原因是：{why}"
    )
