"""One big table of many projects: a project column, its goal, and the indicators of each project below one another."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from gongkai.domain.amounts import amount
from gongkai.domain.content import Cell, Grid
from gongkai.domain.disclosure import Funds, Indicator, Objective
from gongkai.domain.places import around
from gongkai.domain.text import bare, tidy
from gongkai.parse.objectives import columns, indicators
from gongkai.parse.objectives.forms import paragraphs

Cells = Sequence[Cell | None]

_PROJECT = re.compile(r"(?:单位名称[、/,])?(?:一级|二级|预算)?项目(?:支出)?名称")
_BESIDE = {
    "unit": re.compile(r"(?:预算|主管|填报|项目)?(?:单位|部门)(?:\(单位\))?(?:(?:编码|代码)[及和、/]?)?(?:名称)?"),
    "goal": re.compile(r"(?:项目)?(?:年度|总体|本年度?|绩效)*目标(?:\(.*\))?"),
    "total": re.compile(r"(?:项目)?(?:年度|年初|本年)?(?:预算|资金|金额)(?:总额|数|金额)?(?:\(.*\))?|合计|资金总额"),
}


# In a heading of two rows this stands above the three levels, and the project's column beside it.
_OVER_LEVELS = "绩效指标"


def is_list(spread: Sequence[Cells]) -> bool:
    """Whether the indicator headings have a project column beside them in the same row."""
    heading = columns.heading_of(spread)
    return heading is not None and heading.first < 4 and _column(spread, heading, _PROJECT) is not None


def read(grid: Grid, title: str) -> list[Objective]:
    """An objective for each run of rows of one project; a row with a name alone is the unit of those below it."""
    spread = grid.spread()
    heading = columns.heading_of(spread)
    project = _column(spread, heading, _PROJECT) if heading else None
    if heading is None or project is None:
        return []
    start = heading.last + 1
    rows = list(zip(grid.rows[start:], spread[start:], _names(spread[start:], project), strict=True))
    besides = {name: _column(spread, heading, pattern) for name, pattern in _BESIDE.items()}
    year = re.search(r"(20\d{2})年", bare(title))
    found: list[Objective] = []
    owner = unit = None
    for name, run in groupby(rows, key=lambda row: row[2]):
        own, full = zip(*((own, full) for own, full, _ in run), strict=True)
        items = indicators.read(own, full, heading)
        if items:
            beside = {key: _first(full, column) for key, column in besides.items()}
            unit = tidy(beside["unit"] or "") or owner or unit
            found.append(_objective(name, beside, unit, int(year.group(1)) if year else None, items, own))
        elif name and not name.isdigit():
            owner, unit = name, None
    return found


def _objective(
    name: str,
    beside: Mapping[str, str | None],
    unit: str | None,
    year: int | None,
    items: tuple[Indicator, ...],
    rows: Sequence[Cells],
) -> Objective:
    return Objective(
        scope="project",
        unit=unit,
        project=name or None,
        year=year,
        funds=Funds(total=amount(beside["total"])),
        goal=paragraphs(beside["goal"] or "") or None,
        indicators=items,
        place=around([cell.place for row in rows for cell in row if cell]),
    )


def _column(spread: Sequence[Cells], heading: columns.Heading, pattern: re.Pattern[str]) -> int | None:
    above = spread[heading.first - 1 : heading.first] if heading.first else ()
    stacked = [row for row in above if any(cell and bare(cell.text) == _OVER_LEVELS for cell in row)]
    for row in (*stacked, *spread[heading.first : heading.last + 1]):
        for column, cell in enumerate(row):
            if cell and column not in heading.columns.values() and pattern.fullmatch(bare(cell.text)):
                return column
    return None


def _names(rows: Sequence[Cells], column: int) -> list[str]:
    """The project of each row; an empty cell belongs to the project above."""
    names: list[str] = []
    for row in rows:
        cell = row[column]
        text = tidy(cell.text) if cell else ""
        names.append(text or (names[-1] if names else ""))
    return names


def _first(rows: Sequence[Cells], column: int | None) -> str | None:
    if column is None:
        return None
    return next((cell.text.strip() for row in rows if (cell := row[column]) and cell.text.strip()), None)
