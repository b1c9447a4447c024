"""Tables whose columns only spaces keep apart, as `pdftotext -layout` prints them: read by position, or told to be unread."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gongkai.domain.amounts import amount
from gongkai.domain.content import Block, Cell, Content, Grid, Line, Notice
from gongkai.domain.text import bare
from gongkai.parse import captions
from gongkai.parse.recognition.headings import STRUCTURE
from gongkai.parse.recognition.kinds import is_column_word
from gongkai.parse.recognition.wording import label

# Some words are printed wide; other single signs (类 款 项) are columns of their own.
_FIELD = re.compile(r"[合总小]\s+计|收\s+入|支\s+出|项\s+目|[^\s]+(?: [^\s]+)*")
_SENTENCE = re.compile(r"[。；！？]")
_PART = re.compile(r"第[一二三四五六七八九十\d]+(?:部分|章)")
# How far twice the middle of a heading may be from twice the middle of its group, and has to be from that of any other.
_OFF_CENTRE, _NEXT_BEST = 3, 8


@dataclass(frozen=True, slots=True)
class _Field:
    """A text and the columns of print that it takes up; a Chinese character takes two."""

    text: str
    start: int
    end: int

    def overlaps(self, other: _Field) -> bool:
        return self.start < other.end and other.start < self.end

    @property
    def is_amount(self) -> bool:
        return amount(self.text) is not None


Fields = tuple[_Field, ...]
Run = tuple[int, int]


def laid_out(content: Content) -> Content:
    """The content with each run of such lines as a grid where every text stands in one column under one heading.

    Every other run stays lines and gets a notice UNREAD_TABLE: columns are never guessed.
    """
    rows = [_fields(block) for block in content.blocks]
    runs = list(_runs(content.blocks, rows))
    if not runs:
        return content
    blocks: list[Block] = []
    notices: list[Notice] = []
    at = 0
    for start, end in runs:
        blocks += content.blocks[at:start]
        lines = [block for block in content.blocks[start:end] if isinstance(block, Line)]
        if grid := _grid(lines):
            blocks.append(grid)
        else:
            blocks += lines
            notices.append(_unread(lines[0]))
        at = end
    return replace(content, blocks=(*blocks, *content.blocks[at:]), notices=(*content.notices, *notices))


def is_spaced_row(block: Block) -> bool:
    """Whether a line prints a figure in a column of its own, kept apart by spaces."""
    fields = _fields(block)
    return len(fields) > 1 and any(field.is_amount for field in fields)


def _fields(block: Block) -> Fields:
    """The texts of a line that two spaces or more keep apart; nothing of a caption or a sentence."""
    if not isinstance(block, Line) or block.place.box or "  " not in block.text.strip():
        return ()
    found = tuple(_placed(block.text))
    if _SENTENCE.search(block.text) or _PART.match(bare(block.text)) or captions.is_unit_line(block.text):
        return ()
    return () if any(captions.is_title(field.text) for field in found) and len(found) < 3 else found


def _placed(text: str) -> Iterator[_Field]:
    for found in _FIELD.finditer(text):
        start = _width(text[: found.start()])
        yield _Field(found[0], start, start + _width(found[0]))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _runs(blocks: Sequence[Block], rows: Sequence[Fields]) -> Iterator[Run]:
    """From where to where lines of several fields stand below one another, headings first and figures below."""
    start = 0
    while start < len(rows):
        end = start
        while rows[start] and end < len(rows) and (rows[end] or _goes_on(blocks, end)):
            end += 1
        last = max((at for at in range(start, end) if rows[at]), default=start) + 1
        if _is_table(rows[start:last]):
            yield start, last
        start = max(last, start + 1)


def _goes_on(blocks: Sequence[Block], at: int) -> bool:
    """A line of one text right below a row: a name without figures, the rest of one, a lone heading."""
    block, above = blocks[at], blocks[at - 1]
    if not isinstance(block, Line) or (block.place.line or 0) != (above.place.line or 0) + 1:
        return False
    text = block.text
    return not (
        _SENTENCE.search(text) or captions.is_caption(text) or captions.is_note(text) or _PART.match(bare(text))
    )


def _is_table(rows: Sequence[Fields]) -> bool:
    headed = bool(rows) and any(_is_heading(field.text) for field in rows[0])
    return headed and any(field.is_amount for row in rows[1:] for field in row)


def _is_heading(text: str) -> bool:
    return bool(STRUCTURE.fullmatch(label(text))) or is_column_word(text)


def _grid(lines: Sequence[Line]) -> Grid | None:
    """The grid of a run; None where a text does not stand in exactly one column, or over a clear group of them."""
    rows = [tuple(_placed(line.text)) for line in lines]
    first = next(at for at, row in enumerate(rows) if any(field.is_amount for field in row))
    leaves = _columns(rows[first:])
    leaves = _columns([tuple(leaves), *(_above_one(row, leaves) for row in rows[max(first - 1, 0) : first])])
    columns = _columns([tuple(leaves), *(_beside(row, leaves) for row in rows[:first])])
    headings = _headings(rows[:first], columns)
    body = [_in_columns(row, columns) for row in rows[first:]]
    if headings is None or any(row is None for row in body):
        return None
    cells = [*headings, *(tuple((field.text, 1) if field else ("", 1) for field in row or ()) for row in body)]
    return Grid(tuple(_drawn(row, line) for row, line in zip(cells, lines, strict=True)), lines[0].place)


def _drawn(row: Sequence[tuple[str, int] | None], line: Line) -> tuple[Cell | None, ...]:
    return tuple(Cell(cell[0], line.place, colspan=cell[1]) if cell else None for cell in row)


def _above_one(row: Fields, columns: Sequence[_Field]) -> Fields:
    """The headings that stand above one column only; they may be wider than what stands below them."""
    return tuple(field for field in row if len(_over(field, columns)) == 1)


def _beside(row: Fields, columns: Sequence[_Field]) -> Fields:
    """The headings that stand above no text of the body: those of empty columns."""
    return tuple(field for field in row if not any(field.overlaps(column) for column in columns))


def _headings(rows: Sequence[Fields], columns: Sequence[_Field]) -> list[tuple[tuple[str, int] | None, ...]] | None:
    """The heading rows over the columns; None where it is open which columns a word stands over, or a column has none."""
    out: list[tuple[tuple[str, int] | None, ...]] = []
    named: set[int] = set()
    for at, row in enumerate(rows):
        below = {column for other in rows[at + 1 :] for field in other for column in _over(field, columns)}
        spans = [_span(field, row, columns, below) for field in row]
        if any(span is None for span in spans):
            return None
        covered = [column for start, end in filter(None, spans) for column in range(start, end + 1)]
        if len(covered) > len(set(covered)):
            return None
        cells: list[tuple[str, int] | None] = [("", 1)] * len(columns)
        for field, span in zip(row, spans, strict=True):
            start, end = span or (0, 0)
            cells[start : end + 1] = [(field.text, end - start + 1), *[None] * (end - start)]
            named |= set(range(start, end + 1))
        out.append(tuple(cells))
    return out if len(named) == len(columns) else None


def _span(field: _Field, row: Fields, columns: Sequence[_Field], below: set[int]) -> tuple[int, int] | None:
    """First and last column that a heading stands over: its own, or the one group around whose middle it is printed."""
    own = _over(field, columns)
    if not own:
        return None
    if len(own) == 1 and own[0] not in below:
        return own[0], own[0]
    taken = {column for other in row if other is not field for column in _over(other, columns)}
    open_ = below - taken
    if not set(own) <= open_:
        return None
    starts = list(_neighbours(own[0], -1, open_))
    ends = list(_neighbours(own[-1], 1, open_))
    middle = field.start + field.end
    fits = sorted(
        (abs(columns[start].start + columns[end].end - middle), start, end) for start in starts for end in ends
    )
    clear = fits[0][0] <= _OFF_CENTRE and (len(fits) == 1 or fits[1][0] >= _NEXT_BEST)
    return fits[0][1:] if clear else None


def _over(field: _Field, columns: Sequence[_Field]) -> list[int]:
    return [place for place, column in enumerate(columns) if field.overlaps(column)]


def _neighbours(start: int, step: int, among: set[int]) -> Iterator[int]:
    """A column and those that follow it without a gap."""
    while start in among:
        yield start
        start += step


def _columns(rows: Sequence[Fields]) -> list[_Field]:
    """The columns of print that texts of any line take up, those that overlap made one."""
    merged: list[_Field] = []
    for field in sorted((field for row in rows for field in row), key=lambda field: field.start):
        if merged and merged[-1].overlaps(field):
            merged[-1] = replace(merged[-1], end=max(merged[-1].end, field.end))
        else:
            merged.append(field)
    return merged


def _in_columns(row: Fields, columns: Sequence[_Field]) -> list[_Field | None] | None:
    """The text of each column; None when two of the row stand in one."""
    found = [[field for field in row if field.overlaps(column)] for column in columns]
    return None if any(len(fields) > 1 for fields in found) else [fields[0] if fields else None for fields in found]


def _unread(line: Line) -> Notice:
    return Notice(
        "UNREAD_TABLE",
        "此处的表格只用空格分列，未能按列读出，请对照原件。",
        "The columns of the table here are only kept apart by spaces and were not read; see the original.",
        line.place,
    )
