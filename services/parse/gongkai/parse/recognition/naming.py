"""Which value key each column of figures has, by the words above it and by the years that they name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from gongkai.domain.content import Grid
from gongkai.parse.recognition.headings import Heading, printed_headings
from gongkai.parse.recognition.kinds import Kind, Wanted, compared, keys

_YEAR = re.compile(r"(20\d{2})年?")
_THIS_YEAR = re.compile(r"本年|当年")
_LATEST = "9999"
_FINAL = re.compile(r"(?:本年)?决算(?:统计)?(?:数|金额)")
_PLANNED = re.compile(r"(?:本年|年初|全年|调整|调整后)?预算(?:数|金额)")
_PLANNED_KEY = "budget"


def named(
    grid: Grid, heading: int, paths: Sequence[Heading], kind: Kind, values: Sequence[int], side: str | None
) -> Mapping[int, str]:
    """The value key of each column of figures; a column of no known meaning is `c` and its number in the grid."""
    earlier = earlier_years(grid, heading, values)
    current = [column for column in values if column not in earlier]
    planned = _planned(paths, current)
    wanted = kind.wanted(side)
    found = _keyed(paths, [column for column in current if column not in planned], wanted, kind)
    found |= _keyed(paths, planned, {key: patterns for key, patterns in wanted.items() if key == _PLANNED_KEY}, kind)
    rest = [column for column in values if column not in found]
    more = keys([paths[column] for column in rest], compared(), None)
    found |= {column: key for column, key in zip(rest, more, strict=True) if key}
    if earlier and "last_year" not in found.values():
        found[min(earlier)] = "last_year"
    return {column: found.get(column, f"c{column + 1}") for column in values}


def _keyed(paths: Sequence[Heading], columns: Sequence[int], wanted: Wanted, kind: Kind) -> dict[int, str]:
    found = keys([paths[column] for column in columns], wanted, kind.not_under)
    return {column: key for column, key in zip(columns, found, strict=True) if key}


def _planned(paths: Sequence[Heading], columns: Sequence[int]) -> list[int]:
    """The columns of what was planned where others hold what came of it; they are no figures of the final accounts."""
    if not any(_FINAL.fullmatch(part) for column in columns for part in paths[column]):
        return []
    return [column for column in columns if any(_PLANNED.fullmatch(part) for part in paths[column])]


def earlier_years(grid: Grid, heading: int, values: Sequence[int]) -> set[int]:
    """The columns of figures of an earlier year, where the headings name two; 本年 is the later of them."""
    paths = printed_headings(grid, heading)
    years: dict[int, str] = {}
    for column in values:
        own = [text for text in paths[column] if "比" not in text]
        found = [year for text in own for year in _YEAR.findall(text)]
        if found:
            years[column] = found[-1]
        elif any(_THIS_YEAR.match(text) for text in own):
            years[column] = _LATEST
    latest = max(years.values(), default="")
    return {column for column, year in years.items() if year != latest}
