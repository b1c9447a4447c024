"""From the lines of one table to its heading and rows, by the layout of its kind."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import takewhile

from gongkai.domain.content import Block, Line
from gongkai.parse.wrapped.coded import coded_entries
from gongkai.parse.wrapped.drafts import Draft
from gongkai.parse.wrapped.entries import Entry, pages
from gongkai.parse.wrapped.figures import code
from gongkai.parse.wrapped.items import across_entries, item_entries
from gongkai.parse.wrapped.pieces import Piece, by_line, is_page_number, pieces_of, squeezed
from gongkai.parse.wrapped.shapes import Heading, Shape, shapes
from gongkai.parse.wrapped.sides import side_entries
from gongkai.parse.wrapped.spans import Span

ACROSS = "across"
# 栏次 1 2 3, and on two sides 栏次 1 栏次 2: the numbers of the columns.
_INDEX_ROW = re.compile(r"栏\s*次(?:\s+(?:[\d=+()（）]+|栏\s*次))*")
# Tables with this heading number their lines on each side.
_LINE_NUMBERS = "行次"
# Fewer columns than this do not make a list of items that stands across the page.
_FEWEST_ITEMS = 4


def drafts(found: Sequence[Span], blocks: Sequence[Block]) -> list[Draft]:
    """The tables in these lines as rows with amounts in printed order; those whose headings say nothing to us are left out."""
    first = [_draft(span, blocks, ()) for span in found if not _has_projects(span)]
    codes = {entry.code for one in first if one for entry in one.entries if entry.code}
    rest = [_draft(span, blocks, codes) for span in found if _has_projects(span)]
    return sorted((one for one in (*first, *rest) if one), key=lambda one: one.span.start)


def _has_projects(span: Span) -> bool:
    return span.kind in shapes() and shapes()[span.kind].has_projects


def _draft(span: Span, blocks: Sequence[Block], codes: Collection[str]) -> Draft | None:
    numbered = [
        (number, block)
        for number, block in enumerate(blocks[span.start : span.end])
        if isinstance(block, Line) and not is_page_number(block.text) and not _INDEX_ROW.fullmatch(block.text.strip())
    ]
    pieces = pieces_of(numbered)
    shape = _shape(span.kind, pieces)
    if shape is None:
        return None
    head = _head(shape, pieces)
    heading = shape.read(head, code_follows=shape.layout == "coded" and _code_follows(pieces[len(head) :]))
    if not heading.columns:
        return None
    count = _pieces_in(pieces, heading)
    return _drafted(span, shape, heading, pieces[count:], codes)


def _shape(kind: str, pieces: Sequence[Piece]) -> Shape | None:
    """A list of 三公 may have its items as rows or across the page."""
    across = shapes().get(f"{kind}_{ACROSS}")
    if across and len(across.read(_head(across, pieces)).columns) >= _FEWEST_ITEMS:
        return across
    return shapes().get(kind)


def _head(shape: Shape, pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces that the heading is among: all up to the first figure, on two sides up to the first line with one."""
    if shape.layout != "sides":
        end = next((at for at, piece in enumerate(pieces) if piece.is_figure), len(pieces))
        return list(pieces[:end])
    head: list[Piece] = []
    for line in by_line(pieces):
        if any(piece.is_figure for piece in line):
            break
        head += line
    return head


def _code_follows(pieces: Sequence[Piece]) -> bool:
    """Whether the first figures are a code, so that no name of a row stands before them."""
    run = list(takewhile(lambda piece: piece.is_figure, pieces))
    return code(run) is not None


def _pieces_in(pieces: Sequence[Piece], heading: Heading) -> int:
    count = 0
    while squeezed(pieces[:count]) != heading.text:
        count += 1
    return count


def _drafted(span: Span, shape: Shape, heading: Heading, pieces: Sequence[Piece], codes: Collection[str]) -> Draft:
    parts = pages(pieces, heading.text)
    rest = [piece for part in parts for piece in part]
    columns = heading.columns
    if shape.layout == "sides":
        sides = side_entries(rest, columns, numbered=_LINE_NUMBERS in heading.text)
        return Draft(span, heading, columns, sides.expenditure, sides.income, shape.layout)
    entries: list[Entry]
    if shape.layout == "coded":
        entries = coded_entries(rest, columns, codes)
    elif shape.layout == ACROSS:
        entries = across_entries(rest, columns)
    else:
        entries = item_entries(parts, columns, named=span.kind == "three_public")
    return Draft(span, heading, columns, tuple(entries), layout=shape.layout)
