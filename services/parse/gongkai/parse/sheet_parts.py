"""Where one table or text of a worksheet ends and the next begins: below one another, and beside one another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from gongkai.domain.amounts import amount
from gongkai.domain.text import bare
from gongkai.parse import captions
from gongkai.parse.sheet import Sheet, Texts

_LONG = 60
"""Characters from which on the only text of a row is a paragraph and not a title."""

_FAR = 20
"""Empty rows that no table has inside."""

_HEAD = 6
"""Rows at the top of a table that its title and its unit stand in."""

_PART = re.compile(r"第[一二三四五六七八九十]+部分")

_Row = tuple[int, list[str]]
"""The number of a row and its texts."""


def parts(sheet: Sheet) -> Iterator[Sheet]:
    """The sheet cut where a paragraph or a part begins or ends, where a title follows on an empty row, and between tables
    side by side: one sheet may hold a whole document."""
    rows = [(row, list(cells)) for row, cells in groupby(sorted(sheet.texts), key=lambda at: at[0])]
    lines: list[_Row] = [(row, [sheet.texts[at] for at in cells]) for row, cells in rows]
    starts = [0, *(at for at in range(1, len(lines)) if _begins(sheet, lines, at)), len(lines)]
    for start, end in pairwise(starts):
        texts = {at: sheet.texts[at] for _, cells in rows[start:end] for at in cells}
        if texts:
            yield from _beside(sheet, texts)


def _begins(sheet: Sheet, lines: Sequence[_Row], at: int) -> bool:
    """Whether something new begins in this row, which is not merged with the one above."""
    (above, before), (row, texts) = lines[at - 1], lines[at]
    alone = len(texts) == 1
    new = (
        _is_prose(before) != _is_prose(texts)
        or row - above > _FAR
        or (alone and _PART.match(bare(texts[0])) is not None)
        or (alone and row - above > 1 and not _goes_on(lines, at))
    )
    return new and not any(merged.top <= above and row <= merged.bottom for merged in sheet.merged)


def _goes_on(lines: Sequence[_Row], at: int) -> bool:
    """Whether the only text of a row below an empty one belongs to the table above: figures follow without a heading."""
    if captions.is_caption(lines[at][1][0]):
        return False
    below = next((texts for _, texts in lines[at + 1 :] if len(texts) > 1), [])
    return any(amount(text) is not None for text in below)


def _is_prose(texts: Sequence[str]) -> bool:
    return len(texts) == 1 and (len(texts[0]) >= _LONG or texts[0].endswith("。"))


def _beside(sheet: Sheet, texts: Texts) -> Iterator[Sheet]:
    """The tables of a part from the left, cut at empty columns that have a title or a unit of money on either side."""
    columns = sorted({column for _, column in texts})
    rows = [row for row, _ in texts]
    merged = [one for one in sheet.merged if one.top <= max(rows) and min(rows) <= one.bottom]
    gaps = [
        left
        for left, right in pairwise(columns)
        if right - left > 1 and not any(one.left <= left and right <= one.right for one in merged)
    ]
    for gap in gaps:
        left = {at: text for at, text in texts.items() if at[1] <= gap}
        right = {at: text for at, text in texts.items() if at[1] > gap}
        if _are_tables(left, right):
            yield replace(sheet, texts=left)
            yield from _beside(sheet, right)
            return
    yield replace(sheet, texts=texts)


def _are_tables(*sides: Texts) -> bool:
    """Whether each side begins with a title of its own, or each with a unit of money."""
    heads = [[text for (row, _), text in side.items() if row < min(side)[0] + _HEAD] for side in sides]
    titled = all(any(captions.is_title(text) for text in head) for head in heads)
    return titled or all(any(captions.currency(text) for text in head) for head in heads)
