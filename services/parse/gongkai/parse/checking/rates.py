"""Percentages recomputed from printed amounts, and what went wrong when they differ."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from gongkai.domain.amounts import exponent, half_unit, printed
from gongkai.domain.disclosure import Statement

_HUNDRED = Decimal(100)


def finest(statements: Iterable[Statement]) -> Decimal:
    """Half of the last digit to which the amounts of a document are printed (a document may leave zeros out)."""
    amounts = [value for one in statements for value in (one.amount, one.change) if value is not None]
    return min((half_unit(value) for value in amounts), default=Decimal(0))


def rate_agrees(stated: Decimal, part: Decimal, whole: Decimal, half: Decimal) -> bool:
    """Whether a printed percentage is part / whole at its own decimals, within the last digit of the two amounts."""
    if not whole:
        return False
    corners = [
        (part + first) / (whole + second) * _HUNDRED
        for first in (-half, half)
        for second in (-half, half)
        if whole + second
    ]
    return min(corners) <= stated + half_unit(stated) and max(corners) >= stated - half_unit(stated)


def percent(part: Decimal, whole: Decimal, like: Decimal) -> Decimal:
    """part / whole in percent, at two decimals or as many as `like` prints."""
    places = Decimal(1).scaleb(min(-2, exponent(like)))
    return (part / whole * _HUNDRED).quantize(places, rounding=ROUND_HALF_UP)


def nearly(stated: Decimal, part: Decimal, whole: Decimal) -> bool:
    """Whether the percentage is right but for its last digit, which was cut off instead of rounded."""
    return bool(whole) and abs(stated - part / whole * _HUNDRED) < 2 * half_unit(stated)


def signed(value: Decimal) -> str:
    """`增加5.00` or `减少5.00`."""
    return f"{'减少' if value < 0 else '增加'}{printed(abs(value))}"
