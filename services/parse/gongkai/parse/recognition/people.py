"""A table of posts and persons (编制人数 | 实有人数 | 在职 | 退休): the staffing of the disclosure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from gongkai.domain.content import Block, Cell, Grid
from gongkai.domain.disclosure import Staffing
from gongkai.parse.recognition.cells import is_total, words
from gongkai.parse.recognition.headings import Heading, heading_rows, headings
from gongkai.parse.recognition.wording import label

_ENDS = r"(?:人员|职工|干部)?(?:人)?数?(?:\(人\))?(?:/(?:合计|小计|总计|人数))?"
_PERSONS = {
    "posts": re.compile(rf"(?:.*/)?(?:核定|人员|批准)?编制{_ENDS}"),
    "actual": re.compile(rf"(?:.*/)?(?:年末|期末|现有)?(?:实有|实际在编){_ENDS}"),
    "in_service": re.compile(rf"(?:.*/)?(?:实有)?在职{_ENDS}"),
    "retired": re.compile(rf"(?:.*/)?退休{_ENDS}"),
    "departed": re.compile(rf"(?:.*/)?离休{_ENDS}"),
}
_COUNT = re.compile(r"\d{1,6}")
_POSTS = "编制"
_MOST_COLUMNS, _FEWEST, _PAIR = 12, 2, 2


def staffing(blocks: Iterable[Block]) -> Staffing | None:
    """What the first such table counts for the whole disclosure; None where none does, or several units and no total."""
    grids = (block for block in blocks if isinstance(block, Grid) and _speaks_of_posts(block))
    return next((found for grid in grids if (found := _across(grid) or _down(grid))), None)


def with_counts(stated: Staffing | None, counted: Staffing | None) -> Staffing | None:
    """What the text states, with the counts of a table where it states none."""
    if stated is None or counted is None:
        return stated or counted
    if any(getattr(stated, name) is not None for name in _PERSONS):
        return stated
    return replace(stated, **{name: getattr(counted, name) for name in _PERSONS})


def _speaks_of_posts(grid: Grid) -> bool:
    return any(_POSTS in cell.text for row in grid.rows for cell in row[:_MOST_COLUMNS] if cell)


def _across(grid: Grid) -> Staffing | None:
    """Kinds of persons are columns; the row is the total, or the only one."""
    heading = heading_rows(grid)
    columns = _columns(headings(grid, heading))
    rows = [row for row in grid.rows[heading:] if any(_count(row[column]) is not None for column in columns.values())]
    totals = [row for row in rows if any(is_total(words(cell)) for cell in row if cell)]
    chosen = totals or rows
    if len(columns) < _FEWEST or len(chosen) != 1:
        return None
    return _counted({name: _count(chosen[0][column]) for name, column in columns.items()}, grid)


def _columns(paths: Sequence[Heading]) -> Mapping[str, int]:
    """The column of each kind of persons, where exactly one says that it is all of them."""
    said = {
        name: [at for at, path in enumerate(paths) if pattern.fullmatch("/".join(path))]
        for name, pattern in _PERSONS.items()
    }
    return {name: columns[0] for name, columns in said.items() if len(columns) == 1}


def _down(grid: Grid) -> Staffing | None:
    """Kinds of persons are rows of two cells: what is counted, and how many."""
    pairs = [[text for cell in row if (text := words(cell))] for row in grid.rows]
    counts = {label(row[0]): int(row[1]) for row in pairs if len(row) == _PAIR and _COUNT.fullmatch(row[1])}
    found = {
        name: [count for said, count in counts.items() if pattern.fullmatch(said)] for name, pattern in _PERSONS.items()
    }
    known = {name: one[0] for name, one in found.items() if len(one) == 1}
    return _counted(known, grid) if len(known) >= _FEWEST else None


def _counted(counts: Mapping[str, int | None], grid: Grid) -> Staffing:
    return Staffing(
        posts=counts.get("posts"),
        actual=counts.get("actual"),
        in_service=counts.get("in_service"),
        retired=counts.get("retired"),
        departed=counts.get("departed"),
        place=grid.place,
    )


def _count(cell: Cell | None) -> int | None:
    text = words(cell)
    return int(text) if _COUNT.fullmatch(text) else None
