"""Columns from the white that runs through all rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from gongkai.parse.pages import lines
from gongkai.parse.pages.characters import Characters
from gongkai.parse.pages.lines import Printed
from gongkai.parse.pages.pdfium import Floats

GUTTER, NARROW = 0.8, 0.33  # of the font size: the narrowest white between two columns, in few lines and in many
MANY = 6
TIGHT = 0.3  # of the font size: white that may part two titles
SAME_HEIGHT = 0.25  # of the font size: how far characters of one line may be apart
BACK = 0.6  # of the font size: how far a character may reach back over the one before

AMOUNT = re.compile(r"[-+－−]?[\d,，]*\d\.\d\d%?")
FIGURE = re.compile(r"[-+－−]?[\d,，]+(\.\d+)?%?|[-—－]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text on one line, or several lines of one cell."""

    left: float
    top: float
    right: float
    bottom: float
    texts: tuple[str, ...]

    @property
    def middle(self) -> float:
        """Half-way down."""
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        """Half-way across."""
        return (self.left + self.right) / 2

    @property
    def text(self) -> str:
        """Its lines as one."""
        return "".join(self.texts)


def runs(shown: Characters, gutter: float) -> Floats:
    """Left and right of the stretches of text that have white of `gutter` font sizes between them."""
    order = np.argsort(shown.boxes[:, 0], kind="stable")
    left, reached = shown.boxes[order, 0], np.maximum.accumulate(shown.boxes[order, 2])
    wide = left[1:] - reached[:-1] > gutter * float(np.median(shown.sizes))
    first = np.flatnonzero(np.concatenate([[True], wide]))
    last = np.concatenate([first[1:], [len(left)]]) - 1
    return np.stack([left[first], reached[last]], axis=1)


def words(shown: Characters, gap: float = TIGHT) -> list[Piece]:
    """The stretches of text as they were written: characters that follow each other on one height without white."""
    if not len(shown):
        return []
    middle, size = shown.middles[:, 1], shown.sizes
    white = shown.boxes[1:, 0] - shown.boxes[:-1, 2]
    apart = np.abs(np.diff(middle)) > SAME_HEIGHT * size[1:]
    first = np.flatnonzero(np.concatenate([[True], apart | (white > gap * size[1:]) | (white < -BACK * size[1:])]))
    return [_word(shown, start, end) for start, end in pairwise([*first.tolist(), len(shown)])]


def _word(shown: Characters, start: int, end: int) -> Piece:
    boxes = shown.boxes[start:end]
    middle, half = float(np.median(shown.middles[start:end, 1])), float(shown.sizes[start]) / 2
    text = "".join(map(chr, shown.codes[start:end].tolist()))
    return Piece(float(boxes[:, 0].min()), middle - half, float(boxes[:, 2].max()), middle + half, (text,))


def pieces(shown: Characters, columns: Floats) -> list[list[Piece]]:
    """The lines of text in each column (left, right); every character belongs to the column its middle is nearest to."""
    borders = (columns[:-1, 1] + columns[1:, 0]) / 2
    which = np.searchsorted(borders, shown.middles[:, 0])
    return [_lines(shown.only(which == k)) for k in range(len(columns))]


def _lines(shown: Characters) -> list[Piece]:
    return [piece(line) for line in lines.printed(shown)]


def piece(line: Printed) -> Piece:
    """A line with the height of its type instead of that of its ink."""
    left, _, right, _ = line.box
    half = line.size / 2
    return Piece(left, line.middle - half, right, line.middle + half, (line.text,))


def merged(parts: Sequence[Piece]) -> Piece:
    """Lines of one cell as one piece."""
    return Piece(
        min(part.left for part in parts),
        min(part.top for part in parts),
        max(part.right for part in parts),
        max(part.bottom for part in parts),
        tuple(text for part in parts for text in part.texts),
    )
