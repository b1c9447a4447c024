"""One grid out of the parts that page ends made of it: when a grid goes on, and how it is put together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain

from gongkai.domain.content import Block, Cell, Grid, Line
from gongkai.domain.text import bare
from gongkai.parse import captions
from gongkai.parse.joining.aligning import aligned, over_columns, same_columns, widened
from gongkai.parse.joining.crumbs import swept
from gongkai.parse.joining.peeling import cut_spans, filled, peel
from gongkai.parse.joining.touching import apart
from gongkai.parse.joining.turning import turns_the_page
from gongkai.parse.recognition.headings import are_heading_words, heading_rows

Cells = tuple[Cell | None, ...]

_START = re.compile(
    r"(?:预算|项目(?:实施|主管)?|部门|主管|填报|申报)?(?:单位|部门)(?:\(单位\))?(?:名称)?(?:\(盖章\))?|项目名称|科目|(?:功能|经济)分类.*|项目|收入|支出|一级指标"
    r"|科目编码|合计|单位编码"
)
_FIGURE = re.compile(r"[-−]?[\d,]*\.?\d+%?")
_CONTINUED = re.compile(r"\(续表?\)|^续")
_INDICATORS = "一级指标"
_FORM = re.compile(
    r"(?:预算|部门|项目|主管|实施|填报|申报)*单位|项目名称|(?:主管)?部门(?:\(单位\)|/单位)?(?:名称|及代码|$|:)"
)
_MOST_CAPTIONS = 7
_CELLS_OF_A_LIST = 5


def join(blocks: Iterable[Block]) -> list[Block]:
    """The same blocks with captions and notes peeled off the grids, and every continued grid one with its beginning.

    Repeated headings, repeated captions and page numbers between the parts of one grid are gone; cells keep their places.
    """
    joined: list[Block] = []
    between: list[Line] = []
    table: _Open | None = None
    for block in chain.from_iterable(_parts(one) for one in blocks):
        if isinstance(block, Line):
            between.append(block)
            continue
        if table and _goes_on(table, between, block):
            table.add(block)
        else:
            joined += [*_closed(table), *between]
            table = _Open(block, {_as_repeated(line.text) for line in between[-_MOST_CAPTIONS:]})
        between = []
    return [*joined, *_closed(table), *between]


def _parts(block: Block) -> Sequence[Block]:
    return [block] if isinstance(block, Line) else [one for part in apart(block) for one in peel(part)]


class _Open:
    """A table that the next grid may continue: its parts so far, and the caption lines that a page may repeat."""

    def __init__(self, first: Grid, captions_above: set[str]) -> None:
        self.first = first
        self.parts = [first]
        self.captions = captions_above
        self.is_form = _is_form(first)
        self.labels = _labels(first) if self.is_form else set()
        self.has_indicators = self.is_form and _has_indicators(first)

    @cached_property
    def only_heading(self) -> bool:
        """Asked of few tables only."""
        return _is_heading(self.first)

    def add(self, part: Grid) -> None:
        self.parts.append(part)
        if self.is_form:
            self.labels |= _labels(part)
            self.has_indicators = self.has_indicators or _has_indicators(part)
        self.only_heading = self.only_heading and _is_heading(part)


def _closed(table: _Open | None) -> list[Grid]:
    if table is None:
        return []
    first, whole = table.first, [table.first]
    for part in table.parts[1:]:
        heading = _repeated_heading(first, part)
        first, below = aligned(first, part, heading)
        whole[0] = first if len(whole) == 1 else whole[0]
        whole[-1], rows = swept(whole[-1], cut_spans(below.rows[heading:]), _is_heading(whole[-1]))
        first = whole[0] if len(whole) == 1 else first
        whole += [replace(below, rows=tuple(rows))] if rows else []
    rows = tuple(widened(row, first.width) for part in whole for row in part.rows)
    return [replace(table.first, rows=rows)]


def _goes_on(table: _Open, between: Sequence[Line], after: Grid) -> bool:
    if table.first.place.sheet != after.place.sheet:
        return False
    if table.has_indicators and _is_cut_after_title(table.parts[-1], between):
        return True
    if not all(_is_repeated(line, table.captions) for line in between):
        return False
    if after.continued:
        return True
    if repeated := _repeated_heading(table.first, after):
        # Rows of names alone may look like more heading; where all of the heading is repeated they are none.
        is_whole = heading_rows(after) <= repeated or heading_rows(table.first) == repeated
        return repeated < len(after.rows) and is_whole and not _is_form(after)
    if table.is_form and not table.has_indicators:
        return not table.labels & _labels(_to_the_next_title(after))
    if table.is_form and _is_rest_of_form(after):
        return same_columns(table.first, after)
    if not all(captions.is_furniture(line.text) for line in between) and not any("续" in line.text for line in between):
        return False
    if turns_the_page(table.parts[-1].rows[-1], after.rows[0]) and table.only_heading:
        return same_columns(table.first, after) or over_columns(table.first, after) is not None
    return same_columns(table.first, after) and not _begins_anew(after)


def _is_cut_after_title(forms: Grid, between: Sequence[Line]) -> bool:
    """Whether the last of several forms of one grid has not come to its indicators, and the next page repeats its title."""
    alone = [(at, own[0].text) for at, row in enumerate(forms.rows) if len(own := filled(row)) == 1]
    begins = max((at for at, text in alone if captions.is_title(text)), default=0)
    if not begins or _has_indicators(replace(forms, rows=forms.rows[begins:])):
        return False
    above = {_as_repeated(text) for at, text in alone if at >= begins}
    return any(captions.is_title(line.text) for line in between) and all(_is_repeated(line, above) for line in between)


def _is_heading(grid: Grid) -> bool:
    """Whether a page ended before the first row of content."""
    return heading_rows(grid) == len(grid.rows) and not _is_form(grid)


def _is_repeated(line: Line, above: set[str]) -> bool:
    plain = _as_repeated(line.text)
    return captions.is_furniture(line.text) or plain in above or plain in ("", "表")


def _as_repeated(text: str) -> str:
    return _CONTINUED.sub("", bare(text)).rstrip(":")


def _is_form(grid: Grid) -> bool:
    """A form of labels and values begins anew with each project, however alike its first cells are; a list does not."""
    first = filled(grid.rows[0])
    if not 0 < len(first) < _CELLS_OF_A_LIST or (len(first) > 1 and are_heading_words(first[:2])):
        return False
    return bool(_FORM.match(bare(first[0].text)))


def _has_indicators(grid: Grid) -> bool:
    """Whether a form has come to its last part; before that a page break cuts it between labels."""
    return any(bare(cell.text) == _INDICATORS for row in grid.rows for cell in filled(row))


def _is_rest_of_form(grid: Grid) -> bool:
    """Whether indicators stand here without their heading; a page may repeat the title of their form above them."""
    return not _has_indicators(grid) and not _is_form(grid) and not _begins_anew(grid)


def _labels(grid: Grid) -> set[str]:
    return {bare(row[0].text) for row in grid.rows if row[0] and row[0].text.strip()}


def _to_the_next_title(grid: Grid) -> Grid:
    """The rows above the title of another form that is drawn in the same grid."""
    titles = (at for at, row in enumerate(grid.rows) if len(own := filled(row)) == 1 and captions.is_title(own[0].text))
    return replace(grid, rows=grid.rows[: next(titles, len(grid.rows))])


def _begins_anew(grid: Grid) -> bool:
    first = filled(grid.rows[0])
    if not first:
        return False
    if any(_FIGURE.fullmatch(bare(cell.text)) for cell in first):
        return False
    if len(first) < 2 or not (_START.fullmatch(bare(first[0].text)) or are_heading_words(first)):
        return False
    return _titles_figures(grid)


def _titles_figures(grid: Grid) -> bool:
    """Whether the rows above the first figures say something over one of them; 年初结转 beside 结转下年 are rows as well as titles."""
    at = next((n for n, row in enumerate(grid.rows) if _has_figures(row)), len(grid.rows))
    if at in (0, len(grid.rows)):
        return True
    figures = [k for k, cell in enumerate(grid.rows[at]) if cell and _FIGURE.fullmatch(bare(cell.text))]
    above = [row[k] for row in grid.rows[:at] for k in figures if k < len(row)]
    return any(cell is None or bool(cell.text.strip()) for cell in above)


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
