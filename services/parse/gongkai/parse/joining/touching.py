"""Tables drawn without a gap between them, their captions within the drawing: one grid on the page, several tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from gongkai.domain.amounts import amount
from gongkai.domain.content import Cell, Grid
from gongkai.domain.places import around
from gongkai.domain.text import bare
from gongkai.parse import captions

Cells = tuple[Cell | None, ...]

# Performance forms that follow one another are told apart when they are read.
_OF_FORMS, _INDICATORS = "绩效", "一级指标"
_TOTALS, _DASHES = frozenset({"合计", "总计"}), frozenset("-—－─/")


def apart(grid: Grid) -> list[Grid]:
    """The grid cut where the title of another table stands below content, each part with only its own columns.

    A title counts where it is alone in its row and a row of several words without figures follows its caption lines.
    """
    if not any(captions.TABLE in cell.text for row in grid.rows for cell in row if cell):
        return [grid]
    starts = list(_starts(grid.rows))
    if not starts:
        return [grid]
    bounds = [0, *starts, len(grid.rows)]
    return [_part(grid, grid.rows[start:end]) for start, end in pairwise(bounds)]


def _starts(rows: Sequence[Cells]) -> Iterator[int]:
    """The first caption row of every table but the first."""
    top, content, forms = 0, False, False
    while top < len(rows):
        end = top
        while end < len(rows) and _is_caption(rows[end]):
            end += 1
        if content and any(_is_title(row, forms) for row in rows[top:end]) and _is_heading(rows, end):
            yield top
        content = content or _is_content(_filled(rows[top]))
        forms = forms or any(_INDICATORS in cell.text for cell in _filled(rows[top]))
        top = max(end, top + 1)


def _is_content(own: list[Cell]) -> bool:
    """Whether a row has figures, or is the total that an empty table prints alone."""
    words = {bare(cell.text) for cell in own}
    return bool(words & _TOTALS and words <= _TOTALS | _DASHES) or any(amount(cell.text) is not None for cell in own)


def _filled(row: Cells) -> list[Cell]:
    return [cell for cell in row if cell and cell.text.strip()]


def _is_caption(row: Cells) -> bool:
    own = _filled(row)
    return 0 < len(own) < 3 and all(captions.is_caption(cell.text) for cell in own)


def _is_title(row: Cells, among_forms: bool) -> bool:
    own = _filled(row)
    return len(own) == 1 and captions.is_title(own[0].text) and not (among_forms and _OF_FORMS in own[0].text)


def _is_heading(rows: Sequence[Cells], at: int) -> bool:
    own = _filled(rows[at]) if at < len(rows) else []
    return len(own) > 1 and not any(amount(bare(cell.text)) is not None for cell in own)


def _part(grid: Grid, rows: Sequence[Cells]) -> Grid:
    kept = [column for column in range(grid.width) if any(row[column] is not None for row in rows)]
    shown = tuple(tuple(_narrowed(row, column, kept) for column in kept) for row in rows)
    return replace(grid, rows=shown, place=around([cell.place for row in rows for cell in row if cell]) or grid.place)


def _narrowed(row: Cells, column: int, kept: Sequence[int]) -> Cell | None:
    """A cell that reaches only over the columns that are kept."""
    cell = row[column]
    if cell is None or cell.colspan == 1:
        return cell
    return replace(cell, colspan=sum(column <= other < column + cell.colspan for other in kept))
