"""Amounts as printed: exact decimals that keep their digits, and equality within what rounding allows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

_PRINTED = re.compile(r"[-－−+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-－−+]?\d+(?:\.\d+)?|[-－−+]?\.\d+")
_SIGNS = str.maketrans({"－": "-", "−": "-", "，": ",", "．": "."})


def amount(text: str | None) -> Decimal | None:
    """The amount that a cell prints, with as many decimals as printed; None when the text is not one number.

    >>> amount("16,072.23"), amount("7150"), amount("（12.50）"), amount("-"), amount("")
    (Decimal('16072.23'), Decimal('7150'), Decimal('-12.50'), None, None)
    """
    if not text:
        return None
    bare = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).translate(_SIGNS))
    negative = bare.startswith("(") and bare.endswith(")")
    if negative:
        bare = bare[1:-1]
    if not _PRINTED.fullmatch(bare):
        return None
    value = Decimal(bare.replace(",", ""))
    return -value if negative else value


def printed(value: Decimal | None) -> str | None:
    """The amount as the schema writes it: no exponent, no separators, decimals kept."""
    return None if value is None else format(value, "f")


def half_unit(value: Decimal) -> Decimal:
    """Half of the last printed digit: what rounding may have taken from or added to this figure."""
    exponent = value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) else 0
    return Decimal(5).scaleb(-places - 1)


def agree(stated: Decimal, expected: Decimal, parts: Iterable[Decimal] = ()) -> bool:
    """Whether two figures are equal within the rounding of the printed digits, and no more.

    Without `parts` both figures are printed for the same quantity and have to be equal at the coarser of the two
    precisions. With `parts` `expected` is their sum: half the last digit of each part and of the stated total.
    """
    addends = list(parts)
    if addends:
        tolerance = (
            sum((half_unit(part) for part in addends), half_unit(stated)) if _coarser(stated, addends) else Decimal(0)
        )
        return abs(stated - expected) <= tolerance
    if stated == expected:
        return True
    return abs(stated - expected) <= max(half_unit(stated), half_unit(expected)) and _places(stated) != _places(
        expected
    )


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _coarser(stated: Decimal, parts: list[Decimal]) -> bool:
    """Rounding can only show where the total is printed with fewer decimals than its parts carry."""
    return any(_places(part) != _places(stated) for part in parts)
