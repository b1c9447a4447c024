"""绩效目标表 copied out of a PDF: labels and values, then levels and indicators, as the grid that they were."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from gongkai.domain.content import Block, Cell, Grid, Line
from gongkai.domain.places import Place
from gongkai.domain.text import bare
from gongkai.parse import captions
from gongkai.parse.wrapped.entries import pages
from gongkai.parse.wrapped.indicators import indicator_rows
from gongkai.parse.wrapped.pieces import Found, Piece, by_line, is_page_number, joined, pieces_of, printed_at
from gongkai.parse.wrapped.spans import has_grid
from gongkai.parse.wrapped.vocabulary import form_words

_TITLE = re.compile(r"绩效目标|目标申报")
_YEAR = re.compile(r"\(?20\d{2}年(?:度)?\)?")
# What follows the indicators: the next part, or a numbered heading of the narrative.
_END = re.compile(r"第[一二三四五六七八九十]部分|\(?[一二三四五六七八九十]+[)、]")
_FIRST_HEADING = "一级指标"
_LABELS_NEAR = 4


@dataclass(frozen=True, slots=True)
class Form:
    """The lines `start` to `end` of the content are one performance form, and this is its grid."""

    start: int
    end: int
    grid: Grid


def performance_forms(blocks: Sequence[Block]) -> list[Form]:
    """Every 绩效目标表 in order: rows of a label and its value, the heading of the indicators, one row an indicator."""
    texts = [block.text if isinstance(block, Line) else "" for block in blocks]
    starts = [at for at in range(len(texts)) if _begins(texts, at)]
    found = [_form(blocks, _below_title(texts, at), _end(texts, at, starts)) for at in starts]
    return [form for form in found if form]


def _begins(texts: Sequence[str], at: int) -> bool:
    """A title of a performance form with a label of one soon below."""
    if not (captions.is_title(texts[at]) and _TITLE.search(bare(texts[at]))):
        return False
    near = [bare(text) for text in texts[at + 1 : at + 2 * _LABELS_NEAR] if text.strip()][:_LABELS_NEAR]
    return any(text.startswith(label) for text in near for label in form_words("labels"))


def _below_title(texts: Sequence[str], title: int) -> int:
    at = title + 1
    while at < len(texts) and (not texts[at].strip() or _YEAR.fullmatch(bare(texts[at]))):
        at += 1
    return at


def _end(texts: Sequence[str], title: int, starts: Sequence[int]) -> int:
    indicators = next((at for at in range(title, len(texts)) if _FIRST_HEADING[:3] in bare(texts[at])), title)
    for at in range(title + 1, len(texts)):
        if at in starts or (at > indicators and _END.match(bare(texts[at]))):
            return at
    return len(texts)


def _form(blocks: Sequence[Block], start: int, end: int) -> Form | None:
    if has_grid(blocks, start, end):
        return None
    lines = [(at, block) for at, block in enumerate(blocks[start:end]) if isinstance(block, Line)]
    pieces = pieces_of((at, line) for at, line in lines if not is_page_number(line.text))
    heading = _headings(pieces)
    if not heading:
        return None
    head = _label_rows(pieces[: heading[0].start])
    text = bare("".join(found.text for found in heading))
    body = [piece for page in pages(pieces[heading[-1].end :], text) for piece in page]
    columns = [found.text for found in heading]
    place = pieces[heading[0].start].place
    rows = [*head, [Cell(column, place) for column in columns], *indicator_rows(body, columns)]
    return Form(start, end, _grid(rows, blocks[start].place))


def _grid(rows: Sequence[Sequence[Cell]], place: Place) -> Grid:
    width = max(len(row) for row in rows)
    filled = [(*row, *(Cell("", row[0].place) for _ in range(width - len(row)))) for row in rows]
    return Grid(tuple(filled), place)


def _headings(pieces: Sequence[Piece]) -> list[Found]:
    """The headings of the indicators, one after the other from 一级指标 on; empty where it has none."""
    start = next((at for at in range(len(pieces)) if printed_at(pieces, at, (_FIRST_HEADING,))), None)
    found: list[Found] = []
    while start is not None and (one := printed_at(pieces, start, form_words("headings"))):
        found.append(one)
        start = one.end
    return found


def _label_rows(pieces: Sequence[Piece]) -> list[list[Cell]]:
    """One row a label, with the text up to the next label as its value."""
    labels = _labels(pieces)
    rows: list[list[Cell]] = []
    for label, following in zip_longest(labels, labels[1:]):
        value = pieces[label.end : following.start if following else len(pieces)]
        cells = [Cell(joined(pieces[label.start : label.end]), pieces[label.start].place)]
        cells += [Cell("\n".join(joined(line) for line in by_line(value)), value[0].place)] if value else []
        if label.text in form_words("second") and rows:
            rows[-1] += cells
        else:
            rows.append(cells)
    return rows


def _labels(pieces: Sequence[Piece]) -> list[Found]:
    found: list[Found] = []
    at = 0
    while at < len(pieces):
        in_goal = bool(found) and found[-1].text in form_words("goals")
        label = printed_at(pieces, at, form_words("after_goal" if in_goal else "labels"))
        if label:
            found.append(label)
        at = label.end if label else at + 1
    return found
