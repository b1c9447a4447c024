"""Text copied out of a PDF, cell after cell and line after line, becomes tables again."""

from __future__ import annotations

from dataclasses import replace

from gongkai.domain.content import Block, Content, Notice
from gongkai.parse.recognition.kinds import by_title
from gongkai.parse.wrapped.drafting import drafts
from gongkai.parse.wrapped.drafts import Draft
from gongkai.parse.wrapped.grids import grid, notices
from gongkai.parse.wrapped.resolving import resolved
from gongkai.parse.wrapped.spans import spans


def rebuild(content: Content) -> Content:
    """The same content with every run of lines that is a table replaced by its grid.

    Captions and notes stay lines. An amount whose column only habit tells gets a notice AMBIGUOUS_COLUMN.
    """
    found = resolved(drafts(spans(content.blocks, _kind), content.blocks))
    return _replaced(content, found) if found else content


def _kind(title: str) -> str | None:
    kind = by_title(title) if title else None
    return kind.code if kind else None


def _replaced(content: Content, found: list[Draft]) -> Content:
    blocks: list[Block] = []
    said: list[Notice] = []
    at = 0
    for one in found:
        place = content.blocks[one.span.start].place
        blocks += [*content.blocks[at : one.span.start], grid(one, place)]
        said += notices(one, place)
        at = one.span.end
    return replace(content, blocks=(*blocks, *content.blocks[at:]), notices=(*content.notices, *said))
