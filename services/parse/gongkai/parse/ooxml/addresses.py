"""The addresses of a spreadsheet's cells and ranges."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.errors import Refused

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})")


@dataclass(frozen=True, slots=True)
class Range:
    """A rectangle of cells, edges included; rows and columns count from 1."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def height(self) -> int:
        """Rows."""
        return self.bottom - self.top + 1

    @property
    def width(self) -> int:
        """Columns."""
        return self.right - self.left + 1

    def within(self, other: Range) -> Range | None:
        """What both have in common."""
        top, left = max(self.top, other.top), max(self.left, other.left)
        bottom, right = min(self.bottom, other.bottom), min(self.right, other.right)
        return Range(top, left, bottom, right) if top <= bottom and left <= right else None


def address(row: int, column: int) -> str:
    """A cell's name.

    >>> address(7, 3), address(1, 28)
    ('C7', 'AB1')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def position_of(reference: str | None, row: int, column: int) -> tuple[int, int]:
    """Row and column that a reference states, else those given; Refused CORRUPT where no sheet has a cell."""
    if reference is not None:
        row, column = _position(reference)
    if not (1 <= row <= LAST_ROW and column <= LAST_COLUMN):
        raise Refused("CORRUPT", f"there is no cell {reference or (row, column)}")
    return row, column


def range_of(reference: str) -> Range:
    """The range that `A1:C7`, or one cell's name, means."""
    first, _, last = reference.partition(":")
    top, left = _position(first)
    bottom, right = _position(last or first)
    return Range(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


def _position(reference: str) -> tuple[int, int]:
    match = _ADDRESS.fullmatch(reference)
    if match is None:
        raise Refused("CORRUPT", f"there is no cell {reference}")
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column
