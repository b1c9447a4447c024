"""Grids as a person sees them: captions and notes freed from the drawing, tables continued over pages made one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from gongkai.domain.content import Block, Cell, Grid, Line
from gongkai.domain.places import Place, around
from gongkai.domain.text import bare
from gongkai.parse import captions
from gongkai.parse.recognition.headings import are_heading_words, heading_rows

Cells = tuple[Cell | None, ...]

_START = re.compile(
    r"(?:预算|项目(?:实施|主管)?|部门|主管|填报|申报)?(?:单位|部门)(?:\(单位\))?(?:名称)?(?:\(盖章\))?|项目名称|科目|(?:功能|经济)分类.*|项目|收入|支出|一级指标"
    r"|科目编码|合计|单位编码"
)
_FIGURE = re.compile(r"[-−]?[\d,]*\.?\d+%?")
_INDICATORS = "一级指标"
_NEAR_POINTS = 6.0


def join(blocks: Iterable[Block]) -> list[Block]:
    """The same blocks with captions and notes peeled off the grids, and every continued grid one with its beginning.

    Repeated headings, repeated captions and page numbers between the parts of one grid are gone; cells keep their places.
    """
    joined: list[Block] = []
    between: list[Line] = []
    for block in _peeled(blocks):
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


def _peeled(blocks: Iterable[Block]) -> Iterable[Block]:
    for block in blocks:
        if isinstance(block, Line):
            yield block
        else:
            yield from _peel(block)


def _peel(grid: Grid) -> list[Block]:
    """Caption lines, the grid itself, note lines; empty rows and columns at the rim are gone."""
    rows = [row for row in grid.rows if any(cell and cell.text.strip() for cell in row)]
    if not rows:
        return []
    if all(len(_filled(row)) == 1 and _filled(row)[0].colspan == grid.width for row in rows):
        return [line for row in rows for cell in _filled(row) for line in _lines(cell)]
    top = 0
    while top < len(rows) and _is_caption_row(rows[top], first=top == 0):
        top += 1
    end = len(rows)
    while end > top and _is_note_row(rows[end - 1]):
        end -= 1
    above = [_line(cell) for row in rows[:top] for cell in _filled(row)]
    below = [_line(cell) for row in rows[end:] for cell in _filled(row)]
    if end - top == len(grid.rows):
        return [grid]
    if top == end:
        return [*above, *below]
    return [*above, replace(grid, rows=tuple(_cut_spans(rows[top:end])), place=_place(rows[top:end], grid)), *below]


def _filled(row: Cells) -> list[Cell]:
    return [cell for cell in row if cell and cell.text.strip()]


def _lines(cell: Cell) -> list[Line]:
    """A frame drawn around running text is no table."""
    return [Line(text, cell.place, whole=True) for text in cell.text.split("\n") if text.strip()]


def _line(cell: Cell) -> Line:
    return Line(cell.text, cell.place, whole=True)


def _is_caption_row(row: Cells, first: bool) -> bool:
    texts = [cell.text for cell in _filled(row)]
    if not texts or len(texts) > 4:
        return False
    if len(texts) == 1 and first and captions.is_title(texts[0]):
        return True
    labelled = [text for text in texts if captions.is_caption(text)]
    if len(texts) == 1:
        return bool(labelled) and not _is_label(texts[0])
    money = any(captions.currency(text) and len(bare(text)) < 14 for text in texts)
    return (money or len(labelled) == len(texts)) and not any(_is_label(text) for text in texts)


def _is_label(text: str) -> bool:
    """A label of a form (`项目资金（万元）`), not a line above a table."""
    plain = bare(text)
    return bool(re.search(r"资金|总额|指标|目标\)?$|盖章", plain)) and not captions.is_title(text)


def _is_note_row(row: Cells) -> bool:
    texts = _filled(row)
    return len(texts) == 1 and captions.is_note(texts[0].text)


def _cut_spans(rows: Sequence[Cells]) -> list[Cells]:
    """No cell may reach beyond the rows that are left."""
    height = len(rows)
    return [
        tuple(
            replace(cell, rowspan=min(cell.rowspan, height - top)) if cell and cell.rowspan > 1 else cell
            for cell in row
        )
        for top, row in enumerate(rows)
    ]


def _place(rows: Sequence[Cells], grid: Grid) -> Place:
    return around([cell.place for row in rows for cell in row if cell]) or grid.place


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
    return _same_columns(grid, after) and not _begins_anew(after)


def _sheet(grid: Grid) -> str | None:
    return grid.place.sheet


def _is_repeated(line: Line, above: set[str]) -> bool:
    plain = _as_repeated(line.text)
    return captions.is_furniture(line.text) or plain in above or plain in ("", "表")


def _body(grid: Grid, heading: int) -> tuple[Cells, ...]:
    return grid.rows[heading:]


def _is_form(grid: Grid) -> bool:
    """A form of labels and values begins anew with each project, however alike its first cells are."""
    first = _filled(grid.rows[0])
    return bool(first) and bool(re.match(r"(?:预算|部门|项目)?单位|项目名称|部门\(单位\)名称", bare(first[0].text)))


def _has_indicators(grid: Grid) -> bool:
    """Whether a form has come to its last part; before that a page break cuts it between labels."""
    return any(bare(cell.text) == _INDICATORS for row in grid.rows for cell in _filled(row))


def _labels(grid: Grid) -> set[str]:
    return {bare(row[0].text) for row in grid.rows if row[0] and row[0].text.strip()}


def _begins_anew(grid: Grid) -> bool:
    first = _filled(grid.rows[0])
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
    figures = [cell for cell in _filled(row) if _FIGURE.fullmatch(bare(cell.text))]
    counted = [bare(cell.text) for cell in figures]
    return bool(figures) and counted != [str(n + 1) for n in range(len(counted))]


def _same_columns(grid: Grid, after: Grid) -> bool:
    if grid.width == after.width:
        return True
    return bool(_columns_by_place(grid, after))


def _append(grid: Grid, after: Grid) -> Grid:
    heading = _repeated_heading(grid, after)
    body = _cut_spans(_body(after, heading))
    if after.width != grid.width:
        targets = (
            _columns_by_place(grid, after) or _columns_by_heading(grid, after, heading) or list(range(after.width))
        )
        width = max(grid.width, max(targets, default=0) + 1)
        grid = replace(grid, rows=tuple(_widened(row, width) for row in grid.rows))
        body = [_moved(row, targets, width) for row in body]
    return replace(grid, rows=(*grid.rows, *body))


def _widened(row: Cells, width: int) -> Cells:
    return (*row, *([None] * (width - len(row))))


def _moved(row: Cells, targets: Sequence[int], width: int) -> Cells:
    out: list[Cell | None] = [None] * width
    for cell, target in zip(row, targets, strict=False):
        if cell and out[target] is None:
            out[target] = replace(cell, colspan=1)
    return tuple(out)


@dataclass(slots=True)
class _Edges:
    """The left and right edges of the columns of a grid, from its cells of one column."""

    spans: dict[int, tuple[float, float]] = field(default_factory=dict)


def _edges(grid: Grid) -> _Edges:
    edges = _Edges()
    for row in grid.rows:
        for column, cell in enumerate(row):
            if cell and cell.colspan == 1 and cell.place.box and column not in edges.spans:
                edges.spans[column] = (cell.place.box[0], cell.place.box[2])
    return edges


def _columns_by_place(grid: Grid, after: Grid) -> list[int]:
    """For each column of `after` the column of `grid` that stands above it; [] when the drawing does not tell."""
    ours, theirs = _edges(grid).spans, _edges(after).spans
    if not ours or len(theirs) < after.width:
        return []
    targets: list[int] = []
    for column in range(after.width):
        left, right = theirs[column]
        above = [
            place
            for place, (start, stop) in sorted(ours.items())
            if start < right - _NEAR_POINTS and stop > left + _NEAR_POINTS
        ]
        if not above:
            return []
        targets.append(above[0])
    return targets if len(set(targets)) == len(targets) else []


def _columns_by_heading(grid: Grid, after: Grid, heading: int) -> list[int]:
    """For each column of `after` the column of `grid` with the same words above it."""
    ours, theirs = _paths(grid, heading), _paths(after, heading)
    targets: list[int] = []
    for path in theirs:
        found = [column for column, own in enumerate(ours) if own == path and column not in targets]
        if not path or not found:
            return []
        targets.append(found[0])
    return targets


def _paths(grid: Grid, heading: int) -> list[tuple[str, ...]]:
    rows = grid.spread()[:heading]
    return [_distinct(row[column] for row in rows) for column in range(grid.width)]


def _distinct(cells: Iterable[Cell | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(bare(cell.text) for cell in cells if cell))
