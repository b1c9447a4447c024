"""Text copied out of a PDF, cell after cell and line after line, becomes tables again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gongkai.domain.content import Block, Content, Grid, Notice
from gongkai.parse.recognition.kinds import by_title
from gongkai.parse.wrapped.accounts import lost
from gongkai.parse.wrapped.drafting import drafts
from gongkai.parse.wrapped.drafts import Draft
from gongkai.parse.wrapped.grids import grid
from gongkai.parse.wrapped.notices import is_jumbled, notices, unread
from gongkai.parse.wrapped.performance import performance_forms
from gongkai.parse.wrapped.resolving import resolved
from gongkai.parse.wrapped.spaced import is_spaced_row, laid_out
from gongkai.parse.wrapped.spans import spans


def rebuild(content: Content) -> Content:
    """The same content with every run of lines that is a table replaced by its grid.

    Captions and notes stay lines. An amount whose column only habit tells gets a notice AMBIGUOUS_COLUMN, a table
    that has not all the digits of its lines a notice LOST_FIGURE.
    """
    # Where the places of texts are known, columns are read from them and never counted out.
    if any(line.place.box for line in content.lines()):
        return content
    content = laid_out(content)
    blocks = content.blocks
    counted = [span for span in spans(blocks, _kind) if not any(map(is_spaced_row, blocks[span.start : span.end]))]
    tables = resolved(drafts(counted, blocks))
    read = [table for table in tables if not is_jumbled(table)]
    jumbled = [unread(blocks[table.span.start].place) for table in tables if is_jumbled(table)]
    forms = [_Made(form.start, form.end, form.grid) for form in performance_forms(blocks)]
    made = sorted([*(_made(table, blocks) for table in read), *forms], key=lambda one: one.start)
    if not made and not jumbled:
        return content
    return _replaced(replace(content, notices=(*content.notices, *jumbled)), made)


@dataclass(frozen=True, slots=True)
class _Made:
    """The grid that takes the place of the lines `start` to `end`."""

    start: int
    end: int
    grid: Grid
    notices: tuple[Notice, ...] = ()


def _kind(title: str) -> str | None:
    kind = by_title(title) if title else None
    return kind.code if kind else None


def _made(table: Draft, blocks: Sequence[Block]) -> _Made:
    place = blocks[table.span.start].place
    return _Made(table.span.start, table.span.end, grid(table, place), tuple(notices(table, place)))


def _replaced(content: Content, made: Sequence[_Made]) -> Content:
    blocks: list[Block] = []
    at = 0
    for one in made:
        blocks += [*content.blocks[at : one.start], one.grid]
        at = one.end
    said = [notice for one in made for notice in (*one.notices, *lost(content.blocks[one.start : one.end], one.grid))]
    return replace(content, blocks=(*blocks, *content.blocks[at:]), notices=(*content.notices, *said))
