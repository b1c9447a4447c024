"""The ways to put the amounts of one row into columns: in printed order, every printed total the sum of its parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import combinations, islice

from gongkai.domain.amounts import half_unit
from gongkai.parse.wrapped.shapes import Column

# For each amount of a row the index of its column, ascending.
Choice = tuple[int, ...]
Amounts = tuple[Decimal | None, ...]

_NOTHING = Decimal(0)
_MOST_TRIED = 5000
_MOST_CHOICES = 2000


@lru_cache(maxsize=4096)
def choices(amounts: Amounts, columns: tuple[Column, ...]) -> tuple[Choice, ...]:
    """Every way to put the amounts into the columns in order so that each printed total is the sum of its parts."""
    if not amounts or len(amounts) > len(columns):
        return ()
    if _has_one_total(columns):
        # Every placing adds up or none does: the total stands first, and all others are its parts.
        return totals_first(amounts, columns) if _equal_or_alone(amounts) else ()
    fitting = (
        choice
        for choice in islice(combinations(range(len(columns)), len(amounts)), _MOST_TRIED)
        if _adds_up(dict(zip(choice, amounts, strict=True)), columns)
    )
    return tuple(islice(fitting, _MOST_CHOICES))


def totals_first(amounts: Amounts, columns: Sequence[Column]) -> tuple[Choice, ...]:
    """Every way to put the amounts into the columns in order, the first amount into the first column."""
    rest = combinations(range(1, len(columns)), len(amounts) - 1)
    return tuple((0, *others) for others in islice(rest, _MOST_CHOICES))


def _has_one_total(columns: Sequence[Column]) -> bool:
    return columns[0].part_of is None and all(column.part_of == 0 for column in columns[1:])


def _equal_or_alone(amounts: Amounts) -> bool:
    return len(amounts) == 1 or _equal(amounts[0], amounts[1:])


def _adds_up(row: Mapping[int, Decimal | None], columns: Sequence[Column]) -> bool:
    for index, column in enumerate(columns):
        parts = [value for at, value in row.items() if columns[at].part_of == index]
        has_parts = any(other.part_of == index for other in columns)
        if parts and (index not in row or not _equal(row[index], parts)):
            return False
        if has_parts and index in row and not parts and len(row) > 1:
            return False
        if column.part_of is None and has_parts and index not in row:
            return False
    return True


def _equal(total: Decimal | None, parts: Sequence[Decimal | None]) -> bool:
    values = [part for part in parts if part is not None]
    if total is None:
        return not any(values)
    slack = half_unit(total) * (len(values) + 1) if len(values) > 1 else _NOTHING
    return abs(sum(values, _NOTHING) - total) <= slack
