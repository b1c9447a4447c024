"""TXT: runs of tab-separated lines as grids, other lines as text; a wrapped document is told from one of whole paragraphs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby, pairwise

from gongkai.domain.content import Block, Content, Line
from gongkai.domain.places import Place
from gongkai.formats.encodings import decode
from gongkai.parse import boxed
from gongkai.parse.drawing import Allowance, Drawn, broken_characters, draw
from gongkai.settings import Limits

_LINE_END = re.compile(r"\r\n|[\r\n\f\v\x85\u2028\u2029]")
_PIPED = re.compile(r"\s*\|(?:[^|]*\|){2,}\s*")
_RULE = re.compile(r"\s*:?-{2,}:?\s*")
_TAG = re.compile(r"</?p(?:\s[^<>]{0,80})?>|<br\s?/?>", re.IGNORECASE)
_FORMULA = re.compile(r"\$([^$\n]{1,60})\$")
_FORMULA_SIGNS = {
    r"\geq": ">=",
    r"\ge": ">=",
    r"\leq": "<=",
    r"\le": "<=",
    r"\times": "×",
    r"\pm": "±",
    r"\%": "%",
    r"\sim": "~",
    r"\quad": " ",
}
_ENDS = tuple("。；！？：.;!?:”）)》】")
_SHORT = 24
_HEADING_ROWS = 4
_FIGURE = re.compile(r"-?[\d,]+(?:\.\d+)?%?")
_OPENING, _CLOSING = "（(《【〔[", "）)》】〕]"


def read(data: bytes, limits: Limits) -> Content:
    """The content of a plain text; places are line numbers."""
    decoded = decode(data)
    found = tuple(blocks(decoded.text, Allowance(limits)))
    return Content("txt", found, notices=broken_characters(decoded.broken))


def blocks(text: str, allowance: Allowance, first: int = 1) -> Iterator[Block]:
    """The lines and grids of a text whose first line has this number."""
    lines = boxed.as_rows([_clean(line) for line in _LINE_END.split(text)])
    is_row = _rows(lines)
    whole = _Paragraphs(lines, is_row)
    for tabbed, run in groupby(range(len(lines)), key=is_row.__getitem__):
        if tabbed:
            yield from _grids([(first + index, lines[index]) for index in run], allowance)
            continue
        for index in run:
            if lines[index].strip():
                ends = whole.ends_at(index)
                # Where spaces keep columns apart, those before the first text count too.
                shown = lines[index].strip() if ends and "  " not in lines[index].strip() else lines[index].rstrip()
                yield Line(allowance.text(shown), Place(line=first + index), whole=ends)


def _rows(lines: list[str]) -> list[bool]:
    """Which lines are rows of a table.

    Tabs that only indent make none, except among rows that have others. In a text whose paragraphs are kept apart by
    blank lines a line without tabs is a row when rows stand directly above and below it, or below it and it is short:
    its empty cells were cut off.
    """
    marks = [_mark(line) for line in lines]
    rows = [mark == "row" for mark in marks]
    for index in range(1, len(lines)):
        rows[index] |= marks[index] == "indented" and rows[index - 1]
    for index in range(len(lines) - 2, -1, -1):
        rows[index] |= marks[index] == "indented" and rows[index + 1]
    if not _keeps_apart(lines, rows):
        return rows
    for index in range(len(lines) - 2, 0, -1):
        short = _width(lines[index]) <= _SHORT and not lines[index].endswith(_ENDS)
        rows[index] |= marks[index] == "text" and rows[index + 1] and (rows[index - 1] or short)
    return rows


def _keeps_apart(lines: list[str], rows: list[bool]) -> bool:
    """Whether most lines of running text are followed by a blank one."""
    running = [index for index, line in enumerate(lines[:-1]) if line.strip() and not rows[index]]
    return sum(1 for index in running if not lines[index + 1].strip()) * 2 > len(running)


def _mark(line: str) -> str:
    if "\t" not in line:
        return "row" if _PIPED.fullmatch(line) else "text" if line.strip() else "blank"
    text = line.strip(" \u3000")
    return "row" if "\t" in text.lstrip("\t") or not text.strip() else "indented"


def _grids(rows: list[tuple[int, str]], allowance: Allowance) -> Iterator[Block]:
    """The rows of a run, the short ones filled up, ruled lines left out; each repetition of the heading begins a new grid."""
    split = [(number, _cells(text)) for number, text in rows]
    kept = [(number, cells) for number, cells in split if not all(_RULE.fullmatch(cell) for cell in cells)]
    for part in _parts(kept):
        drawn = [[Drawn(cell, Place(line=number)) for cell in cells] for number, cells in part]
        grid = draw(drawn, Place(line=part[0][0]), allowance)
        if grid is not None:
            yield grid


def _parts(rows: list[tuple[int, list[str]]]) -> Iterator[list[tuple[int, list[str]]]]:
    """The rows cut where one of the first of them, with several words and no figure, stands again, as it does on every page."""
    texts = [cells for _, cells in rows]
    headings = (cells for cells in texts[:_HEADING_ROWS] if sum(map(bool, cells)) > 2 and not _has_figure(cells))
    heading = next((cells for cells in headings if texts.count(cells) > 1), None)
    first = texts.index(heading) if heading else 0
    again = [index for index in range(first + 1, len(rows)) if texts[index] == heading]
    for start, end in pairwise([0, *(_begin(texts, first, index) for index in again), len(rows)]):
        if start < end:
            yield rows[start:end]


def _begin(texts: list[list[str]], first: int, again: int) -> int:
    """Where a repetition begins: with the rows above the heading that are repeated too."""
    while first > 0 and texts[first - 1] == texts[again - 1]:
        first, again = first - 1, again - 1
    return again


def _has_figure(cells: list[str]) -> bool:
    return any(_FIGURE.fullmatch(cell) for cell in cells)


def _cells(text: str) -> list[str]:
    cells = text.split("\t") if "\t" in text else text.strip().removeprefix("|").removesuffix("|").split("|")
    return [_cell_text(cell) for cell in cells]


def _cell_text(text: str) -> str:
    """A cell without the tags that a converter left in it; their paragraphs become lines."""
    return "\n".join(part.strip() for part in _TAG.split(text) if part.strip())


def _clean(text: str) -> str:
    """A line with formula marks as plain signs (`$\\geq 85\\%$` -> `>=85%`) and without NUL."""
    return _FORMULA.sub(_plain_formula, text.replace("\0", ""))


def _plain_formula(match: re.Match[str]) -> str:
    if "\\" not in match[1]:
        return match[0]
    plain = match[1]
    for mark, sign in _FORMULA_SIGNS.items():
        plain = plain.replace(mark, sign)
    return match[0] if "\\" in plain else re.sub(r"\s+", "", plain)


class _Paragraphs:
    """Tells where paragraphs end: at every line, at blank lines, or nowhere for sure when the text was printed wrapped."""

    def __init__(self, lines: list[str], is_row: list[bool]) -> None:
        self._lines = lines
        self._is_row = is_row
        running = [index for index, line in enumerate(lines) if line.strip() and not is_row[index]]
        self._wrapped = _is_wrapped([lines[index].strip() for index in running])
        self._spaced = _keeps_apart(lines, is_row)

    def ends_at(self, index: int) -> bool:
        """Whether the line with this index (from 0) ends its paragraph for sure."""
        if self._wrapped or _is_open(self._lines[index]):
            return False
        return not self._spaced or self._blank(index + 1) or self._is_row[index + 1]

    def _blank(self, index: int) -> bool:
        return index >= len(self._lines) or not self._lines[index].strip()


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines break where the page ends: the long ones are nearly all equally long, and many stop in mid-sentence."""
    prose = [line for line in lines if _width(line) >= 36 and sum(map(str.isdigit, line)) * 3 < len(line)]
    if len(prose) < 5:
        return False
    widths = sorted(map(_width, prose))
    usual, long = widths[len(widths) // 2], widths[len(widths) * 9 // 10]
    unfinished = sum(1 for line in prose if not line.endswith(_ENDS))
    return long <= usual * 1.3 and unfinished * 3 >= len(prose)


def _width(text: str) -> int:
    """Columns that the text takes up in print: two for a Chinese character."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _is_open(line: str) -> bool:
    """Whether a bracket that this line opens is still open at its end; quotes are too often printed the wrong way round."""
    depth = 0
    for character in line:
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(depth - 1, 0)
    return depth > 0
