"""Which value key each column of figures has, by the words above it and by the years that they name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from gongkai.domain.content import Grid
from gongkai.parse.recognition.headings import Heading, headings, printed_headings
from gongkai.parse.recognition.keying import Wanted, compared, keys
from gongkai.parse.recognition.kinds import Kind
from gongkai.parse.recognition.wording import is_measure, is_sum

_YEAR = re.compile(r"(20\d{2})年?")
_THIS_YEAR = re.compile(r"(?:本年度?|当年)(?:年初)?(?:(?:预算|决算|执行)(?:数|额|金额)?|数|金额)")
_LATEST = "9999"
_MOST_YEARS = 2
_FINAL = re.compile(r"(?:本年|实际)?(?:支出)?决算(?:统计)?(?:数|额|金额)?|(?:实际)?支出数|实际支出额?")
_PLANNED = re.compile(r"(?:本年|年初|全年|调整|调整后)?预算(?:数|金额)")
_BUDGET = "budget"


def named(
    grid: Grid, heading: int, paths: Sequence[Heading], kind: Kind, values: Sequence[int], side: str | None
) -> Mapping[int, str]:
    """The value key of each column of figures; a column of no known meaning is `c` and its number in the grid."""
    earlier = earlier_years(grid, heading, values)
    current = [column for column in values if column not in earlier]
    planned = _planned(paths, current)
    actual = [column for column in current if column not in planned]
    wanted = dict(kind.wanted(side))
    budget = {key: wanted.pop(key) for key in (_BUDGET,) if key in wanted}
    found = _keyed(paths, actual, wanted, kind) | _keyed(paths, planned, budget, kind)
    rest = [column for column in values if column not in found]
    more = keys([paths[column] for column in rest], compared(), None)
    found |= {column: key for column, key in zip(rest, more, strict=True) if key}
    if "last_year" not in found.values() and not _is_plan(grid, heading, _years(grid, heading, values)):
        found |= dict.fromkeys(_same_of_last_year(paths, current, earlier)[:1], "last_year")
    return {column: found.get(column, f"c{column + 1}") for column in values}


def _same_of_last_year(paths: Sequence[Heading], current: Sequence[int], earlier: set[int]) -> list[int]:
    """The columns of an earlier year that say the same of it as others say of this one; 2023年结转 does not."""
    now = {paths[column] for column in current}
    return [
        column
        for column in sorted(earlier)
        if paths[column] in now or all(is_measure(part) or is_sum(part) for part in paths[column])
    ]


def _keyed(paths: Sequence[Heading], columns: Sequence[int], wanted: Wanted, kind: Kind) -> dict[int, str]:
    found = keys([paths[column] for column in columns], wanted, kind.not_under)
    return {column: key for column, key in zip(columns, found, strict=True) if key}


def _planned(paths: Sequence[Heading], columns: Sequence[int]) -> list[int]:
    """The columns of what was planned where others hold what came of it; they are no figures of the final accounts."""
    if not any(_FINAL.fullmatch(part) for column in columns for part in paths[column]):
        return []
    return [column for column in columns if any(_PLANNED.fullmatch(part) for part in paths[column])]


def earlier_years(grid: Grid, heading: int, values: Sequence[int]) -> set[int]:
    """The columns of figures of an earlier year, where the headings name two; 本年 is the later of them.

    Of three years or more under the same words nothing tells which is this year's: all of them are returned.
    """
    years = _years(grid, heading, values)
    if _is_plan(grid, heading, years):
        return set(years)
    latest = max(years.values(), default="")
    return {column for column, year in years.items() if year != latest}


def _years(grid: Grid, heading: int, values: Sequence[int]) -> dict[int, str]:
    """The year that the headings of a column name last."""
    paths = printed_headings(grid, heading)
    years: dict[int, str] = {}
    for column in values:
        own = [text for text in paths[column] if "比" not in text]
        found = [year for text in own for year in _YEAR.findall(text)]
        if found:
            years[column] = found[-1]
        elif any(_THIS_YEAR.fullmatch(text) for text in own):
            years[column] = _LATEST
    return years


def _is_plan(grid: Grid, heading: int, years: Mapping[int, str]) -> bool:
    """Whether figures of three years or more stand under the same words: 2024年 2025年 2026年."""
    paths = headings(grid, heading)
    return len(set(years.values())) > _MOST_YEARS and len({paths[column] for column in years}) == 1
