"""The outline of a two-sided table: 一、 above 1. above 其中：, and which rows a total adds up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.domain.disclosure import Row
from gongkai.domain.text import bare

_FIRST = re.compile(r"^[一二三四五六七八九十]+、")
_SECOND = re.compile(r"^(\d+[.、]|\([一二三四五六七八九十]+\))")
_PART = re.compile(r"^其中[:：]?")
_FUND = re.compile(r"^(一般公共预算|政府性基金|国有资本经营)")
_APPROPRIATION = re.compile(r"^(一、)?财政拨款")


@dataclass(frozen=True, slots=True)
class Sum:
    """A row and the rows that it adds up; `exhaustive` is False for a 其中 that may name only some of the parts."""

    total: Row
    parts: tuple[Row, ...]
    exhaustive: bool = True


def sums(rows: Sequence[Row]) -> Iterator[Sum]:
    """The sums inside one side of a two-sided table, in printed order."""
    depths = list(_depths(rows))
    for index, depth in enumerate(depths):
        if depth == 0:
            yield Sum(rows[index], tuple(_above(rows, depths, index)))
        else:
            below = list(_below(depths, index))
            if below:
                parts = tuple(rows[child] for child in below)
                partial = bool(_PART.match(bare(parts[0].name or ""))) and len(parts) == 1
                yield Sum(rows[index], parts, exhaustive=not partial)


def _depths(rows: Sequence[Row]) -> Iterator[int]:
    in_part = under_appropriation = False
    for row in rows:
        name = bare(row.name or "")
        if row.total_row or _FIRST.match(name) or _SECOND.match(name) or row.code:
            in_part = False
        if row.total_row or row.code:
            under_appropriation = False
            yield 0 if row.total_row else 1
        elif _FIRST.match(name):
            under_appropriation = bool(_APPROPRIATION.match(name))
            yield 1
        elif _SECOND.match(name):
            yield 2
        elif in_part or _PART.match(name):
            in_part = True
            yield 3
        elif under_appropriation and _FUND.match(name):
            yield 2
        else:
            under_appropriation = bool(_APPROPRIATION.match(name))
            yield 1


def _above(rows: Sequence[Row], depths: list[int], total: int) -> Iterator[Row]:
    """The first-level rows above a total, back to the total before it, which takes part itself."""
    start = max((index for index in range(total) if depths[index] == 0), default=-1)
    if start >= 0:
        yield rows[start]
    for index in range(start + 1, total):
        if depths[index] == 1:
            yield rows[index]


def _below(depths: list[int], index: int) -> Iterator[int]:
    deeper = []
    for child in range(index + 1, len(depths)):
        if depths[child] <= depths[index]:
            break
        deeper.append(child)
    nearest = min((depths[child] for child in deeper), default=0)
    return (child for child in deeper if depths[child] == nearest)
