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
_NUMBERED = re.compile(r"[(（]?\d{1,2}[.、．)）]")
_MOST_CAPTIONS, _MOST_OTHERS = 4, 1
_SHORTEST_MONEY, _LONGEST_MONEY = 3, 14


def peel(grid: Grid) -> list[Block]:
    """Caption lines, the grid itself, note lines; a frame around running text is that text, an empty grid nothing."""
    rows = _without_empty(grid.rows)
    if all(len(filled(row)) == 1 and filled(row)[0].colspan == grid.width for row in rows):
        return [line for row in rows for cell in filled(row) for line in _lines(cell)]
    top = _caption_rows(rows)
    end = top + _rows_above_the_notes(rows[top:])
    if end - top == len(grid.rows):
        return [grid]
    above = [_line(cell) for row in rows[:top] for cell in filled(row)]
    below = [_line(cell) for row in rows[end:] for cell in filled(row)]
    kept = [replace(grid, rows=cut_spans(rows[top:end]), place=_place(rows[top:end], grid))] if end > top else []
    return [*above, *kept, *below]


def filled(row: Cells) -> list[Cell]:
    """The cells of a row that hold text."""
    return [cell for cell in row if cell and cell.text.strip()]


def _without_empty(rows: Sequence[Cells]) -> Sequence[Cells]:
    """The rows that hold text; a cell drawn over an empty one reaches over fewer."""
    kept = [bool(filled(row)) for row in rows]
    if all(kept):
        return rows
    return [
        tuple(
            replace(cell, rowspan=max(1, sum(kept[top : top + cell.rowspan]))) if cell and cell.rowspan > 1 else cell
            for cell in row
        )
        for top, row in enumerate(rows)
        if kept[top]
    ]


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


def _caption_rows(rows: Sequence[Cells]) -> int:
    """How many rows stand above the heading: captions, and between them at most one other text alone in its row."""
    top = at = others = 0
    while at < len(rows) and others <= _MOST_OTHERS:
        if _is_caption_row(rows[at], first=at == 0):
            top = at + 1
        elif len(filled(rows[at])) == 1:
            others += 1
        else:
            break
        at += 1
    return top


def _is_caption_row(row: Cells, first: bool) -> bool:
    texts = [cell.text for cell in filled(row)]
    if len(texts) > _MOST_CAPTIONS or any(_is_label(text) for text in texts):
        return False
    if len(texts) == 1 and first and captions.is_title(texts[0]):
        return True
    if any(_is_money_line(text) for text in texts):
        return True
    return all(captions.is_caption(text) for text in texts)


def _is_money_line(text: str) -> bool:
    """`单位：万元`, which `合计（万元）` in a heading is not."""
    plain = bare(text)
    return (
        _SHORTEST_MONEY <= len(plain) < _LONGEST_MONEY and bool(captions.currency(text)) and captions.is_unit_line(text)
    )


def _is_label(text: str) -> bool:
    """A label of a form (`项目资金（万元）`) is no line above a table."""
    return bool(_LABEL.search(bare(text))) and not captions.is_title(text)


def _rows_above_the_notes(rows: Sequence[Cells]) -> int:
    """How many rows stand above the last notes; a note may go on in numbered rows and sentences below it."""
    above = at = len(rows)
    while at and _may_be_noted(rows[at - 1]):
        at -= 1
        if _is_note(filled(rows[at])[0].text):
            above = at
    return above


def _may_be_noted(row: Cells) -> bool:
    texts = [cell.text.strip() for cell in filled(row)]
    return len(texts) == 1 and (_is_note(texts[0]) or bool(_NUMBERED.match(texts[0])) or texts[0].endswith("。"))


def _is_note(text: str) -> bool:
    return captions.is_note(text) or captions.says_empty(text)


def _place(rows: Sequence[Cells], grid: Grid) -> Place:
    return around([cell.place for row in rows for cell in row if cell]) or grid.place
