"""The printed pieces of wrapped text: what stands between two spaces or line ends, figures told from words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from unicodedata import east_asian_width

from gongkai.domain.content import Line
from gongkai.domain.places import Place
from gongkai.domain.text import bare, tidy

_FIGURE = re.compile(r"[-−]?[\d,.]*\d[\d,.]*|[-−]?\.\d+")
# 2024 年, 142 号: digits that the extractor set apart from the words they belong to.
_BELONGS_TO_DIGITS = re.compile(r"[年月日号届%％\])）】〕]")
_LATIN_BOTH = re.compile(r"[A-Za-z]{2}")
# What pdfium writes for a hyphen at the end of a line.
_BROKEN_HYPHEN = "\ufffe"
_PAGE_NUMBER = re.compile(r"[-—－·\s]+\d+[-—－·\s]+|第\s*\d+\s*页(?:\s*共\s*\d+\s*页)?")
_ITEM_NUMBER = re.compile(r"\d{1,2}[.、]")


@dataclass(frozen=True, slots=True)
class Piece:
    """One printed piece. `line` counts the lines of the text; two pieces of one line stood side by side."""

    text: str
    line: int
    place: Place
    is_figure: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A known text that the pieces `start` to `end` print."""

    start: int
    end: int
    text: str


def pieces_of(lines: Iterable[tuple[int, Line]]) -> list[Piece]:
    """Every piece of the numbered lines in printed order."""
    return [piece for number, line in lines for piece in _pieces_of_line(number, line)]


def is_page_number(text: str) -> bool:
    """Whether a line holds nothing but the number of a page: `— 7 —`, `第7页`; a bare number is a figure."""
    return bool(_PAGE_NUMBER.fullmatch(text.strip()))


def runs(pieces: Sequence[Piece]) -> Iterator[tuple[bool, list[Piece]]]:
    """Figures and words in turn: (is figures, pieces)."""
    for is_figure, group in groupby(pieces, key=lambda piece: piece.is_figure):
        yield is_figure, list(group)


def printed_at(pieces: Sequence[Piece], start: int, texts: Collection[str]) -> Found | None:
    """The longest of the texts (without spaces) that whole pieces from `start` on print."""
    longest = max(map(len, texts), default=0)
    best: Found | None = None
    printed = ""
    for end in range(start, len(pieces)):
        printed += bare(pieces[end].text)
        if len(printed) > longest:
            break
        if printed in texts:
            best = Found(start, end + 1, printed)
    return best


def squeezed(pieces: Iterable[Piece]) -> str:
    """The text for comparing, without any space."""
    return bare("".join(piece.text for piece in pieces))


def joined(pieces: Sequence[Piece]) -> str:
    """The text of a cell whose wrapping is healed: a line end inside a cell is nothing, except between two Latin words."""
    text = ""
    for before, piece in zip([None, *pieces], pieces, strict=False):
        apart = before is not None and (before.line == piece.line or _LATIN_BOTH.fullmatch(text[-1:] + piece.text[:1]))
        text += f" {piece.text}" if apart else piece.text
    return tidy(text)


def display_width(pieces: Iterable[Piece]) -> int:
    """How wide the pieces print, in half-width characters."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for piece in pieces for letter in piece.text)


def by_line(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """The pieces line by line."""
    return [list(group) for _, group in groupby(pieces, key=lambda piece: piece.line)]


def _pieces_of_line(number: int, line: Line) -> Iterator[Piece]:
    texts = line.text.replace(_BROKEN_HYPHEN, "-").split()
    for index, text in enumerate(texts):
        after = texts[index + 1] if index + 1 < len(texts) else ""
        yield Piece(text, number, line.place, _is_figure(text, after))


def _is_figure(text: str, after: str) -> bool:
    if not _FIGURE.fullmatch(text):
        return text in ("-", "—", "－")
    if _ITEM_NUMBER.fullmatch(text) and after and not _FIGURE.fullmatch(after):
        return False
    return not (text.isdigit() and _BELONGS_TO_DIGITS.match(after))
