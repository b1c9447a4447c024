"""Projects told in a table of their own, a label and its value in each row: 项目名称 | 修渠, 立项依据 | …"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from gongkai.domain.amounts import printed
from gongkai.domain.disclosure import Row, Table
from gongkai.parse.narrative.paragraphs import Paragraph
from gongkai.parse.narrative.sections import Passage

_KIND = "other"
_FEWEST_ROWS = 3


def tabled(tables: Iterable[Table], label: re.Pattern[str]) -> Iterator[Passage]:
    """The rows of each such table as labelled paragraphs; tables where fewer than three rows begin with a label give none."""
    for table in tables:
        body = [_labelled(row, label) for row in table.rows] if table.code == _KIND else []
        lines = tuple(line for line in body if line)
        if len(lines) >= _FEWEST_ROWS and len(lines) * 2 >= len(body):
            yield Passage((), None, body=lines, place=table.place)


def _labelled(row: Row, label: re.Pattern[str]) -> Paragraph | None:
    """项目名称 修渠 and 预算金额 450.00 as 项目名称：修渠 and 预算金额：450.00."""
    first, _, text = (row.name or "").partition(" ")
    value = text or next(filter(None, map(printed, row.values.values())), "")
    named = f"{first.rstrip('：:')}："
    return Paragraph(named + value, row.place) if value and label.fullmatch(named) else None
