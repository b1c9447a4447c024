"""Where the tables of wrapped text begin and end: from a title with its unit line to a note, the next title or the next part."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gongkai.domain.content import Block, Grid, Line
from gongkai.domain.text import bare
from gongkai.parse import captions

_PART = re.compile(r"第[一二三四五六七八九十]部分")
_NARRATIVE = re.compile(
    r"[一二三四五六七八九十]+、.*(?:情况(?:的)?(?:总体)?说明|关于)|\([一二三四五六七八九十]+\).*情况(?:说明)?$"
)
_MOST_UNIT_LINES = 5


@dataclass(frozen=True, slots=True)
class Span:
    """The lines `start` to `end` of the content are the body of a table of this kind; its captions stand before them."""

    kind: str
    start: int
    end: int


def spans(blocks: Sequence[Block], kind_of: Callable[[str], str | None]) -> list[Span]:
    """Every stretch of lines that is the body of a table, in order; `kind_of` tells the kind of table from its title."""
    texts = [block.text if isinstance(block, Line) else "" for block in blocks]
    kinds = {at: kind for at in range(len(texts)) if (kind := kind_of(_title(texts, at)))}
    # Of several titles above one unit line the last is the table's: the others end a list of contents.
    titles = {start: at for at in kinds if (start := _body_start(texts, at))}
    ends = {start: _body_end(texts, start, frozenset(titles.values())) for start in titles}
    return [
        Span(kinds[at], start, ends[start])
        for start, at in titles.items()
        if ends[start] > start and not has_grid(blocks, start, ends[start])
    ]


def has_grid(blocks: Sequence[Block], start: int, end: int) -> bool:
    """Whether a table was drawn among these blocks or right behind them: then the lines are no table of their own."""
    return any(isinstance(block, Grid) for block in blocks[start : end + 1])


def _title(texts: Sequence[str], at: int) -> str:
    """The title that begins at this line, "" where none does; a long one goes on in the next line."""
    line = texts[at]
    if captions.is_title(line) and not captions.is_number_line(line):
        return captions.title(line)
    both = line.strip() + (texts[at + 1].strip() if at + 1 < len(texts) else "")
    if line.strip() and not captions.is_caption(line) and len(bare(line)) > 10 and captions.is_title(both):
        return captions.title(both)
    return ""


def _body_start(texts: Sequence[str], title: int) -> int:
    """The line after the unit line below a title; 0 where no unit line follows, as in a list of contents."""
    near = [at for at in range(title, min(title + 2 * _MOST_UNIT_LINES, len(texts))) if texts[at].strip()]
    with_money = [at for at in near[: _MOST_UNIT_LINES + 1] if captions.currency(texts[at])]
    if with_money:
        return with_money[0] + 1
    named = [at for at in near[1:3] if captions.is_unit_line(texts[at])]
    return named[-1] + 1 if named else 0


def _body_end(texts: Sequence[str], start: int, titles: frozenset[int]) -> int:
    for at in range(start, len(texts)):
        line = texts[at]
        if at in titles or _ends_table(line):
            return _without_number_line(texts, start, at)
    return len(texts)


def _ends_table(line: str) -> bool:
    plain = bare(line)
    return (
        bool(_PART.match(plain) or _NARRATIVE.match(plain)) or captions.is_note(line) or captions.is_number_line(line)
    )


def _without_number_line(texts: Sequence[str], start: int, end: int) -> int:
    while end > start and (not texts[end - 1].strip() or captions.is_number_line(texts[end - 1])):
        end -= 1
    return end
