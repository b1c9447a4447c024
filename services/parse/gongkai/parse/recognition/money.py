"""The unit of money of a table whose caption states none: in its headings, behind each figure, or once for all tables."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from gongkai.domain.content import Cell, Grid, Line
from gongkai.domain.text import bare
from gongkai.parse.captions import MONEY
from gongkai.parse.recognition.headings import heading_rows

_IN_HEADING = re.compile(rf"\((?:(?:金额)?单位:)?(?:人民币)?({MONEY})\)")
_FOR_ALL = re.compile(
    rf"(?:以下|本套|本部分|上述|以上|所有|全部|各|各张)[^。;,]{{0,8}}(?:表|表格|报表)[^。;]{{0,10}}单位[均皆都]?(?:统一)?[为是:]?({MONEY})"
)
_BEHIND = re.compile(rf"([-−]?[\d,]*\d(?:\.\d+)?)({MONEY})")
_LONGEST = 60


def in_headings(grid: Grid) -> str | None:
    """The one unit that the headings state (`合计（万元）`); None where they state several or none."""
    cells = (cell for row in grid.rows[: heading_rows(grid)] for cell in row if cell)
    found = {unit for cell in cells for unit in _IN_HEADING.findall(bare(cell.text[:_LONGEST]))}
    return found.pop() if len(found) == 1 else None


def behind_figures(grid: Grid) -> tuple[Grid, str | None]:
    """The grid without the one unit that stands behind figures in their cells (`2,314.25万元`), and that unit.

    Where figures have several units the grid is left as it is: none of them is read as a figure.
    """
    said = {id(cell): match for row in grid.rows for cell in row if cell and (match := _with_unit(cell))}
    units = {match[2] for match in said.values()}
    if len(units) != 1:
        return grid, None
    rows = tuple(
        tuple(replace(cell, text=said[id(cell)][1]) if cell and id(cell) in said else cell for cell in row)
        for row in grid.rows
    )
    return replace(grid, rows=rows), units.pop()


def _with_unit(cell: Cell) -> re.Match[str] | None:
    return _BEHIND.fullmatch(bare(cell.text)) if cell.text.rstrip().endswith("元") else None


def for_all(lines: Iterable[Line]) -> str | None:
    """The one unit that a line states for all tables (`以下各表金额单位均为万元`); None where lines differ or none does."""
    texts = (bare(line.text) for line in lines if "单位" in line.text and "表" in line.text)
    found = {unit for text in texts for unit in _FOR_ALL.findall(text)}
    return found.pop() if len(found) == 1 else None
