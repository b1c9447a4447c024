"""The last letters of cells that the page end cut off: a first row of such crumbs goes back into the cells above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gongkai.domain.content import Cell, Grid
from gongkai.domain.text import bare
from gongkai.parse.joining.turning import turns_the_page
from gongkai.parse.objectives.forms import label_of
from gongkai.parse.recognition.headings import are_heading_words

Cells = tuple[Cell | None, ...]

_CRUMB = re.compile(r"[一-鿿()（）“”、]{1,4}")
_COMPLETE, _WORDS = re.compile(r"(?:支出|收入|结余|[合总小]计)$"), re.compile(r"[一-鿿]{2,}")
_DIGITS = re.compile(r"\d")
_WORD = re.compile(
    r"合计|总计|小计|其他|备注|科目|编码|代码|栏次|类|款|项|目|无|[一二三四五六七八九十]{1,2}|..(?:收入|支出|资金|经费|结转|结余|拨款|预算|补助|指标|名称|编码)"
)


def swept(grid: Grid, after: Sequence[Cells], heading: bool = False) -> tuple[Grid, Sequence[Cells]]:
    """The grid and the rows that go on from it on the next page, without a first row that holds nothing but crumbs.

    A crumb is at most four letters below a cell with text, and no word that stands alone in tables; rows with
    figures or with the labels of a performance form are never crumbs. Below a grid that is only a `heading`, words are crumbs unless they are headings themselves.
    """
    if not after or not turns_the_page(grid.rows[-1], after[0]):
        return grid, after
    above = grid.spread()[-1]
    crumbs = {column: cell for column, cell in enumerate(after[0]) if cell and cell.text.strip()}
    owners = {
        column: cell for column in crumbs if column < len(above) and (cell := above[column]) and cell.text.strip()
    }
    if (
        not crumbs
        or len(owners) < len(crumbs)
        or any(label_of(cell.text) for cell in crumbs.values())
        or not _are_crumbs(list(crumbs.values()), heading)
        or any(_is_name_of_its_own(owners[column], cell) for column, cell in crumbs.items())
    ):
        return grid, after
    mended = {id(owner): replace(owner, text=owner.text + crumbs[column].text) for column, owner in owners.items()}
    rows = tuple(tuple(mended.get(id(cell), cell) if cell else None for cell in row) for row in grid.rows)
    return replace(grid, rows=rows), after[1:]


def _is_name_of_its_own(above: Cell, cell: Cell) -> bool:
    """Whether words stand below a name that is complete (`预备费` below `灾害防治及应急管理支出`)."""
    return bool(_COMPLETE.search(bare(above.text)) and _WORDS.fullmatch(cell.text.strip()))


def _are_crumbs(cells: Sequence[Cell], heading: bool) -> bool:
    if heading:
        return not are_heading_words(cells) and not any(_DIGITS.search(cell.text) for cell in cells)
    return all(_is_crumb(cell) for cell in cells)


def _is_crumb(cell: Cell) -> bool:
    text = cell.text.strip()
    return bool(_CRUMB.fullmatch(text)) and not _WORD.fullmatch(text)
