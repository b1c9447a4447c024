"""Amounts as printed: exact decimals that keep their digits, and equality within what rounding allows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

_PRINTED = re.compile(r"[-－−+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-－−+]?\d+(?:\.\d+)?|[-－−+]?\.\d+")
_SIGNS = str.maketrans({"－": "-", "−": "-", "，": ",", "．": "."})


@lru_cache(4096)
def amount(text: str | None) -> Decimal | None:
    """The amount that a cell prints, with as many decimals as printed; None when the text is not one number.

    >>> amount("16,072.23"), amount("￥7150"), amount("（12.50）"), amount("-"), amount("")
    (Decimal('16072.23'), Decimal('7150'), Decimal('-12.50'), None, None)
    """
    if not text:
        return None
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text).translate(_SIGNS)
    bare = "".join(plain.split())
    negative = bare.startswith("(") and bare.endswith(")")
    bare = (bare[1:-1] if negative else bare).removeprefix("¥")
    if not _PRINTED.fullmatch(bare):
        return None
    value = Decimal(bare.replace(",", ""))
    return -value if negative else value


def printed(value: Decimal | None) -> str | None:
    """The amount as the schema writes it: no exponent, no separators, decimals kept."""
    return None if value is None else format(value, "f")


def exponent(value: Decimal) -> int:
    """The power of ten of the last digit: -2 for 12.50, 0 for 7150, 2 for 123.45万 written in 元."""
    power = value.as_tuple().exponent
    return power if isinstance(power, int) else 0


def half_unit(value: Decimal) -> Decimal:
    """Half of the last printed digit: what rounding may have taken from or added to this figure."""
    return Decimal(5).scaleb(exponent(value) - 1)


def agree(stated: Decimal, expected: Decimal) -> bool:
    """Whether two printings of one quantity are equal at the coarser of their precisions, and no further.

    A whole number beside decimals has lost its zeros (`7150` for `7150.00`), so it is exact; a figure brought
    from 万元 to 元 keeps its own last digit (`Decimal("123.46").scaleb(4)` is good to 50 元).

    >>> agree(Decimal("58.2"), Decimal("58.22")), agree(Decimal("1966.6"), Decimal("1966.66"))
    (True, False)
    """
    if stated == expected:
        return True
    first, second = exponent(stated), exponent(expected)
    coarser = stated if first > second else expected
    if first == second or max(first, second) == 0:
        return False
    return abs(stated - expected) <= half_unit(coarser)


def slack(total: Decimal, parts: Iterable[Decimal]) -> Decimal:
    """How far a printed total may be from the sum of its printed parts by rounding: half the last digit of each.

    The last digit is the finest one printed among them, since a document may leave trailing zeros out.

    >>> slack(Decimal("253.50"), [Decimal("200.00"), Decimal("53.51")])
    Decimal('0.015')
    """
    figures = [total, *parts]
    return len(figures) * min(half_unit(figure) for figure in figures)
