"""A worksheet of any spreadsheet format: its texts by row and column, what is merged, covered and hidden."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from gongkai.parse.ooxml.addresses import Range, address

Texts = dict[tuple[int, int], str]
Stretch = tuple[int, int]
"""First and last of rows or columns that follow one another."""


class Axis:
    """The rows or the columns of a sheet, counted from 1, of which some are hidden."""

    def __init__(self, hidden: Iterable[Stretch] = ()) -> None:
        self._hidden = _apart(sorted(hidden))
        self._firsts = [first for first, _ in self._hidden]
        self._before = [0, *accumulate(last - first + 1 for first, last in self._hidden)]

    def __bool__(self) -> bool:
        return bool(self._hidden)

    def hides(self, number: int) -> bool:
        """Whether this row or column is not shown."""
        at = bisect_right(self._firsts, number)
        return at > 0 and number <= self._hidden[at - 1][1]

    def shown(self, number: int) -> int:
        """How many are shown up to this one."""
        at = bisect_right(self._firsts, number)
        beyond = max(self._hidden[at - 1][1] - number, 0) if at else 0
        return number - self._before[at] + beyond

    def original(self, shown: int) -> int:
        """The number in the file of the one that is shown at this place."""
        for first, last in self._hidden:
            if first > shown:
                break
            shown += last - first + 1
        return shown


@dataclass(slots=True)
class Sheet:
    """The texts of one sheet by (row, column), only those that are not empty."""

    name: str
    hidden: bool
    texts: Texts = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)
    hidden_rows: list[Stretch] = field(default_factory=list)
    hidden_columns: list[Stretch] = field(default_factory=list)
    covered: list[str] = field(default_factory=list)
    uncalculated: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    rows: Axis = field(default_factory=Axis)
    columns: Axis = field(default_factory=Axis)

    def used(self) -> Range:
        """The rectangle around all texts."""
        rows = [row for row, _ in self.texts]
        columns = [column for _, column in self.texts]
        return Range(min(rows), min(columns), max(rows), max(columns))

    def address(self, row: int, column: int) -> str:
        """The name that the file has for a cell."""
        return address(self.rows.original(row), self.columns.original(column))

    def take_covered(self) -> None:
        """Put aside the texts under merged ranges, which the sheet does not show."""
        if not self.merged or not self.texts:
            return
        used = self.used()
        ranges = [merged for merged in self.merged if merged.within(used)]
        for row, column in _covered(self.texts, ranges):
            del self.texts[row, column]
            self.covered.append(address(row, column))

    def hides(self) -> list[str]:
        """The names of the hidden rows and columns that hold texts."""
        rows, columns = Axis(self.hidden_rows), Axis(self.hidden_columns)
        lines = sorted({row for row, _ in self.texts if rows.hides(row)})
        sides = sorted({column for _, column in self.texts if columns.hides(column)})
        return [*map(str, lines), *(address(1, column)[:-1] for column in sides)]

    def as_shown(self) -> Sheet:
        """The same sheet without its hidden rows and columns, the others moved together; its cells keep their addresses."""
        if not self.hidden_rows and not self.hidden_columns:
            return self
        rows, columns = Axis(self.hidden_rows), Axis(self.hidden_columns)
        texts: Texts = {
            (rows.shown(row), columns.shown(column)): text
            for (row, column), text in self.texts.items()
            if not rows.hides(row) and not columns.hides(column)
        }
        merged = []
        for one in self.merged:
            left = Range(
                rows.shown(one.top - 1) + 1,
                columns.shown(one.left - 1) + 1,
                rows.shown(one.bottom),
                columns.shown(one.right),
            )
            if left.height > 0 and left.width > 0:
                merged.append(left)
                # The text of a range stands in its first cell, and is shown in what is left of the range.
                if (one.top, one.left) in self.texts:
                    texts[left.top, left.left] = self.texts[one.top, one.left]
        ordered = dict(sorted(texts.items()))
        return replace(
            self, texts=ordered, merged=merged, hidden_rows=[], hidden_columns=[], rows=rows, columns=columns
        )


def _apart(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Stretches in order as such that do not touch."""
    apart: list[Stretch] = []
    for first, last in stretches:
        if apart and first <= apart[-1][1] + 1:
            apart[-1] = apart[-1][0], max(apart[-1][1], last)
        elif first <= last:
            apart.append((first, last))
    return apart


def _covered(texts: Texts, ranges: list[Range]) -> list[tuple[int, int]]:
    by_row: dict[int, list[Range]] = {}
    rows = {row for row, _ in texts}
    for merged in ranges:
        for row in rows if merged.height > len(rows) else range(merged.top, merged.bottom + 1):
            if merged.top <= row <= merged.bottom and row in rows:
                by_row.setdefault(row, []).append(merged)
    return [
        (row, column)
        for row, column in texts
        if any(
            merged.left <= column <= merged.right and (row, column) != (merged.top, merged.left)
            for merged in by_row.get(row, ())
        )
    ]
