"""The outline of a two-sided table: 一、 above 1. above 其中：, and which rows a total adds up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from gongkai.domain.disclosure import Row
from gongkai.domain.text import bare

_FIRST = re.compile(r"^[一二三四五六七八九十]+、")
_SECOND = re.compile(r"^(\d+[.、]|\([一二三四五六七八九十]+\))")
_PART = re.compile(r"^其中[:：]?")
_FUND = re.compile(r"^([一二三四五六七八九十]+、)?(一般公共预算|政府性基金|国有资本经营)")
_APPROPRIATION = re.compile(r"^(一、)?(财政拨款|本年收入)")
_SPENT = re.compile(r"^(一、)?本年支出$")
_LEFT = re.compile("结转|结余|年终|年末|下年")
_CARRIED = re.compile(r"^(年初|年末|上年).*结(转|余)")


class Level(Enum):
    """The place of a row in the outline; LOOSE lines stand unmarked among numbered ones and may be parts of them.

    NAMELESS ones have amounts alone: a total in the line of the heading, or an item whose name was not read.
    """

    TOTAL = 0
    HEAD = 1
    LOOSE = 2
    ITEM = 3
    PART = 4
    NAMELESS = 5


_BESIDE = (Level.LOOSE, Level.NAMELESS)


@dataclass(frozen=True, slots=True)
class Sum:
    """A row and the rows that it adds up; `perhaps` may or may not take part, and a lone 其中 names one part of several."""

    total: Row
    parts: tuple[Row, ...]
    perhaps: tuple[Row, ...] = ()
    exhaustive: bool = True


def sums(rows: Sequence[Row]) -> Iterator[Sum]:
    """The sums inside one side of a two-sided table, in printed order."""
    levels = list(_levels(rows))
    for index, level in enumerate(levels):
        if level is Level.TOTAL:
            yield _total(rows, levels, index)
        elif level not in _BESIDE and (below := _below(levels, index)):
            parts = tuple(rows[child] for child in below)
            end = min(below[-1] + 2, len(rows))
            nameless = tuple(rows[at] for at in range(index + 1, end) if levels[at] is Level.NAMELESS)
            lone = len(parts) == 1 and bool(_PART.match(bare(parts[0].name or "")))
            yield Sum(rows[index], parts, nameless, exhaustive=not lone)


def _levels(rows: Sequence[Row]) -> Iterator[Level]:
    """Funds below 财政拨款, 本年收入 and 年初（年末）结转, and functions below 本年支出, are items, numbered anew or not."""
    in_part = numbered = False
    head = ""
    for row in rows:
        name = bare(row.name or "")
        level = Level.ITEM if _is_item_of(head, row, name) else _level(row, name, in_part, numbered)
        in_part = level is Level.PART
        if level in (Level.HEAD, Level.LOOSE):
            head = name
            numbered = numbered or bool(_FIRST.match(name))
        elif level is Level.TOTAL:
            head, numbered = "", False
        yield level


def _is_item_of(head: str, row: Row, name: str) -> bool:
    if row.total_row:
        return False
    if _SPENT.match(head):
        return bool(row.code) or name.endswith("支出") or bool(_FIRST.match(name) and not _LEFT.search(name))
    return bool(_FUND.match(name) and (_APPROPRIATION.match(head) or _CARRIED.match(head)))


def _level(row: Row, name: str, in_part: bool, numbered: bool) -> Level:
    if row.total_row:
        return Level.TOTAL
    if row.code:
        return Level.HEAD
    if not name:
        return Level.NAMELESS
    if _FIRST.match(name):
        return Level.HEAD
    if _SECOND.match(name):
        return Level.ITEM
    if in_part or _PART.match(name):
        return Level.PART
    return Level.LOOSE if numbered else Level.HEAD


def _total(rows: Sequence[Row], levels: list[Level], total: int) -> Sum:
    """The heads above a total, back to the total before it, which takes part itself."""
    start = max((index for index in range(total) if levels[index] is Level.TOTAL), default=-1)
    between = range(start + 1, total)
    heads = [rows[index] for index in between if levels[index] is Level.HEAD]
    loose = [rows[index] for index in between if levels[index] in _BESIDE]
    return Sum(rows[total], tuple([rows[start], *heads] if start >= 0 else heads), tuple(loose))


def _below(levels: list[Level], index: int) -> list[int]:
    deeper: list[int] = []
    for child in range(index + 1, len(levels)):
        if levels[child].value <= levels[index].value or levels[child] is Level.LOOSE:
            break
        if levels[child] is not Level.NAMELESS:
            deeper.append(child)
    nearest = min((levels[child].value for child in deeper), default=0)
    return [child for child in deeper if levels[child].value == nearest]
