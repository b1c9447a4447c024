"""From a grid of a known kind to its rows: coded rows, two sides, a list of items, or a grid of an unknown kind."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from gongkai.domain.content import Cell, Grid, Notice
from gongkai.domain.disclosure import Row, Side
from gongkai.domain.places import Place
from gongkai.domain.text import bare
from gongkai.parse.recognition.cells import figures, is_total, words
from gongkai.parse.recognition.columns import Columns, groups
from gongkai.parse.recognition.headings import Heading, heading_rows, headings
from gongkai.parse.recognition.kinds import Kind, compared, keys, label
from gongkai.parse.recognition.rows import Plan, read

_YEAR = re.compile(r"(20\d{2})年?")
_INCOME = re.compile(r"收入")
_EXPENDITURE = re.compile(r"支出|功能|经济")


@dataclass(frozen=True, slots=True)
class Body:
    """What a grid holds: its value keys in printed order, its rows, and what could not be read."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notices: tuple[Notice, ...] = ()


def read_body(grid: Grid, kind: Kind | None) -> Body:
    """The rows of a grid by the layout of its kind; of a grid of no known kind all of them, its headings included."""
    heading = heading_rows(grid)
    paths = headings(grid, heading)
    if kind is None:
        return _unknown(grid, heading)
    if kind.layout == "items" and _is_across(kind, paths):
        return _across(grid, heading, paths, kind)
    found = groups(grid, paths, heading, economic=kind.code == "basic_expenditure")
    if kind.layout == "sides":
        return _sides(grid, heading, paths, kind, found)
    plans = [_plan(grid, heading, paths, kind, columns, None) for columns in found if columns.values]
    return _collected(grid, heading, plans, beside=len(plans) > 1)


def _plan(grid: Grid, heading: int, paths: Sequence[Heading], kind: Kind, columns: Columns, side: Side | None) -> Plan:
    named = _keys(grid, heading, paths, kind, columns.values, side)
    tails = (kind.layout == "codes" and bool(columns.codes)) or kind.code == "carry_over"
    return Plan(columns, named, side, tails)


def _keys(
    grid: Grid, heading: int, paths: Sequence[Heading], kind: Kind, values: Sequence[int], side: str | None
) -> dict[int, str]:
    """The value key of each column of figures; a column of no known meaning is `c` and its number."""
    earlier = _earlier_years(grid, heading, values)
    current = [column for column in values if column not in earlier]
    own = keys([paths[column] for column in current], kind.wanted(side), kind.not_under)
    named = {column: key for column, key in zip(current, own, strict=True) if key}
    rest = [column for column in values if column not in named]
    more = keys([paths[column] for column in rest], compared(), None)
    named |= {column: key for column, key in zip(rest, more, strict=True) if key}
    if earlier and "last_year" not in named.values():
        named[min(earlier)] = "last_year"
    return {column: named.get(column, f"c{column + 1}") for column in values}


def _earlier_years(grid: Grid, heading: int, values: Sequence[int]) -> set[int]:
    """The columns of figures of an earlier year, where the headings name two."""
    spread = grid.spread()[:heading]
    years: dict[int, str] = {}
    for column in values:
        texts = [bare(cell.text) for row in spread if (cell := row[column])]
        found = [year for text in texts if "比" not in text for year in _YEAR.findall(text)]
        if found:
            years[column] = found[-1]
    latest = max(years.values(), default="")
    return {column for column, year in years.items() if year != latest}


def _collected(grid: Grid, heading: int, plans: Sequence[Plan], beside: bool = False) -> Body:
    rows: list[Row] = []
    notices: list[Notice] = []
    for plan in plans:
        found, odd = read(grid, heading, plan)
        rows += [_with_total(row) for row in found] if beside and len(plan.keys) == 1 else found
        notices += odd
    columns = [key for plan in plans for _, key in sorted(plan.keys.items())]
    if beside and rows and all("total" in row.values for row in rows):
        columns.insert(0, "total")
    return Body(tuple(dict.fromkeys(columns)), tuple(rows), tuple(notices))


def _with_total(row: Row) -> Row:
    """Where lists stand side by side, the one figure of a row is its total."""
    if "total" in row.values or len(row.values) != 1:
        return row
    (key, value), *_ = row.values.items()
    cells = {"total": row.cells[key], **row.cells} if key in row.cells else row.cells
    return replace(row, values={"total": value, **row.values}, cells=cells)


def _sides(grid: Grid, heading: int, paths: Sequence[Heading], kind: Kind, found: Sequence[Columns]) -> Body:
    plans: list[Plan] = []
    for place, columns in enumerate(group for group in found if group.values):
        side = _side(grid, heading, columns, place)
        plans.append(_plan(grid, heading, paths, kind, columns, side))
    ordered = sorted(plans, key=lambda plan: plan.side != "income")
    return _collected(grid, heading, ordered)


