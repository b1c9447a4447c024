"""A list whose items are columns (因公出国费 | 公务接待费 | …): each item becomes a row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from gongkai.domain.content import Cell, Grid, Notice
from gongkai.domain.disclosure import Row
from gongkai.parse.recognition.bodies import Body
from gongkai.parse.recognition.cells import figures, is_total, words
from gongkai.parse.recognition.headings import Heading
from gongkai.parse.recognition.kinds import Kind
from gongkai.parse.recognition.naming import earlier_years

Cells = Sequence[Cell | None]

_YEAR = re.compile(r"(20\d{2})年?度?(?:预算|决算)?数?")
_FEWEST_ITEMS = 3


def is_across(kind: Kind, paths: Sequence[Heading]) -> bool:
    """Whether the items of the list stand in the heading and not in the rows."""
    items = [path for path in paths if path and any(pattern.fullmatch(path[-1]) for pattern in kind.names[1:])]
    return len(items) >= _FEWEST_ITEMS


def read_across(grid: Grid, heading: int, paths: Sequence[Heading], kind: Kind) -> Body:
    """A row an item; several printed rows are years of one unit, or units with their name in `project`."""
    values = [column for column, path in enumerate(paths) if _is_item(path, kind)]
    labels = [column for column in range(grid.width) if column not in values]
    by_key = _by_key(grid, heading, paths, values)
    body = [row for row in grid.rows[heading:] if any(row[column] and words(row[column]) for column in values)]
    body = body or [row for row in grid.rows[heading:][:1] if by_key and any(cell and words(cell) for cell in row)]
    years = _years(body, labels)
    above = grid.spread()[:heading]
    names = [_name(above, column) for column in next(iter(by_key.values()), [])]
    if years:
        return _by_year(body, years, next(iter(by_key.values())), names)
    rows: list[Row] = []
    notices: list[Notice] = []
    for printed in body:
        owner = _owner(printed, labels) if len(body) > 1 else ""
        for place, name in enumerate(names):
            at = {columns[place]: key for key, columns in by_key.items() if place < len(columns)}
            row, odd = _row(name, owner, printed, at)
            rows.append(row)
            notices += odd
    return Body(tuple(by_key) or kind.standard, tuple(rows), tuple(notices))


def _is_item(path: Heading, kind: Kind) -> bool:
    """Whether a column is an item of the list, or part of one whatever it is called (购置费 below 公务用车购置及运行费)."""
    return any(pattern.fullmatch(words) for words in path[-2:] for pattern in kind.names)


def _by_key(grid: Grid, heading: int, paths: Sequence[Heading], values: Sequence[int]) -> dict[str, list[int]]:
    """The columns of each amount: one run of items for 预算数, one for 决算数, one for the year before."""
    earlier = earlier_years(grid, heading, values)
    final = any("决算" in part for column in values for part in paths[column])
    found: dict[str, list[int]] = {}
    for column in values:
        found.setdefault(_measure(paths[column], column in earlier, final), []).append(column)
    return found


def _measure(path: Heading, earlier: bool, final: bool) -> str:
    """Beside 决算数 the 预算数 is the budget; where only one of them is printed it is the amount."""
    if earlier or any(re.search("上年|执行数", part) for part in path):
        return "last_year"
    return "budget" if final and not any("决算" in part for part in path) else "amount"


def _name(above: Sequence[Cells], column: int) -> str:
    """The last words of the heading above a column."""
    texts = [words(row[column]) for row in above]
    return next((text for text in reversed(texts) if text and not text.isdigit()), "")


def _years(body: Sequence[Cells], labels: Sequence[int]) -> list[str]:
    """The year that each row is about, where every row is named by one."""
    found = [next((m.group(1) for column in labels if (m := _YEAR.fullmatch(words(row[column])))), "") for row in body]
    return found if len(set(found)) > 1 and all(found) else []


def _by_year(body: Sequence[Cells], years: Sequence[str], columns: Sequence[int], names: Sequence[str]) -> Body:
    latest = max(years)
    keys = ["amount" if year == latest else "last_year" for year in years]
    rows: list[Row] = []
    notices: list[Notice] = []
    for name, column in zip(names, columns, strict=True):
        parts = [_row(name, "", printed, {column: key}) for printed, key in zip(body, keys, strict=True)]
        notices += [notice for _, odd in parts for notice in odd]
        rows.append(_merged([row for row, _ in parts]))
    return Body(tuple(dict.fromkeys(keys)), tuple(rows), tuple(notices))


def _merged(rows: Sequence[Row]) -> Row:
    first = rows[0]
    return Row(
        name=first.name,
        values={key: value for row in rows for key, value in row.values.items()},
        total_row=first.total_row,
        place=first.place,
        cells={key: place for row in rows for key, place in row.cells.items()},
    )


def _owner(printed: Cells, labels: Sequence[int]) -> str:
    """The unit that a row is about; a sum over units has none."""
    texts = [text for column in labels if (text := words(printed[column])) and not text.isdigit()]
    return "" if any(is_total(text) for text in texts) else next(iter(texts), "")


def _row(name: str, owner: str, printed: Cells, at: Mapping[int, str]) -> tuple[Row, list[Notice]]:
    values, places, notices = figures(printed, at)
    place = next(iter(places.values()), None)
    row = Row(name=name, project=owner or None, values=values, total_row=is_total(name), place=place, cells=places)
    return row, notices
