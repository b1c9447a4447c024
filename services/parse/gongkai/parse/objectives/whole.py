"""Whether the cells of a form are its own: rows and columns that ran into each other are no form to read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongkai.domain.content import Cell
from gongkai.domain.text import bare
from gongkai.parse.objectives import columns, forms

Cells = Sequence[Cell | None]

_FIRST_LEVEL = re.compile(r"一级(?:绩效)?指标(?:名称)?")
# A heading below the headings, alone or with others run into it: 绩效指标值, 计算符号年度指标值计量单位.
_STRAY = re.compile(r".{0,8}(?:指标值|目标值)(?:计量单位|度量单位)?(?:[(（].{0,16}[)）])?")
_LABELS = [
    pattern
    for name, pattern in forms.LABELS.items()
    if name in ("unit", "undertaker", "superior", "project", "leader", "total", "fiscal")
]
_LONGEST_VALUE, _SHORTEST_LABEL = 60, 4


def is_whole(spread: Sequence[Cells], heading: columns.Heading | None) -> bool:
    """Whether every value stands apart from the labels, and every heading in the rows of the headings."""
    top = heading.first if heading else len(spread)
    if any(_runs_on(cell.text) for cell in _cells(spread[:top])):
        return False
    if heading is None:
        return not any(_FIRST_LEVEL.fullmatch(bare(cell.text)) for cell in _cells(spread))
    below = [row for row in spread[heading.last + 1 :] if not columns.is_heading(row)]
    return "target" in heading.columns or not any(_STRAY.fullmatch(bare(cell.text)) for cell in _cells(below))


def _cells(rows: Sequence[Cells]) -> Iterator[Cell]:
    return (cell for row in rows for cell in row if cell and cell.text.strip())


def _runs_on(text: str) -> bool:
    """Whether a label stands in a later line of a value: 某某补助 / 年度资金总额555.27."""
    first, *more = text.split("\n")
    if not more or len(text) > _LONGEST_VALUE or forms.label_of(first):
        return False
    return any(_starts_with_label(bare(line)) for line in more)


def _starts_with_label(line: str) -> bool:
    found = (pattern.match(line) for pattern in _LABELS)
    return any(one is not None and one.end() >= _SHORTEST_LABEL for one in found)
