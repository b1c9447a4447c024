"""Rows that only count the columns of a table (栏次 1 2 3), which are neither heading nor content."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.domain.content import Cell
from gongkai.domain.text import bare

_INDEX = re.compile(
    r"栏次|行次|\d{1,2}|[-—]|\d+(?:=|\+)[\d=+\-()]+|[*]{2,}|[一二三四五六七八九十]{1,2}|[甲乙丙丁戊己庚辛A-Z]"
)
_HIGHEST_FIRST = 2


def is_index_row(own: Sequence[Cell]) -> bool:
    """Whether the cells of a row only count the columns: `栏次 1 2 3`, `1 2 3=4+5`."""
    texts = [bare(cell.text) for cell in own]
    if len(texts) < 2 or not all(_INDEX.fullmatch(text) for text in texts):
        return "栏次" in texts
    numbers = [int(text) for text in texts if text.isdigit()]
    if not numbers or numbers != sorted(numbers):
        return False
    return numbers[0] <= _HIGHEST_FIRST and numbers[-1] - numbers[0] <= len(texts) + 1