def _side(grid: Grid, heading: int, columns: Columns, place: int) -> Side:
    first = columns.name if columns.name is not None else columns.values[0]
    above = "".join(bare(cell.text) for row in grid.spread()[:heading] for cell in [row[first]] if cell)
    if _EXPENDITURE.search(above):
        return "expenditure"
    return "income" if _INCOME.search(above) or place == 0 else "expenditure"


def _is_across(kind: Kind, paths: Sequence[Heading]) -> bool:
    """Whether the items of a list are its columns (因公出国费 | 公务接待费 | …) and not its rows."""
    named = [path for path in paths if path and _item(kind, path)]
    return len(named) >= 3


def _item(kind: Kind, path: Heading) -> bool:
    return any(pattern.fullmatch(path[-1]) for pattern in kind.names[1:])


def _across(grid: Grid, heading: int, paths: Sequence[Heading], kind: Kind) -> Body:
    """Each item of the heading becomes a row; several printed rows or amounts keep their own."""
    spread = grid.spread()
    values = [column for column, path in enumerate(paths) if path and any(p.fullmatch(path[-1]) for p in kind.names)]
    unit = next((column for column in range(grid.width) if column not in values and _is_unit(paths[column])), None)
    earlier = _earlier_years(grid, heading, values)
    by_key: dict[str, list[int]] = {}
    for column in values:
        by_key.setdefault(_measure(paths[column], column in earlier), []).append(column)
    body = [row for row in grid.rows[heading:] if any(cell and words(cell) for cell in row)]
    rows: list[Row] = []
    notices: list[Notice] = []
    for printed in body:
        places = len(max(by_key.values(), key=len))
        owner = words(printed[unit]) if unit is not None and len(body) > 1 else ""
        for place in range(places):
            at = {columns[place]: key for key, columns in by_key.items() if place < len(columns)}
            row, odd = _item_row(printed, at, _lowest(spread[:heading], min(at)), owner)
            rows.append(row)
            notices += odd
    return Body(tuple(by_key), tuple(rows), tuple(notices))


def _is_unit(path: Heading) -> bool:
    return bool(path) and bool(re.search(r"单位|部门", path[-1]))


def _measure(path: Heading, earlier: bool) -> str:
    if earlier or any(re.search("上年|执行数", part) for part in path):
        return "last_year"
    if any("决算" in part for part in path[:-1]):
        return "amount"
    return "budget" if any("预算数" in part for part in path[:-1]) else "amount"


def _item_row(printed: Sequence[Cell | None], at: Mapping[int, str], name: str, owner: str) -> tuple[Row, list[Notice]]:
    values, places, notices = figures(printed, at)
    row = Row(
        name=name,
        project=owner or None,
        values=values,
        total_row=is_total(name),
        place=next(iter(places.values()), None),
        cells=places,
    )
    return row, notices


def _lowest(rows: Sequence[Sequence[Cell | None]], column: int) -> str:
    """The last words of the heading above a column."""
    return next((text for row in reversed(rows) if (text := words(row[column]))), "")


def _unknown(grid: Grid, heading: int) -> Body:
    """A grid of no known kind: words of a row make its name, every column that holds figures is c1, c2, …"""
    numeric = [column for column in range(grid.width) if _mostly_figures(grid, column, heading)]
    named = {column: f"c{place + 1}" for place, column in enumerate(numeric)}
    rows = [row for top, cells in enumerate(grid.rows) if (row := _loose_row(cells, named, top < heading))]
    return Body(tuple(named.values()), tuple(rows))


def _mostly_figures(grid: Grid, column: int, heading: int) -> bool:
    texts = [words(row[column]) for row in grid.rows[heading:]]
    known = [text for text in texts if text]
    numbers = [text for text in known if figures([_cell(text)], {0: ""})[0][""] is not None]
    return (
        bool(numbers)
        and 2 * len(numbers) >= len(known)
        and not all(re.fullmatch(r"\d{3}|\d{5}|\d{7}|0\d", text) for text in known)
    )


def _cell(text: str) -> Cell:
    return Cell(text, Place())


def _loose_row(row: Sequence[Cell | None], named: Mapping[int, str], is_heading: bool) -> Row | None:
    values, places, odd = figures(row, named)
    texts = [
        words(cell)
        for column, cell in enumerate(row)
        if cell and (column not in named or is_heading or _is_odd(cell, odd))
    ]
    name = " ".join(text for text in texts if text)
    if not name and all(value is None for value in values.values()):
        return None
    place = next((cell.place for cell in row if cell), None)
    return Row(
        name=name or None, values=values, total_row=is_total(label(name)) and not is_heading, place=place, cells=places
    )


def _is_odd(cell: Cell, odd: Sequence[Notice]) -> bool:
    return any(notice.place == cell.place for notice in odd)
