"""Printed lines become paragraphs: by indentation and edges where they are known, else by length, numbers and sentence ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import east_asian_width

from gongkai.domain.content import Block, Grid, Line
from gongkai.domain.places import Place, around
from gongkai.domain.text import tidy
from gongkai.parse.narrative.numbering import Level, numbered
from gongkai.parse.narrative.phrases import any_of, phrases

_WORDS = phrases(__file__)
_LABEL = re.compile(rf"{any_of(_WORDS['labels'])}\s*[:：]")
_SPACES = re.compile(r"\s+")
_FUSED = re.compile(rf"(?<=\S)\s(?={any_of(_WORDS['labels'])}\s*[:：])")
_OTHER_LABEL = re.compile(r"([\u4e00-\u9fff][\u4e00-\u9fff（）()“”]{1,15})[:：]")
_NO_LABEL = re.compile(rf".*{any_of(_WORDS['no_labels'])}$")
_HEADING_END = re.compile(rf".*{any_of(_WORDS['heading_ends'])}[）)]?$", re.S)
_CLOSING = re.compile(rf".*(?:[{re.escape(_WORDS['closings'])}]|{any_of(_WORDS['closing_words'])})[”’）)\]】]*$", re.S)
_SENTENCE_END = ("。", "！", "？", "。”", "。）")
_PAGE_NUMBER = re.compile(r"[-—–·~]{1,3}\d{1,4}[-—–·~]{1,3}|第?\d{1,4}页[，,/]?(?:共\d{1,4}页)?")
_LATIN_EDGES = re.compile(r"[A-Za-z]{2}")
_LATIN = re.compile(r"[\x21-\x7e]*")
_MIXED = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[!-~])|(?<=[!-~]) (?=[\u3000-\u9fff\uff00-\uffef])")
_DATE = re.compile(r"[二〇○零一三四五六七八九\d]{4}年.{1,3}月(?:.{1,3}日)?$")
_NARROWEST_COLUMN, _SHORTEST_OPEN, _SHORTEST_CUT, _INDENT, _NEIGHBOURS = 16.0, 18, 24, 2, 15
_SLACK = 2.6
"""Signs by which a full line may fall short: closing marks never begin the next line."""


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
    pieces = [piece for block in blocks for piece in (_lines(block) if isinstance(block, Line) else (block,))]
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
    shown = tidy(line.text)
    if not shown or _PAGE_NUMBER.fullmatch(shown):
        return
    solid = _SPACES.sub(lambda run: "\n" if "\n" in run[0] else " ", line.text.strip())
    for text in solid.split("\n") if line.whole else _FUSED.split(solid):
        yield Line(text, line.place, line.whole, line.size, line.right)


def _paragraph(group: Sequence[Line]) -> Paragraph:
    text = group[0].text
    for line in group[1:]:
        text += (" " if _LATIN_EDGES.fullmatch(text[-1:] + line.text[:1]) else "") + line.text
    return Paragraph(tidy(text), around([line.place for line in group]))


class _GoesOn:
    """Whether a line goes on with the paragraph before it, judged by what is usual among the lines around it."""

    def __init__(self, pieces: Sequence[Block]) -> None:
        self.columns = _columns([_width(piece.text) if isinstance(piece, Line) else 0.0 for piece in pieces])
        self.lefts = _lefts([piece for piece in pieces if isinstance(piece, Line)])

    def __call__(self, group: Sequence[Line], line: Line, at: int) -> bool:
        """`at` is the position of the line among the pieces, the group what its paragraph has so far."""
        before = group[-1]
        if before.whole:
            return _was_cut(tidy(before.text), tidy(line.text))
        if before.place.box and line.place.box:
            return self._by_edges(before, line)
        return self._by_length(before, line, self.columns[at] - (_INDENT if len(group) == 1 else 0))

    def _by_edges(self, before: Line, line: Line) -> bool:
        if not _is_full(before, line):
            return False
        left = _box(line)[0] - self.lefts.get(_right(line), _box(line)[0])
        if left > 1.2 * _size(line):
            return _is_centred(before, line, self.lefts) and not _begins(line.text)
        return not (_is_announced(line.text) and _ends_sentence(before.text))

    def _by_length(self, before: Line, line: Line, column: float) -> bool:
        if _begins(line.text) or _is_whole_heading(before.text):
            return False
        if column - _width(before.text) > _SLACK + _first_word(line.text):
            return _is_open(tidy(before.text)) and not _DATE.fullmatch(tidy(line.text))
        return not _ends_sentence(before.text) or _width(line.text) > column + 0.5


def _is_whole_heading(text: str) -> bool:
    solid = tidy(text)
    return bool(numbered(solid) and _ends_like_heading(solid))


def _ends_like_heading(solid: str) -> bool:
    return bool(_HEADING_END.match(solid)) and not re.search("[，。；：,]", solid)


def _was_cut(before: str, after: str) -> bool:
    """Whether a page break stands inside a paragraph that the format calls two: 自治区财政就业补 / 助项目资金预算减少"""
    if _begins(after) or _DATE.fullmatch(after):
        return False
    return (len(before) >= _SHORTEST_CUT and _is_open(before)) or _is_cut_heading(before, after)


def _is_open(text: str) -> bool:
    """Whether the text breaks off: it is longer than most headings and neither ends like one nor like a sentence."""
    return len(text) >= _SHORTEST_OPEN and not _CLOSING.match(text) and not _ends_like_heading(text)


def _is_cut_heading(before: str, after: str) -> bool:
    """一、关于某某局 / 单位2024年收支预算情况的总体说明"""
    head = numbered(before)
    is_open = head is not None and head.level <= Level.CHAPTER and not _HEADING_END.match(before)
    return is_open and not _CLOSING.match(before) and len(after) <= 30 and bool(_HEADING_END.match(after))


def _begins(text: str) -> bool:
    """Whether the text begins as only a paragraph begins: with a number or a label."""
    other = _OTHER_LABEL.match(tidy(text))
    return _is_announced(text) or bool(other and not _NO_LABEL.match(other[1]))


def _is_announced(text: str) -> bool:
    """Whether a number or a known label says beyond doubt that a paragraph begins here."""
    solid = tidy(text)
    return bool(numbered(solid) or _LABEL.match(solid))


def _ends_sentence(text: str) -> bool:
    return text.rstrip().endswith(_SENTENCE_END)


def _box(line: Line) -> tuple[float, float, float, float]:
    return line.place.box or (0.0, 0.0, 0.0, 0.0)


def _size(line: Line) -> float:
    return line.size or _box(line)[3] - _box(line)[1]


def _right(line: Line) -> int:
    return round(line.right if line.right is not None else _box(line)[2])


def _is_full(before: Line, line: Line) -> bool:
    """Whether the first word of the line had no room any more in the line before."""
    room = _right(before) - _box(before)[2]
    return room < (_SLACK + _first_word(line.text)) * _size(before)


def _is_centred(before: Line, line: Line, lefts: dict[int, float]) -> bool:
    """Whether two lines are one centred heading."""
    middle = (lefts.get(_right(line), 0.0) + _right(line)) / 2
    near = 1.5 * _size(line)
    is_inset = _box(line)[0] - lefts.get(_right(line), 0.0) > (_INDENT + 1) * _size(line)
    return (
        is_inset
        and _size(before) == _size(line)
        and all(abs((_box(one)[0] + _box(one)[2]) / 2 - middle) < near for one in (before, line))
    )


def _lefts(lines: Sequence[Line]) -> dict[int, float]:
    """For each right edge the left edge at which lines go on: the usual one of those after a full line."""
    boxed = [line for line in lines if line.place.box]
    after_full: dict[int, Counter[int]] = {_right(line): Counter() for line in boxed}
    for before, line in pairwise(boxed):
        if before.place.page == line.place.page and _is_full(before, line):
            after_full[_right(line)][round(_box(line)[0])] += 1
    elsewhere = _usual_left(
        sum(after_full.values(), Counter[int]()), min((_box(line)[0] for line in boxed), default=0.0)
    )
    return {right: _usual_left(counted, elsewhere) for right, counted in after_full.items()}


def _usual_left(counted: Counter[int], elsewhere: float) -> float:
    """A page with a heading only has no left edge of its own; that of the other pages stands for it."""
    often = max(counted.values(), default=0)
    return float(min((left for left, times in counted.items() if times >= max(2, often / 4)), default=elsewhere))


def _width(text: str) -> float:
    """How wide a text prints, in Chinese characters; Word sets a quarter of one between Chinese and Latin."""
    solid = sum(1.0 if east_asian_width(sign) in "WFA" else 0.5 for sign in tidy(text))
    return solid + len(_MIXED.findall(text)) / 4


def _columns(widths: list[float]) -> list[float]:
    """For each line how wide the full lines around it are; the parts of one text differ."""
    counted = Counter(round(width) for width in widths if width >= _NARROWEST_COLUMN)
    usual = max(counted.items(), key=lambda one: (one[1], one[0]), default=(_NARROWEST_COLUMN, 0))[0]
    text = [min(width, usual + 3.0) for width in widths]
    return [_upper(text[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS + 1]) for at in range(len(text))]


def _upper(widths: list[float]) -> float:
    ordered = sorted(width for width in widths if width >= _NARROWEST_COLUMN)
    return ordered[len(ordered) * 7 // 8] if ordered else _NARROWEST_COLUMN


def _first_word(text: str) -> float:
    """How much the first word of a line needs more than one sign: numbers and Latin words are not broken."""
    found = _LATIN.match(text.lstrip())
    return max(0.0, len(found[0] if found else "") / 2 - 1)
