"""The heading of a grid: how many rows it has and which words stand above each column, top down."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from gongkai.domain.amounts import amount
from gongkai.domain.content import Cell, Grid
from gongkai.domain.text import bare
from gongkai.parse.indexes import is_index_row
from gongkai.parse.recognition.kinds import is_column_word
from gongkai.parse.recognition.wording import label
from gongkai.parse.remembered import remembered

Heading = tuple[str, ...]

_CODE = re.compile(r"\d{3,7}")
_CODED_NAME = re.compile(r"(?!20\d{2}年)(?:\d{3}|\d{5}|\d{7})[-\s]*[一-鿿].*")
STRUCTURE = re.compile(
    r"类|款|项|目|节|栏次|行次|序号|编码|代码|名称|备注|科目|项目|功能分类|支出|收入|资金来源|本年支出|本年收入|.*科目(?:\(.*\))?|.*(?:科目|单位|部门|项目|支出)(?:编码|代码|名称|类别|[和及与])+(?:\(.*\))?"
    r"|支出功能分类.*|.*经济分类.*|项目\(按.*\)|.*支出内容|年初结转.*|年末结转.*|上年结转.*|财政拨款(?:收入|支出)|.*预算(?:财政拨款)?支出|支出预算|收入预算|项目类型"
)
# Below a heading these are headings too where they are alone in their row.
_ALONE = re.compile(r"项目|(?:支出)?(?:功能|经济)分类(?:科目)?|.*科目(?:编码|代码|名称|[和及与])+")
_CLASS, _NAME = re.compile(r"[35]\d{2}"), re.compile(r"[一-鿿]{2}")
_FEWEST_REPEATED = _FEWEST_CLASSES = 2
_OF_ROWS = re.compile(r"科目|名称|编码|代码|项目(?!支出)|分类|单位(?!资金)|序号|备注")
_FEWEST_IN_GAPS = 2
_NOTHING = re.compile(r"[-—－/\\*·.…无]*")
_FEWEST_NUMBERS = 4
_DEEPEST_INDEX = 6
_CERTAIN = re.compile(r"类|款|项|栏次|行次|编码|代码|名称|.*科目(?:编码|代码|名称|[和及与])*(?:编码|代码|名称)")


@remembered
def heading_rows(grid: Grid) -> int:
    """How many rows at the head of a grid hold headings and no content; index rows (栏次 1 2 3) are headings."""
    spread = grid.spread()
    count = start = _rows_to_the_index(grid)
    for top, row in enumerate(grid.rows[start:], start):
        own = [cell for cell in row if cell and cell.text.strip()]
        covered = [cell for cell, mine in zip(spread[top], row, strict=True) if cell and cell is not mine]
        above = spread[top - 1] if top else None
        if _numbers_the_names_below(row, grid.rows[top + 1 : top + 2]):
            count = top + 1
            continue
        if not (is_index_row(own) or _is_heading_row(own, covered, spread[top], above)):
            break
        count = top + 1
    return min(count, len(grid.rows))


def _numbers_the_names_below(row: Sequence[Cell | None], below: Sequence[Sequence[Cell | None]]) -> bool:
    """Whether a row holds the codes of economic classes whose names stand in the next row (301 | 302 over 工资福利支出 | …)."""
    classes = [column for column, cell in enumerate(row) if cell and _CLASS.fullmatch(bare(cell.text))]
    if len(classes) < _FEWEST_CLASSES or not below:
        return False
    if any(_is_content(bare(cell.text)) for column, cell in enumerate(row) if cell and column not in classes):
        return False
    return all((cell := below[0][column]) is not None and _NAME.search(cell.text) for column in classes)


def _rows_to_the_index(grid: Grid) -> int:
    """How many rows stand down to the one that numbers the columns; 0 where none does or figures stand above it."""
    for top, row in enumerate(grid.rows[:_DEEPEST_INDEX]):
        own = [cell for cell in row if cell and cell.text.strip()]
        if top and len(own) >= _FEWEST_NUMBERS and is_index_row(own):
            return top + 1
        if any(_is_content(bare(cell.text)) for cell in own):
            return 0
    return 0


def without_repeats(grid: Grid, rows: int) -> Grid:
    """The grid without rows of its body that only repeat a row of its heading."""
    above = {_words_of(row) for row in grid.rows[:rows]}
    kept = [row for row in grid.rows[rows:] if len(_words_of(row)) < _FEWEST_REPEATED or _words_of(row) not in above]
    return replace(grid, rows=(*grid.rows[:rows], *kept)) if len(kept) < len(grid.rows) - rows else grid


def _words_of(row: Sequence[Cell | None]) -> tuple[str, ...]:
    return tuple(text for cell in row if cell and (text := bare(cell.text)))


def are_heading_words(own: Sequence[Cell]) -> bool:
    """Whether the cells of a row, at least two, are all words of known headings."""
    return len(own) > 1 and all(is_heading_word(cell.text) for cell in own)


def is_heading_word(text: str) -> bool:
    """Whether a text is a word of known headings."""
    plain = bare(text)
    return bool(STRUCTURE.fullmatch(label(plain))) or is_column_word(plain)


def headings(grid: Grid, rows: int) -> list[Heading]:
    """For each column the words above it from the top down, as drawn or as the empty cells beside a group word tell."""
    return _paths(grid, rows, label)


def printed_headings(grid: Grid, rows: int) -> list[Heading]:
    """The same with the years and marks that `headings` takes off (`2024年预算数`)."""
    return _paths(grid, rows, bare)


@remembered
def _paths(grid: Grid, rows: int, words: Callable[[str], str]) -> list[Heading]:
    table = _filled(grid.spread()[:rows], words)
    return [tuple(_path(row[column] for row in table)) for column in range(grid.width)]


def _path(texts: Iterable[str]) -> list[str]:
    out: list[str] = []
    for text in texts:
        if text and (not out or out[-1] != text):
            out.append(text)
    return out


def _is_heading_row(
    own: list[Cell], covered: list[Cell], spread: list[Cell | None], above: list[Cell | None] | None
) -> bool:
    texts = [bare(cell.text) for cell in own]
    if any(_is_content(text) for text in texts):
        return False
    if above is None:
        return True
    if not texts:
        return bool(covered)
    if any(_CERTAIN.fullmatch(text) for text in texts) or (len(texts) == 1 and _ALONE.fullmatch(texts[0])):
        return True
    return (
        are_heading_words(own)
        or _divides(spread, above, bool(covered))
        or _stands_in_gaps(own, spread, above)
        or _parts_a_source(own, spread, above)
    )


def _divides(spread: list[Cell | None], above: list[Cell | None], covered: bool) -> bool:
    """Whether a row full of words stands below a row that leaves places open or draws cells over several columns."""
    if not all(cell and not _NOTHING.fullmatch(bare(cell.text)) for cell in spread):
        return False
    return covered or any(cell is None or not cell.text.strip() or cell.colspan > 1 for cell in above)


def _stands_in_gaps(own: list[Cell], spread: list[Cell | None], above: list[Cell | None]) -> bool:
    """Whether several words stand only below a group word and the empty places right of it, which no span joins."""
    if len(own) < _FEWEST_IN_GAPS or any(_NOTHING.fullmatch(bare(cell.text)) for cell in own):
        return False
    empty = [cell is None or not cell.text.strip() for cell in above]
    gaps = {column for at, open_ in enumerate(empty) if open_ and at for column in (at - 1, at)}
    filled = {column for column, cell in enumerate(spread) if cell and cell.text.strip()}
    return filled <= gaps and bool(filled & {column for column, open_ in enumerate(empty) if open_})


def _parts_a_source(own: list[Cell], spread: list[Cell | None], above: list[Cell | None]) -> bool:
    """Whether a word alone stands below the heading of a column of figures (一般公共预算 below 财政拨款收入)."""
    column = next(at for at, cell in enumerate(spread) if cell is own[0])
    over = above[column]
    if len(own) > 1 or not column or over is None or over is own[0]:
        return False
    return is_column_word(own[0].text) and is_column_word(over.text) and not _OF_ROWS.search(bare(over.text))


def _is_content(text: str) -> bool:
    return amount(text) is not None or bool(_CODE.fullmatch(text) or _CODED_NAME.fullmatch(text))


def _filled(rows: list[list[Cell | None]], words: Callable[[str], str]) -> list[list[str]]:
    """The words of the heading; an empty cell right of a group word belongs to the group when words stand below it."""
    table = [[""] * len(row) if _is_index(row) else [words(cell.text) if cell else "" for cell in row] for row in rows]
    for top, row in enumerate(table):
        for column in range(1, len(row)):
            if row[column] or not row[column - 1] or not any(below[column] for below in table[top + 1 :]):
                continue
            if all(above[column] == above[column - 1] for above in table[:top]):
                row[column] = row[column - 1]
    return table


def _is_index(row: list[Cell | None]) -> bool:
    return is_index_row([cell for cell in dict.fromkeys(row) if cell and cell.text.strip()])
