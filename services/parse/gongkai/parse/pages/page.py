"""One page as read: its running lines and its grids, with their places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from gongkai.domain.content import Cell, Grid, Notice
from gongkai.domain.places import Place
from gongkai.parse.pages import cells, edges, lines, outer, rows, unruled
from gongkai.parse.pages.cells import Table
from gongkai.parse.pages.characters import SPACE, UNREADABLE, Characters, Flags, without_doubles
from gongkai.parse.pages.frame import Frame, turned
from gongkai.parse.pages.lines import Printed
from gongkai.parse.pages.pdfium import Floats
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
    straight = found.seen & (found.turns != SLANTED)
    shown = without_doubles(found.only(straight))
    shown, rules, reading = _upright(shown, rules, frame)
    level, upright = edges.level_and_upright(rules)
    above = _above(before)
    ruled = cells.tables(level, upright, most)
    if wider := outer.bordered(ruled, level, upright, shown):
        ruled = cells.tables(*wider, most)
    tables, borders = unruled.tables(level, ruled, shown, above)
    grids, free = _grids(shown, tables, reading)
    return Page(
        reading,
        tuple(lines.printed(shown.only(free))),
        grids,
        tuple(table.box[1] for table in tables),
        tuple(_notices(found, shown, frame)),
        tuple(borders.tolist()) if borders is not None else None,
    )


def _above(before: Page | None) -> Floats | None:
    if before is None or before.borders is None:
        return None
    return np.array(before.borders) if before.borders else unruled.UNREAD


def _upright(shown: Characters, rules: Floats, frame: Frame) -> tuple[Characters, Floats, Frame]:
    quarters = int(np.bincount(shown.turns, minlength=4).argmax())
    if quarters == 0:
        return shown, rules, frame
    tilt = 4 - quarters
    boxes, bars = (turned(part, tilt, frame.width, frame.height) for part in (shown.boxes, rules))
    turns = ((shown.turns + tilt) % 4).astype(np.int8)
    return Characters(shown.codes, boxes, shown.sizes, turns, shown.seen), bars, frame.tilted(tilt)


def _grids(shown: Characters, tables: list[Table], frame: Frame) -> tuple[tuple[Grid, ...], Flags]:
    """The tables with their text, the smallest first so that a table in a cell keeps its own; and what is left."""
    free = np.ones(len(shown), bool)
    grids: dict[int, Grid] = {}
    for number, table in sorted(enumerate(tables), key=lambda numbered: _area(numbered[1])):
        inside = np.flatnonzero(free & _within(shown, table))
        free[inside] = False
        grids[number] = _grid(shown.only(inside), table, frame)
    return tuple(grids[number] for number in range(len(tables))), free


def _area(table: Table) -> float:
    left, top, right, bottom = table.box
    return (right - left) * (bottom - top)


def _within(shown: Characters, table: Table) -> Flags:
    left, top, right, bottom = table.box
    x, y = shown.middles.T
    return np.asarray((x >= left) & (x < right) & (y >= top) & (y < bottom))


def _grid(shown: Characters, table: Table, frame: Frame) -> Grid:
    texts = lines.texts(shown, table.places(shown.middles), len(table.spans))
    finer = rows.parted(table, texts, shown)
    if finer is not table:
        table, texts = finer, lines.texts(shown, finer.places(shown.middles), len(finer.spans))
    xs, ys = table.xs.tolist(), table.ys.tolist()
    places: list[list[Cell | None]] = [[None] * (len(xs) - 1) for _ in range(len(ys) - 1)]
    for (row, column, rows_, columns), text in zip(table.spans, texts, strict=True):
        place = frame.place((xs[column], ys[row], xs[column + columns], ys[row + rows_]))
        places[row][column] = Cell(text, place, rows_, columns)
    return Grid(tuple(map(tuple, places)), frame.place(table.box))


def _notices(found: Characters, shown: Characters, frame: Frame) -> Iterator[Notice]:
    place = Place(page=frame.number)
    printing = found.codes != SPACE
    if (hidden := ~found.seen & printing).any():
        text = found.only(hidden).text[:SAMPLE]
        yield Notice(
            "HIDDEN_TEXT",
            f"第 {frame.number} 页有看不见的文字，未读入：{text}",
            f"Page {frame.number} has text that cannot be seen; it was left out: {text}",
            place,
        )
    if (slanted := found.seen & (found.turns == SLANTED) & printing).any():
        text = found.only(slanted).text[:SAMPLE]
        yield Notice(
            "SLANTED_TEXT",
            f"第 {frame.number} 页有斜排文字（如水印），未读入：{text}",
            f"Page {frame.number} has slanted text (such as a watermark); it was left out: {text}",
            place,
        )
    if unreadable := int((shown.codes == UNREADABLE).sum()):
        yield Notice(
            "UNREADABLE_TEXT",
            f"第 {frame.number} 页有 {unreadable} 个字符无法辨认。",
            f"Page {frame.number} has {unreadable} characters that mean nothing.",
            place,
        )
