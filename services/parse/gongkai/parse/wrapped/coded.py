"""Rows that begin with a classification code: code, name and amounts put together from the lines they were broken over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from gongkai.domain.places import Place
from gongkai.parse.wrapped.choices import choices
from gongkai.parse.wrapped.entries import Entry, Open, is_total
from gongkai.parse.wrapped.figures import Split, are_amounts, code, split
from gongkai.parse.wrapped.pieces import Piece, by_line, display_width, joined, runs, squeezed
from gongkai.parse.wrapped.shapes import Column

# A line of a cell that prints this much narrower than the widest one (in half-width characters) is its last.
_SHORTER_BY = 3
# Only rows of the lowest level (类款项) carry a project.
_LEAF = 7


def coded_entries(pieces: Sequence[Piece], columns: tuple[Column, ...], known: Iterable[str]) -> list[Entry]:
    """The rows of a table with codes, total and unit rows between them; a project's name is still part of the name.

    `known` are the codes that other tables of the document have.
    """
    codes = frozenset(known)
    rows: list[Open] = []
    turns = list(runs(pieces))
    for turn, (is_figures, run) in enumerate(turns):
        following = turns[turn + 1][1] if turn + 1 < len(turns) else []
        if not is_figures:
            _words(rows, run)
        else:
            _figures(rows, run, following, columns, codes)
    return [row.closed() for row in rows]


def _words(rows: list[Open], run: list[Piece]) -> None:
    if not rows or rows[-1].amounts:
        rows.append(Open())
    lines = by_line(run)
    if len(lines) > 1 and rows[-1].code and is_total(squeezed(lines[-1])):
        rows[-1].words += [piece for line in lines[:-1] for piece in line]
        rows.append(Open(words=lines[-1]))
        return
    rows[-1].words += run


def _figures(
    rows: list[Open],
    run: list[Piece],
    following: Sequence[Piece],
    columns: tuple[Column, ...],
    known: frozenset[str],
) -> None:
    found = _split(rows, run, following, columns, known) if rows else _first(run)
    if found is None:
        rows[-1:] = [_with_words(rows, run)]
        return
    if found.amounts:
        rows[-1].amounts = found.amounts
    if found.code:
        rows.append(Open(code=found.code, place=_code_place(run, found.code)))


def _first(run: Sequence[Piece]) -> Split | None:
    """Nothing but a code can stand before the first name."""
    found = code(run)
    return Split((), found) if found else None


def _with_words(rows: list[Open], run: list[Piece]) -> Open:
    row = rows[-1] if rows else Open()
    row.words += run
    return row


def _split(
    rows: Sequence[Open],
    run: Sequence[Piece],
    following: Sequence[Piece],
    columns: tuple[Column, ...],
    known: frozenset[str],
) -> Split | None:
    seen = known | {row.code for row in rows if row.code}
    before_total = not following or is_total(squeezed(by_line(following)[0]))

    def fits(values: Sequence[Decimal | None]) -> bool:
        return bool(choices(tuple(values), columns))

    found = split(run, seen, fits, may_lead_to_code=not before_total)
    if found is None or found.code or before_total:
        return found
    return found if are_amounts(found.amounts, fits) else None


def _code_place(run: Sequence[Piece], code: str) -> Place:
    """Where the first of the last pieces stands that make up the code."""
    length = 0
    for piece in reversed(run):
        length += len(piece.text)
        if length >= len(code):
            return piece.place
    return run[-1].place


def with_projects(entries: Sequence[Entry], names: Mapping[str, str]) -> list[Entry]:
    """The same rows with the name of the project taken off the name of its function.

    `names` are the names of codes (without spaces) that other tables of the document print alone.
    """
    lines = [by_line(entry.words) for entry in entries if names.get(entry.code or "") == squeezed(entry.words)]
    width = max((display_width(line) for cell in lines for line in cell), default=0)
    return [_with_project(entry, names.get(entry.code or ""), width) for entry in entries]


def _with_project(entry: Entry, name: str | None, width: int) -> Entry:
    cut = _name_end(entry.words, name) if name else None
    if cut is None and entry.code and len(entry.code) == _LEAF:
        cut = _cell_end(entry.words, width)
    if cut is None or cut == len(entry.words):
        return entry
    return replace(entry, name=joined(entry.words[:cut]), project=joined(entry.words[cut:]))


def _name_end(words: Sequence[Piece], name: str) -> int | None:
    """The number of pieces that print exactly this name."""
    for end in range(1, len(words) + 1):
        if squeezed(words[:end]) == name:
            return end
    return None


def _cell_end(words: Sequence[Piece], width: int) -> int | None:
    """The number of pieces up to a space, or to the first line that is shorter than a full one."""
    widest = width
    for end, line in enumerate(by_line(words), start=1):
        if len(line) > 1:
            return end
        widest = max(widest, display_width(line))
        if display_width(line) <= widest - _SHORTER_BY:
            return end
    return None
