"""Which value key each column of figures has, by the words above it and by the years that they name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from gongkai.domain.content import Grid
from gongkai.parse.recognition.headings import Heading, printed_headings
from gongkai.parse.recognition.kinds import Kind, compared, keys

_YEAR = re.compile(r"(20\d{2})年?")
_THIS_YEAR = re.compile(r"本年|当年")
_LATEST = "9999"


def named(
    grid: Grid, heading: int, paths: Sequence[Heading], kind: Kind, values: Sequence[int], side: str | None
) -> Mapping[int, str]:
    """The value key of each column of figures; a column of no known meaning is `c` and its number in the grid."""
    earlier = earlier_years(grid, heading, values)
    current = [column for column in values if column not in earlier]
    own = keys([paths[column] for column in current], kind.wanted(side), kind.not_under)
    found = {column: key for column, key in zip(current, own, strict=True) if key}
    rest = [column for column in values if column not in found]
    more = keys([paths[column] for column in rest], compared(), None)
    found |= {column: key for column, key in zip(rest, more, strict=True) if key}
    if earlier and "last_year" not in found.values():
        found[min(earlier)] = "last_year"
    return {column: found.get(column, f"c{column + 1}") for column in values}


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
