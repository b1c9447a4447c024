"""Performance forms that were not read, as grids or as running lines: told, never silently missing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from gongkai.domain.content import Block, Grid, Line, Notice
from gongkai.domain.text import bare
from gongkai.parse.objectives.finding import is_objective

# The heading of the indicators, as one line of running text.
_HEADING = re.compile(r"[一二三]级指标.{0,20}[二三]级指标.*|三级指标.{0,10}指标值.*")
_LONGEST = 80


def unread(left: Iterable[Block]) -> Iterator[Notice]:
    """A notice UNREAD_OBJECTIVE for every form that was not read, and every heading of indicators that stands in no grid."""
    for block in left:
        if isinstance(block, Grid) and is_objective(block):
            yield Notice(
                "UNREAD_OBJECTIVE",
                "这张绩效目标表的行或列连在一起，未能按格读出，请对照原件。",
                "Rows or columns of this performance form run into each other, and it was not read; see the original.",
                block.place,
            )
        elif isinstance(block, Line) and len(block.text) <= _LONGEST and _HEADING.fullmatch(bare(block.text)):
            yield Notice(
                "UNREAD_OBJECTIVE",
                "这张绩效目标表没有表格线，未能按格读出，请对照原件。",
                "This performance form stands without rules and was not read into its cells; see the original.",
                block.place,
            )
