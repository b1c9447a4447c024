"""Every digit of the lines has to stand in the grid that takes their place: what is missing is told, never just gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from gongkai.domain.content import Block, Grid, Line, Notice
from gongkai.parse import captions


def lost(blocks: Sequence[Block], grid: Grid) -> Iterator[Notice]:
    """A notice LOST_FIGURE when the lines of a table have digits that its grid has not; page numbers do not count."""
    lines = [block for block in blocks if isinstance(block, Line) and not captions.is_furniture(block.text)]
    missing = _digits(line.text for line in lines) - _digits(cell.text for row in grid.rows for cell in row if cell)
    if missing:
        yield Notice(
            "LOST_FIGURE",
            f"这张表的原文中有{missing.total()}个数字字符没有读入，请对照原文。",
            f"{missing.total()} digits of this table's text were not read into it; compare with the original.",
            grid.place,
        )


def _digits(texts: Iterable[str]) -> Counter[str]:
    """How often each digit stands in some texts: joining or cutting figures does not change it."""
    return Counter(sign for text in texts for sign in text if sign.isdigit())
