"""A grid of no known kind: kept whole, its headings included, with every column of figures as c1, c2, …"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from gongkai.domain.amounts import amount
from gongkai.domain.content import Cell, Grid, Notice
from gongkai.domain.disclosure import Row
from gongkai.domain.places import around
from gongkai.parse.recognition.bodies import Body
from gongkai.parse.recognition.cells import figures, is_total, words
from gongkai.parse.recognition.headings import headings

_ORDINALS = ("序号", "行次")
_CODE = re.compile(r"\d{3}|\d{5}|\d{7}|0\d")


def read_unknown(grid: Grid, heading: int) -> Body:
    """All rows of the grid: the words of a row are its name, figures stand under c1, c2, …; nothing is left out."""
    ordinals = {column for column, path in enumerate(headings(grid, heading)) if path and path[-1] in _ORDINALS}
    counted = [column for column in range(grid.width) if column not in ordinals and _is_counted(grid, column, heading)]
    named = {column: f"c{place + 1}" for place, column in enumerate(counted)}
    rows = [_row(cells, named, top < heading) for top, cells in enumerate(grid.rows)]
    return Body(tuple(named.values()), tuple(row for row in rows if row))


def _is_counted(grid: Grid, column: int, heading: int) -> bool:
    texts = [text for row in grid.rows[heading:] if (text := words(row[column]))]
    numbers = [text for text in texts if amount(text) is not None]
    codes = [text for text in texts if _CODE.fullmatch(text)]
    return bool(numbers) and 2 * len(numbers) >= len(texts) and len(codes) < len(texts)


def _row(cells: Sequence[Cell | None], named: Mapping[int, str], heading: bool) -> Row | None:
    values, places, odd = figures(cells, {} if heading else named)
    values = {**dict.fromkeys(named.values()), **values}
    texts = [words(cell) for column, cell in enumerate(cells) if cell and _is_word(column, cell, named, heading, odd)]
    name = " ".join(text for text in texts if text)
    if not name and all(value is None for value in values.values()):
        return None
    return Row(
        name=name or None,
        values=values,
        total_row=is_total(name) and not heading,
        place=around([cell.place for cell in cells if cell]),
        cells=places,
    )


def _is_word(column: int, cell: Cell, named: Mapping[int, str], heading: bool, odd: Sequence[Notice]) -> bool:
    return heading or column not in named or any(notice.place is cell.place for notice in odd)
