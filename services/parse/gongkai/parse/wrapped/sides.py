"""Balance tables: income on the left and expenditure on the right of one printed line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from gongkai.domain.places import Place
from gongkai.domain.text import bare
from gongkai.parse.wrapped.choices import choices
from gongkai.parse.wrapped.entries import Entry, Open, is_total
from gongkai.parse.wrapped.figures import Figure, split
from gongkai.parse.wrapped.pieces import Piece, by_line, runs, squeezed
from gongkai.parse.wrapped.shapes import Column
from gongkai.parse.wrapped.vocabulary import function_names, income_items

_FUNCTION = re.compile(r"2\d{2}")
_FUNCTIONS = frozenset(str(code) for code in range(201, 236))
_LINE_NUMBER = re.compile(r"\d{1,3}")
_NUMBERED = re.compile(r"[一二三四五六七八九十]+、")
_SPENT = re.compile(r".*支出|.*结转下年|年末结转|年终结余")
# What is left of a name that was broken at the edge of its cell when its name is not a known one.
_LONGEST_REST = 2


@dataclass(frozen=True, slots=True)
class Sides:
    """Income rows and expenditure rows, each from top to bottom."""

    income: tuple[Entry, ...]
    expenditure: tuple[Entry, ...]


def side_entries(pieces: Sequence[Piece], columns: tuple[Column, ...], numbered: bool = False) -> Sides:
    """The two sides of a balance table, names and amounts put together again from the lines they were broken over.

    `columns` are those of the right side; the left side has one. Where the lines are `numbered` (行次), the number
    behind a name is no amount.
    """
    reader = _Reader(columns)
    turns = list(runs(pieces))
    for turn, (is_figures, run) in enumerate(turns):
        if is_figures:
            counted = numbered and turn > 0 and _LINE_NUMBER.fullmatch(run[0].text)
            reader.figures(run[1:] if counted else run, is_last=turn + 1 == len(turns))
        else:
            reader.words(run)
    return Sides(tuple(row.closed() for row in reader.income), tuple(row.closed() for row in reader.expenditure))


class _Reader:
    """Rows of both sides while they are being read; `current` is the one whose name was printed last."""

    def __init__(self, columns: tuple[Column, ...]) -> None:
        self.columns = columns
        self.income: list[Open] = []
        self.expenditure: list[Open] = []
        self.current: Open | None = None
        self.line_of_words = 0

    def words(self, run: Sequence[Piece]) -> None:
        """Names of either side: a new row, or the rest of a name that was broken."""
        if self.current and self.current.code and not self.current.words:
            first, *others = by_line(run)
            self._go_on(self.current, first)
            run = [piece for line in others for piece in line]
        for name in (name for line in by_line(run) for name in _named(line)):
            self._name(name, is_second=name[0].line == self.line_of_words)

    def figures(self, run: Sequence[Piece], is_last: bool) -> None:
        """The amounts of the row named last, and the code of the function that follows."""
        if not run:
            return
        found = split(run, _FUNCTIONS, self._fits, not is_last, codes=_FUNCTION)
        if found is None:
            self.words(run)
            return
        if found.amounts:
            self._add(self.current or self._open(self.income, ()), found.amounts)
        if found.code:
            self._open(self.expenditure, (), found.code, run[-1].place)

    def _fits(self, amounts: Sequence[Decimal | None]) -> bool:
        return len(amounts) == 1 or bool(choices(tuple(amounts), self.columns))

    def _name(self, name: Sequence[Piece], is_second: bool) -> None:
        right = self.expenditure[-1] if self.expenditure and not self.expenditure[-1].amounts else None
        left = self.income[-1] if self.income and not self.income[-1].amounts else None
        text = squeezed(name)
        if right and _is_rest(right, text, function_names(right.code or "")):
            self._go_on(right, name)
        elif left and not is_second and _is_rest(left, text, income_items()):
            self._go_on(left, name)
        else:
            is_right = is_second or _SPENT.match(text) or self._is_total_again(text)
            self._open(self.expenditure if is_right else self.income, name)

    def _is_total_again(self, text: str) -> bool:
        """小计 on the left is followed by 小计 on the right."""
        return is_total(text) and bool(self.income) and squeezed(self.income[-1].words) == text

    def _open(
        self, side: list[Open], name: Sequence[Piece], code: str | None = None, place: Place | None = None
    ) -> Open:
        row = Open(code=code, place=place)
        side.append(row)
        self._go_on(row, name)
        return row

    def _go_on(self, row: Open, name: Sequence[Piece]) -> None:
        row.words += name
        self.current = row
        self.line_of_words = name[-1].line if name else self.line_of_words

    def _add(self, row: Open, amounts: tuple[Figure, ...]) -> None:
        row.amounts = amounts
        if len(amounts) > 1 and row in self.income and is_total(squeezed(row.words)):
            # 小计 1.00 1.00: a total whose name was printed once for both sides.
            row.amounts = amounts[:1]
            self._open(self.expenditure, row.words).amounts = amounts[1:]


def _is_rest(row: Open, text: str, names: Sequence[str]) -> bool:
    """Whether a text is the rest of a name that was broken: it leads on to a known name, closes a bracket, or is tiny."""
    so_far = squeezed(row.words)
    if so_far in names or is_total(text):
        return False
    if any(name.startswith(so_far + text) for name in names):
        return True
    return so_far.count("(") > so_far.count(")") or len(text) <= _LONGEST_REST


def _named(line: Sequence[Piece]) -> list[list[Piece]]:
    """The names in the words of one line: 二、… 二、… are two."""
    starts = [at for at, piece in enumerate(line) if at and _NUMBERED.match(bare(piece.text))]
    return [list(line[left:right]) for left, right in pairwise([0, *starts[:1], len(line)])]
