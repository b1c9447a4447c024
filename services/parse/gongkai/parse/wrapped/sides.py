"""Balance tables: income on the left and expenditure on the right of one printed line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from gongkai.domain.amounts import amount
from gongkai.domain.text import bare
from gongkai.parse.wrapped.entries import Entry, Open, is_total
from gongkai.parse.wrapped.figures import Figure
from gongkai.parse.wrapped.pieces import Piece, by_line, runs, squeezed
from gongkai.parse.wrapped.vocabulary import function_names, income_items

_FUNCTION = re.compile(r"2\d{2}")
_NUMBERED = re.compile(r"[一二三四五六七八九十]+、")
_SPENT = re.compile(r".*支出|.*结转下年|年末结转|年终结余")
# What is left of a name that was broken at the edge of its cell when its name is not a known one.
_LONGEST_REST = 2


@dataclass(frozen=True, slots=True)
class Sides:
    """Income rows and expenditure rows, each from top to bottom."""

    income: tuple[Entry, ...]
    expenditure: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class _Half:
    """What one printed line says on one side."""

    words: tuple[Piece, ...] = ()
    figures: tuple[Piece, ...] = ()
    code: Piece | None = None


def side_entries(pieces: Sequence[Piece]) -> Sides:
    """The two sides of a balance table, names put together again from the lines they were broken over."""
    income: list[Open] = []
    expenditure: list[Open] = []
    for line in by_line(pieces):
        halves = _halves(line)
        for place, half in enumerate(halves):
            _read(half, income, expenditure, is_second=place > 0)
    return Sides(tuple(row.closed() for row in income), tuple(row.closed() for row in expenditure))


def _read(half: _Half, income: list[Open], expenditure: list[Open], is_second: bool) -> None:
    open_right = expenditure[-1] if expenditure and not expenditure[-1].amounts else None
    open_left = income[-1] if income and not income[-1].amounts else None
    text = squeezed(half.words)
    if half.code:
        expenditure.append(_opened(half))
    elif not half.words:
        _add(half, open_right or open_left or _opened(half))
    elif open_right and _rest_of(open_right, text, function_names(open_right.code or "")):
        _add(half, open_right)
    elif open_left and not is_second and _rest_of(open_left, text, income_items()):
        _add(half, open_left)
    elif is_second or _SPENT.match(text):
        expenditure.append(_opened(half))
    else:
        income.append(_opened(half))


def _rest_of(row: Open, text: str, names: Sequence[str]) -> bool:
    """Whether a text is the rest of a name that was broken: it leads on to a known name, closes a bracket, or is tiny."""
    so_far = squeezed(row.words)
    if so_far in names:
        return False
    if any(name.startswith(so_far + text) for name in names):
        return True
    return so_far.count("(") > so_far.count(")") or len(text) <= _LONGEST_REST


def _opened(half: _Half) -> Open:
    row = Open(code=half.code.text if half.code else None, place=(half.code or (*half.words, *half.figures)[0]).place)
    _add(half, row)
    return row


def _add(half: _Half, row: Open) -> None:
    row.words += half.words
    row.amounts += tuple(Figure(piece.text, amount(piece.text), piece.place) for piece in half.figures)


def _halves(line: Sequence[Piece]) -> list[_Half]:
    halves: list[_Half] = []
    code: Piece | None = None  # of the words that follow
    turns = list(runs(line))
    for turn, (is_figures, run) in enumerate(turns):
        if not is_figures:
            named = [_Half(tuple(words)) for words in _named(run)]
            halves += [replace(named[0], code=code), *named[1:]]
            continue
        code = run[-1] if _FUNCTION.fullmatch(run[-1].text) and (turn + 1 < len(turns) or len(line) == 1) else None
        figures = tuple(run[:-1] if code else run)
        if figures:
            before = halves.pop() if halves else _Half()
            halves.append(replace(before, figures=figures))
    if code and turns[-1][0]:
        halves.append(_Half(code=code))
    return _shared(halves)


def _named(run: Sequence[Piece]) -> list[list[Piece]]:
    """The words of one side or of both: 二、… 二、… are two names."""
    starts = [at for at, piece in enumerate(run) if at and _NUMBERED.match(bare(piece.text))]
    bounds = [0, *starts[:1], len(run)]
    return [list(run[left:right]) for left, right in pairwise(bounds)]


def _shared(halves: list[_Half]) -> list[_Half]:
    """小计 1.00 1.00: a total printed once for both sides."""
    if len(halves) != 1 or len(halves[0].figures) < 2 or not is_total(squeezed(halves[0].words)):
        return halves
    only = halves[0]
    if only.code or not only.words or _SPENT.match(squeezed(only.words)):
        return halves
    return [replace(only, figures=only.figures[:1]), replace(only, figures=only.figures[1:])]
