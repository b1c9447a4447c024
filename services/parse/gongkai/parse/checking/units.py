"""Amounts of 元, 万元 and 亿元 brought to 元 without losing their last digit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from gongkai.domain.amounts import agree, printed
from gongkai.domain.disclosure import Disclosure, Table
from gongkai.parse.checking.texts import UNITS

POWERS = {"元": 0, "千元": 3, "万元": 4, "百万元": 6, "亿元": 8}
_UNIT_BEHIND = re.compile(rf"\s*({UNITS})")


def in_yuan(value: Decimal, unit: str | None) -> Decimal:
    """The amount in 元; its exponent still tells its last printed digit."""
    return value.scaleb(POWERS.get(unit or "万元", 4))


def unit_of(disclosure: Disclosure, table: Table) -> str:
    """The unit of a table: its own, else the document's, else 万元."""
    return table.currency or disclosure.currency or "万元"


def printed_unit(value: Decimal | None, *texts: str | None) -> str | None:
    """The unit that stands behind this amount in the first text that prints it; None when no text does.

    >>> printed_unit(Decimal("1760.00"), "预算安排规模：1,760.00 万元")
    '万元'
    """
    if value is None:
        return None
    number = printed(abs(value)) or ""
    solid = (text.replace(",", "").replace("，", "") for text in texts if text)
    return next((unit for text in solid for unit in _units_behind(number, text)), None)


def _units_behind(number: str, text: str) -> Iterator[str]:
    """The units behind a number wherever it stands whole. Found as a text: a pattern for each amount would be made anew each time."""
    at = text.find(number)
    while at >= 0:
        before = text[at - 1 : at]
        unit = _UNIT_BEHIND.match(text, at + len(number))
        if unit and before != "." and not before.isdecimal():
            yield unit[1]
        at = text.find(number, at + 1)


def same(stated: Decimal, unit: str, expected: Decimal, other: str) -> bool:
    """Whether two amounts in these units are one, within what the coarser printing rounds away."""
    return agree(in_yuan(stated, unit), in_yuan(expected, other))


def in_unit(value: Decimal, unit: str, wanted: str) -> Decimal:
    """An amount of one unit in another."""
    shift = POWERS.get(unit, 4) - POWERS.get(wanted, 4)
    return value.scaleb(shift) if shift else value


def shortest(value: Decimal) -> str:
    """An amount without the zeros that bringing it to another unit put behind it.

    >>> shortest(Decimal("6.000000")), shortest(Decimal("7000"))
    ('6', '7000')
    """
    text = printed(value) or ""
    return text.rstrip("0").rstrip(".") if "." in text else text
