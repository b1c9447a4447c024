"""Captions and notes that a format draws inside the grid of their table, freed from it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gongkai.domain.content import Block, Cell, Grid, Line
from gongkai.domain.places import Place, around
from gongkai.domain.text import bare
from gongkai.parse import captions

Cells = tuple[Cell | None, ...]

_LABEL = re.compile(r"资金|总额|指标|目标\)?$|盖章")
_MOST_CAPTIONS = 4
_LONGEST_MONEY = 14


def peel(grid: Grid) -> list[Block]:
    """Caption lines, the grid itself, note lines; a frame around running text is that text, an empty grid nothing."""
    rows = [row for row in grid.rows if filled(row)]
    if all(len(filled(row)) == 1 and filled(row)[0].colspan == grid.width for row in rows):
        return [line for row in rows for cell in filled(row) for line in _lines(cell)]
    top = 0
    while top < len(rows) and _is_caption_row(rows[top], first=top == 0):
        top += 1
    end = len(rows)
    while end > top and _is_note_row(rows[end - 1]):
        end -= 1
    if end - top == len(grid.rows):
        return [grid]
    above = [_line(cell) for row in rows[:top] for cell in filled(row)]
    below = [_line(cell) for row in rows[end:] for cell in filled(row)]
    kept = [replace(grid, rows=cut_spans(rows[top:end]), place=_place(rows[top:end], grid))] if end > top else []
    return [*above, *kept, *below]


def filled(row: Cells) -> list[Cell]:
    """The cells of a row that hold text."""
    return [cell for cell in row if cell and cell.text.strip()]


def cut_spans(rows: Sequence[Cells]) -> tuple[Cells, ...]:
    """The rows, in which no cell reaches beyond the last."""
    height = len(rows)
    return tuple(
        tuple(
            replace(cell, rowspan=min(cell.rowspan, height - top)) if cell and cell.rowspan > 1 else cell
            for cell in row
        )
        for top, row in enumerate(rows)
    )


def _lines(cell: Cell) -> list[Line]:
    return [Line(text, cell.place, whole=True) for text in cell.text.split("\n") if text.strip()]


def _line(cell: Cell) -> Line:
    return Line(cell.text, cell.place, whole=True)


def _is_caption_row(row: Cells, first: bool) -> bool:
    texts = [cell.text for cell in filled(row)]
    if len(texts) > _MOST_CAPTIONS or any(_is_label(text) for text in texts):
        return False
    if len(texts) == 1 and first and captions.is_title(texts[0]):
        return True
    if any(captions.currency(text) and len(bare(text)) < _LONGEST_MONEY for text in texts):
        return True
    return all(captions.is_caption(text) for text in texts)


def _is_label(text: str) -> bool:
    """A label of a form (`项目资金（万元）`) is no line above a table."""
    return bool(_LABEL.search(bare(text))) and not captions.is_title(text)


def _is_note_row(row: Cells) -> bool:
    texts = filled(row)
    return len(texts) == 1 and captions.is_note(texts[0].text)


def _place(rows: Sequence[Cells], grid: Grid) -> Place:
    return around([cell.place for row in rows for cell in row if cell]) or grid.place
