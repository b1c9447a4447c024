"""From a grid to its rows, by the layout of its kind: coded rows, two sides, a list of items, or no known kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gongkai.domain.content import Grid, Notice
from gongkai.domain.disclosure import Row, Side
from gongkai.domain.text import bare
from gongkai.parse.recognition.across import is_across, read_across
from gongkai.parse.recognition.bodies import Body
from gongkai.parse.recognition.columns import Columns, groups
from gongkai.parse.recognition.headings import Heading, heading_rows, headings, without_repeats
from gongkai.parse.recognition.kinds import Kind
from gongkai.parse.recognition.naming import named
from gongkai.parse.recognition.rows import Plan, read
from gongkai.parse.recognition.unknown import read_unknown

_INCOME = re.compile(r"收入")
_EXPENDITURE = re.compile(r"支出|功能|经济")


def read_body(grid: Grid, kind: Kind | None) -> Body:
    """The rows of a grid by the layout of its kind; of a grid of no known kind all of them, its headings included."""
    heading = heading_rows(grid)
    if kind is None:
        return read_unknown(grid, heading)
    paths = headings(grid, heading)
    grid = without_repeats(grid, heading)
    if kind.layout == "items" and is_across(kind, paths):
        return read_across(grid, heading, paths, kind)
    found = [group for group in groups(grid, paths, heading, kind.economic) if group.values]
    if not found and heading == len(grid.rows):
        return Body(kind.standard, ())
    if not found:
        return read_unknown(grid, heading)
    if kind.layout == "sides" and len(found) == 1:
        return replace(read_unknown(grid, heading), unlike=True)
    if kind.layout == "sides":
        return _sides(grid, heading, paths, kind, found)
    plans = [_plan(grid, heading, paths, kind, columns, None) for columns in found]
    if not any(key in kind.columns for plan in plans for key in plan.keys.values()):
        return replace(read_unknown(grid, heading), unlike=True)
    body = _collected(grid, heading, plans, beside=len(plans) > 1)
    labels = {key: paths[column][-1] for plan in plans for column, key in plan.keys.items() if paths[column]}
    return replace(body, labels=labels)


def _plan(grid: Grid, heading: int, paths: Sequence[Heading], kind: Kind, columns: Columns, side: Side | None) -> Plan:
    keys = named(grid, heading, paths, kind, columns.values, side)
    return Plan(columns, keys, side, kind.counted)


def _sides(grid: Grid, heading: int, paths: Sequence[Heading], kind: Kind, found: Sequence[Columns]) -> Body:
    plans = [
        _plan(grid, heading, paths, kind, columns, _side(grid, heading, columns, place))
        for place, columns in enumerate(found)
    ]
    return _collected(grid, heading, sorted(plans, key=lambda plan: plan.side != "income"))


def _side(grid: Grid, heading: int, columns: Columns, place: int) -> Side:
    first = columns.name if columns.name is not None else columns.values[0]
    above = "".join(bare(cell.text) for row in grid.spread()[:heading] if (cell := row[first]))
    if _EXPENDITURE.search(above):
        return "expenditure"
    return "income" if _INCOME.search(above) or place == 0 else "expenditure"


def _collected(grid: Grid, heading: int, plans: Sequence[Plan], beside: bool = False) -> Body:
    rows: list[Row] = []
    notices: list[Notice] = []
    for plan in plans:
        found, odd = read(grid, heading, plan)
        rows += [_with_total(row) for row in found] if beside else found
        notices += odd
    columns = dict.fromkeys(key for plan in plans for _, key in sorted(plan.keys.items()))
    if beside and rows and all("total" in row.values for row in rows):
        columns = {"total": None, **columns}
    return Body(tuple(columns), tuple(rows), tuple(notices))


def _with_total(row: Row) -> Row:
    """Where lists stand side by side (人员经费 | 公用经费), the one figure of a row is its total."""
    if "total" in row.values or len(row.values) != 1:
        return row
    (key, value), *_ = row.values.items()
    cells = {"total": row.cells[key], **row.cells} if key in row.cells else row.cells
    return replace(row, values={"total": value, **row.values}, cells=cells)
