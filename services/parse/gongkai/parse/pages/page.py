"""One page as read: its running lines and its grids, with their places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from gongkai.domain.content import Cell, Grid, Notice
from gongkai.domain.many import made
from gongkai.domain.places import Place
from gongkai.parse.pages import cells, edges, lines, outer, rows, unruled
from gongkai.parse.pages.cells import Table
from gongkai.parse.pages.characters import SPACE, UNREADABLE, Characters, Flags, doubles
from gongkai.parse.pages.frame import Frame, Positions
from gongkai.parse.pages.lines import Printed
from gongkai.parse.pages.pdfium import Floats
from gongkai.parse.pages.sheaf import Sheaf
from gongkai.parse.pages.styles import SLANTED

SAMPLE = 30  # characters of left-out text that a notice quotes


@dataclass(frozen=True, slots=True)
class Page:
    """A page as read: lines and grids each from top to bottom, and where in the frame the grids begin.

    `borders` are those of the columns of a table without upright rules that reaches the foot of the page, none where
    it could not be read.
    """

    frame: Frame
    lines: tuple[Printed, ...] = ()
    grids: tuple[Grid, ...] = ()
    tops: tuple[float, ...] = ()
    notices: tuple[Notice, ...] = ()
    borders: tuple[float, ...] | None = None


def compose(found: Characters, rules: Floats, frame: Frame, most: int, before: Page | None = None) -> Page:
    """The page that characters and drawn rules make up; refused as TOO_MANY_CELLS beyond `most` cells.

    Hidden and slanted text (a watermark) is left out with a notice. A page that is mostly printed sideways is
    read sideways.
    """
    (page,) = together(Sheaf(found, np.zeros(len(found), np.intp), [rules], [frame]), most, before)
    return page


def together(sheaf: Sheaf, most: int, before: Page | None = None) -> list[Page]:
    """The pages of a sheaf, each like `compose` has it; `before` is the page before the first."""
    read = _readable(sheaf)
    tables: list[list[Table]] = []
    borders: list[tuple[float, ...] | None] = []
    above = None if before is None else before.borders
    for frame, shown, (level, upright) in zip(read.frames, read.each(), edges.of_pages(read.rules), strict=True):
        ruled = cells.tables(level, upright, most)
        if wider := outer.bordered(ruled, level, upright, shown):
            ruled = cells.tables(*wider, most)
        found, open_ = unruled.tables(level, ruled, shown, _above(above), frame.width / 2)
        above = None if open_ is None else tuple(open_.tolist())
        tables.append(found)
        borders.append(above)
    groups, count = _groups(read, tables)
    texts, lines_ = lines.texts_and_lines(read.found, groups, count, len(tables))
    notices = _notices(sheaf, read)
    grids = _grids(read, tables, groups, texts)
    return [
        Page(frame, tuple(running), tuple(drawn), tuple(table.box[1] for table in found), told, reach)
        for frame, running, drawn, found, told, reach in zip(
            read.frames, lines_, grids, tables, notices, borders, strict=True
        )
    ]


def _above(borders: tuple[float, ...] | None) -> Floats | None:
    if borders is None:
        return None
    return np.array(borders) if borders else unruled.UNREAD


def _readable(sheaf: Sheaf) -> Sheaf:
    """What is printed straight and can be seen, read once, and turned upright where a page is mostly printed sideways."""
    found = sheaf.only(sheaf.found.seen & (sheaf.found.turns != SLANTED))
    found = found.only(~doubles(found.found, found.sheets))
    counts = np.bincount(found.sheets * 4 + found.found.turns, minlength=4 * len(found.frames))
    quarters = counts.reshape(-1, 4).argmax(1)
    for sheet in np.flatnonzero(quarters).tolist():
        found = found.tilted(sheet, 4 - int(quarters[sheet]))
    return found


def _groups(read: Sheaf, tables: list[list[Table]]) -> tuple[Positions, int]:
    """For each character the number of its cell, counted through all tables, and beyond these (so many) its page.

    The smallest tables come first, so that a table in a cell keeps its own.
    """
    count = 0
    groups = np.full(len(read.found), -1, np.intp)
    middles = read.found.middles
    for found, part in zip(tables, read.parts(), strict=True):
        firsts = np.cumsum([count, *(len(table.spans) for table in found)]).tolist()
        for table, first in sorted(zip(found, firsts, strict=False), key=lambda numbered: _area(numbered[0])):
            inside = part.start + np.flatnonzero((groups[part] < 0) & _within(middles[part], table))
            groups[inside] = first + table.places(middles[inside])
        count = firsts[-1]
    return np.where(groups < 0, count + read.sheets, groups), count


def _area(table: Table) -> float:
    left, top, right, bottom = table.box
    return (right - left) * (bottom - top)


def _within(middles: Floats, table: Table) -> Flags:
    left, top, right, bottom = table.box
    x, y = middles.T
    return np.asarray((x >= left) & (x < right) & (y >= top) & (y < bottom))


def _grids(read: Sheaf, tables: list[list[Table]], groups: Positions, texts: list[str]) -> Iterator[tuple[Grid, ...]]:
    """The tables of each page with the texts of their cells, which are those of the first groups."""
    first = 0
    for frame, part, found in zip(read.frames, read.parts(), tables, strict=True):
        grids = []
        for table in found:
            last = first + len(table.spans)
            written = texts[first:last]
            if rows.may_be_parted(written):
                mine = part.start + np.flatnonzero((groups[part] >= first) & (groups[part] < last))
                grids.append(_parted(table, written, read.found.only(mine), frame))
            else:
                grids.append(_grid(table, written, frame))
            first = last
        yield tuple(grids)


def _parted(table: Table, texts: list[str], shown: Characters, frame: Frame) -> Grid:
    finer = rows.parted(table, shown)
    if finer is not table:
        texts = lines.texts(shown, finer.places(shown.middles), len(finer.spans))
    return _grid(finer, texts, frame)


def _grid(table: Table, texts: list[str], frame: Frame) -> Grid:
    xs, ys = table.xs.tolist(), table.ys.tolist()
    _, _, heights, widths = zip(*table.spans, strict=True)
    cells_ = made(
        Cell, len(texts), text=texts, place=frame.places(xs, ys, table.spans), rowspan=heights, colspan=widths
    )
    places: list[list[Cell | None]] = [[None] * (len(xs) - 1) for _ in range(len(ys) - 1)]
    for (row, column, _, _), cell in zip(table.spans, cells_, strict=True):
        places[row][column] = cell
    return Grid(tuple(map(tuple, places)), frame.place(table.box))


def _notices(sheaf: Sheaf, read: Sheaf) -> list[tuple[Notice, ...]]:
    """What of the characters of each page was left out, or means nothing."""
    found, printing = sheaf.found, sheaf.found.codes != SPACE
    hidden = ~found.seen & printing
    slanted = found.seen & (found.turns == SLANTED) & printing
    unreadable = read.found.codes == UNREADABLE
    counts = np.bincount(read.sheets[unreadable], minlength=len(read.frames)).tolist()
    unseen, aslant = (sheaf.only(left) for left in (hidden, slanted))
    return [
        tuple(_told(frame.number, dark, leaning, count))
        for frame, dark, leaning, count in zip(sheaf.frames, unseen.each(), aslant.each(), counts, strict=True)
    ]


def _told(number: int, hidden: Characters, slanted: Characters, unreadable: int) -> Iterator[Notice]:
    place = Place(page=number)
    if len(hidden):
        text = hidden.text[:SAMPLE]
        yield Notice(
            "HIDDEN_TEXT",
            f"第 {number} 页有看不见的文字，未读入：{text}",
            f"Page {number} has text that cannot be seen; it was left out: {text}",
            place,
        )
    if len(slanted):
        text = slanted.text[:SAMPLE]
        yield Notice(
            "SLANTED_TEXT",
            f"第 {number} 页有斜排文字（如水印），未读入：{text}",
            f"Page {number} has slanted text (such as a watermark); it was left out: {text}",
            place,
        )
    if unreadable:
        yield Notice(
            "UNREADABLE_TEXT",
            f"第 {number} 页有 {unreadable} 个字符无法辨认。",
            f"Page {number} has {unreadable} characters that mean nothing.",
            place,
        )
