"""Rows that begin with a name and no code: the items of 三公 and the projects of 上年结转."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from gongkai.domain.text import bare
from gongkai.parse.wrapped.choices import choices
from gongkai.parse.wrapped.entries import Entry, Open, is_total
from gongkai.parse.wrapped.figures import Figure, are_amounts, split
from gongkai.parse.wrapped.pieces import Piece, by_line, display_width, runs
from gongkai.parse.wrapped.shapes import Column

_ITEM = re.compile(
    r"(?:\d+[.、]|\(?[一二三四五]\)?、?)?(?:其中:?)?(?:合计|总计|小计|\"?三公\"?经费|因公出国|公务接待|公务用车|国内接待|机关运行|会议费|培训费)"
)
# A line of a cell that prints this much narrower than the widest one (in half-width characters) is its last.
_SHORTER_BY = 4


def item_entries(pages: Sequence[Sequence[Piece]], columns: tuple[Column, ...], named: bool) -> list[Entry]:
    """The rows of a list, page by page; where `named`, its items are the known ones of 三公, which may stand without amounts."""
    rows: list[Open] = []
    for page in pages:
        rest = page if named or not rows else _continued(rows, page)
        _read(rows, rest, columns, named)
    return [row.closed() for row in rows]


def across_entries(pieces: Sequence[Piece], columns: tuple[Column, ...]) -> list[Entry]:
    """The one row of amounts below items that stand across the page; none where nothing is printed."""
    run = [piece for piece in pieces if piece.is_figure]
    amounts = _amounts(run, columns, is_last=True) if run else None
    return [Entry("合计", run[0].place, amounts=amounts)] if amounts else []


def _read(rows: list[Open], pieces: Sequence[Piece], columns: tuple[Column, ...], named: bool) -> None:
    turns = list(runs(pieces))
    for turn, (is_figures, run) in enumerate(turns):
        amounts = _amounts(run, columns, turn + 1 == len(turns)) if is_figures and rows else None
        if amounts is None:
            _words(rows, run, named)
        else:
            rows[-1].amounts = amounts


def _words(rows: list[Open], run: Sequence[Piece], named: bool) -> None:
    for line in by_line(run):
        text = bare("".join(piece.text for piece in line))
        if not rows or rows[-1].amounts or (_ITEM.match(text) if named else is_total(text)):
            rows.append(Open())
        rows[-1].words += line


def _amounts(run: Sequence[Piece], columns: tuple[Column, ...], is_last: bool) -> tuple[Figure, ...] | None:
    def fits(values: Sequence[Decimal | None]) -> bool:
        return bool(choices(tuple(values), columns))

    found = split(run, (), fits, may_lead_to_code=False)
    return found.amounts if found and (is_last or are_amounts(found.amounts, fits)) else None


def _continued(rows: list[Open], page: Sequence[Piece]) -> Sequence[Piece]:
    """A name that the page break cut goes on up to the first line that is not full; what is left of the page."""
    width = max((display_width(line) for row in rows for line in by_line(row.words)), default=0)
    if display_width(by_line(rows[-1].words)[-1]) < width - _SHORTER_BY or not page or page[0].is_figure:
        return page
    taken = 0
    for line in by_line(page):
        if line[0].is_figure or is_total("".join(piece.text for piece in line)):
            break
        taken += len(line)
        if display_width(line) < width - _SHORTER_BY:
            break
    rows[-1].words += page[:taken]
    return page[taken:]
