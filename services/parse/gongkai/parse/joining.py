"""Grids as a person sees them: captions and notes freed from the drawing, tables continued over pages made one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from gongkai.domain.content import Block, Cell, Grid, Line
from gongkai.domain.text import bare
from gongkai.parse import captions
from gongkai.parse.aligning import aligned, same_columns
from gongkai.parse.peeling import cut_spans, filled, peel
from gongkai.parse.recognition.headings import are_heading_words, heading_rows

Cells = tuple[Cell | None, ...]

_START = re.compile(
    r"(?:预算|项目(?:实施|主管)?|部门|主管|填报|申报)?(?:单位|部门)(?:\(单位\))?(?:名称)?(?:\(盖章\))?|项目名称|科目|(?:功能|经济)分类.*|项目|收入|支出|一级指标"
    r"|科目编码|合计|单位编码"
)
_FIGURE = re.compile(r"[-−]?[\d,]*\.?\d+%?")
_INDICATORS = "一级指标"


def join(blocks: Iterable[Block]) -> list[Block]:
    """The same blocks with captions and notes peeled off the grids, and every continued grid one with its beginning.

    Repeated headings, repeated captions and page numbers between the parts of one grid are gone; cells keep their places.
    """
    joined: list[Block] = []
    between: list[Line] = []
    for block in chain.from_iterable(_parts(one) for one in blocks):
        if isinstance(block, Line):
            between.append(block)
            continue
        open_grid = joined[-1] if joined and isinstance(joined[-1], Grid) else None
        if open_grid and _goes_on(open_grid, between, block, _captions_before(joined)):
            joined[-1] = _append(open_grid, block)
        else:
            joined += [*between, block]
        between = []
    return [*joined, *between]


def _parts(block: Block) -> Sequence[Block]:
    return [block] if isinstance(block, Line) else peel(block)


def _captions_before(joined: Sequence[Block]) -> set[str]:
    """The lines directly above the open grid, which a continuation may repeat."""
    found: set[str] = set()
    for block in reversed(joined[:-1]):
        if isinstance(block, Grid) or len(found) > 6:
            break
        found.add(_as_repeated(block.text))
    return found


def _as_repeated(text: str) -> str:
    return re.sub(r"\(续表?\)|^续", "", bare(text)).rstrip(":")


def _goes_on(grid: Grid, between: Sequence[Line], after: Grid, above: set[str]) -> bool:
    if grid.rows and after.rows and _sheet(grid) != _sheet(after):
        return False
    strange = [line for line in between if not _is_repeated(line, above)]
    if after.continued:
        return not strange
    if strange or not after.rows:
        return False
    if repeated := _repeated_heading(grid, after):
        return repeated < len(after.rows) and heading_rows(after) <= repeated and not _is_form(after)
    if between and not all(captions.is_furniture(line.text) for line in between):
        return False
    if _is_form(grid) and not _has_indicators(grid):
        return not _labels(grid) & _labels(after)
    return same_columns(grid, after) and not _begins_anew(after)


def _sheet(grid: Grid) -> str | None:
    return grid.place.sheet


def _is_repeated(line: Line, above: set[str]) -> bool:
    plain = _as_repeated(line.text)
    return captions.is_furniture(line.text) or plain in above or plain in ("", "表")


def _is_form(grid: Grid) -> bool:
    """A form of labels and values begins anew with each project, however alike its first cells are."""
    first = filled(grid.rows[0])
    return bool(first) and bool(re.match(r"(?:预算|部门|项目)?单位|项目名称|部门\(单位\)名称", bare(first[0].text)))


def _has_indicators(grid: Grid) -> bool:
    """Whether a form has come to its last part; before that a page break cuts it between labels."""
    return any(bare(cell.text) == _INDICATORS for row in grid.rows for cell in filled(row))


def _labels(grid: Grid) -> set[str]:
    return {bare(row[0].text) for row in grid.rows if row[0] and row[0].text.strip()}


def _begins_anew(grid: Grid) -> bool:
    first = filled(grid.rows[0])
    if not first:
        return False
    if any(_FIGURE.fullmatch(bare(cell.text)) for cell in first):
        return False
    return bool(_START.fullmatch(bare(first[0].text))) or are_heading_words(first)


def _repeated_heading(grid: Grid, after: Grid) -> int:
    """How many rows at the head of `after` repeat those of `grid`, as long as they hold no figures."""
    count = 0
    for old, new in zip(_signatures(grid), _signatures(after), strict=False):
        if not new or old != new or _has_figures(after.rows[count]):
            break
        count += 1
    return count


def _signatures(grid: Grid) -> Iterable[tuple[str, ...]]:
    """What a row says without what spans and undrawn columns do to it."""
    return (tuple(text for cell in row if cell and (text := bare(cell.text))) for row in grid.rows)


def _has_figures(row: Cells) -> bool:
    figures = [cell for cell in filled(row) if _FIGURE.fullmatch(bare(cell.text))]
    counted = [bare(cell.text) for cell in figures]
    return bool(figures) and counted != [str(n + 1) for n in range(len(counted))]


def _append(grid: Grid, after: Grid) -> Grid:
    heading = _repeated_heading(grid, after)
    wide, below = aligned(grid, after, heading)
    return replace(wide, rows=(*wide.rows, *cut_spans(below.rows[heading:])))
