"""Printed lines become paragraphs: by indentation and edges where they are known, else by length, numbers and sentence ends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from gongkai.domain.content import Block, Grid, Line
from gongkai.domain.places import Place, around
from gongkai.domain.text import tidy
from gongkai.parse.narrative import breaks
from gongkai.parse.narrative.edges import SLACK, Edges
from gongkai.parse.narrative.running import without_running

_SPACES = re.compile(r"\s+")
_FUSED = re.compile(rf"(?<=\S)\s(?={breaks.LABEL})")
_PAGE_NUMBER = re.compile(r"[-—–·~]{1,3}\d{1,4}[-—–·~]{1,3}|第?\d{1,4}页[，,/]?(?:共\d{1,4}页)?")
_LATIN_EDGES = re.compile(r"[A-Za-z]{2}")
_INDENT = 2
# The lines of a document are gone through twice: those that are no tables, and all of them for their references.
_REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text, tidied, with the place of its first lines."""

    text: str
    place: Place | None = None


def paragraphs(blocks: Iterable[Block]) -> list[Paragraph]:
    """The running text of the blocks as paragraphs; a grid ends the paragraph before it, page numbers are left out."""
    return [piece for piece in _pieces(blocks) if isinstance(piece, Paragraph)]


def texts(blocks: Iterable[Block]) -> Iterator[tuple[str, Place | None]]:
    """Every text of a document in reading order, paragraphs whole and grids cell by cell, each with its place."""
    for piece in _pieces(blocks):
        if isinstance(piece, Paragraph):
            yield piece.text, piece.place
        else:
            yield from ((cell.text, cell.place) for row in piece.rows for cell in row if cell)


def _pieces(blocks: Iterable[Block]) -> Iterator[Paragraph | Grid]:
    every = [piece for block in blocks for piece in (_lines(block) if isinstance(block, Line) else (block,))]
    pieces = without_running(every)
    goes_on = _GoesOn(pieces)
    group: list[Line] = []
    for at, piece in enumerate(pieces):
        if group and not (isinstance(piece, Line) and goes_on(group, piece, at)):
            yield _paragraph(group)
            group = []
        if isinstance(piece, Line):
            group.append(piece)
        else:
            yield piece
    if group:
        yield _paragraph(group)


def _lines(line: Line) -> Iterator[Line]:
    """A line as such, or what an extractor has fused: …保障局 资金分配情况：…"""
    for text in _parts(line.text, line.whole):
        yield line if text == line.text else replace(line, text=text)


@lru_cache(_REMEMBERED)
def _parts(text: str, whole: bool) -> Sequence[str]:
    shown = tidy(text)
    if not shown or _PAGE_NUMBER.fullmatch(shown):
        return ()
    solid = _SPACES.sub(lambda run: "\n" if "\n" in run[0] else " ", text.strip())
    return tuple(solid.split("\n") if whole else _FUSED.split(solid))


def _paragraph(group: Sequence[Line]) -> Paragraph:
    text = group[0].text
    for line in group[1:]:
        text += (" " if _LATIN_EDGES.fullmatch(text[-1:] + line.text[:1]) else "") + line.text
    return Paragraph(tidy(text), around([line.place for line in group]))


class _GoesOn:
    """Whether a line goes on with the paragraph before it, judged by what is usual among the lines around it."""

    def __init__(self, pieces: Sequence[Block]) -> None:
        self._all = pieces
        self.edges = Edges([one for one in pieces if isinstance(one, Line)])

    @cached_property
    def columns(self) -> list[float]:
        """How wide the lines around each piece are; needed only where no edges are known."""
        return breaks.columns([breaks.width(one.text) if isinstance(one, Line) else 0.0 for one in self._all])

    def __call__(self, group: Sequence[Line], line: Line, at: int) -> bool:
        """`at` is the position of the line among the pieces, the group what its paragraph has so far."""
        before = group[-1]
        if breaks.is_entry(before.text):
            return False
        if before.whole:
            return breaks.was_cut(before.text, line.text)
        if before.place.box and line.place.box:
            return (
                breaks.is_mark(line.text)
                or (self.edges.is_full(before, line) and self._by_edges(before, line))
                or self._breaks_off(before, line)
            )
        return self._by_length(before, line, self.columns[at] - (_INDENT if len(group) == 1 else 0))

    def _breaks_off(self, before: Line, line: Line) -> bool:
        """Whether a short line is cut within its sentence, as the rows of a sheet are, and this one stands where lines go on."""
        is_inside = self.edges.indents and (not self.edges.is_indented(line) or self.edges.starts_oddly(line))
        is_near = is_inside and self.edges.is_below(before, line)
        return is_near and breaks.is_open(before.text) and not breaks.begins(line.text)

    def _by_edges(self, before: Line, line: Line) -> bool:
        if self.edges.is_indented(line):
            return self.edges.is_centred(before, line) and not breaks.begins(line.text)
        if self.edges.indents:
            return not breaks.is_whole_heading(line.text) and not (
                breaks.is_announced(line.text) and breaks.ends_sentence(before.text)
            )
        if breaks.is_tail(line.text):
            return True
        labelled = breaks.begins(line.text) and not (breaks.is_open(before.text) and not breaks.is_announced(line.text))
        return not (labelled or breaks.is_whole_heading(before.text) or self.edges.is_apart(before, line))

    def _by_length(self, before: Line, line: Line, column: float) -> bool:
        if breaks.begins(line.text) or breaks.is_whole_heading(before.text):
            return False
        if column - breaks.width(before.text) > SLACK + breaks.first_word(line.text):
            return breaks.is_open(before.text) and not breaks.is_date(line.text)
        return not breaks.ends_sentence(before.text) or breaks.width(line.text) > column + 0.5
