"""From characters to text: which stand on one line, in which order, and where a space belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gongkai.domain.text import CJK
from gongkai.parse.pages.characters import SPACE, Characters
from gongkai.parse.pages.pdfium import Floats

Positions = npt.NDArray[np.intp]

SAME_LINE = 0.4  # of the font size: how far the middles of neighbours on a line may be apart
WORD_GAP = 0.15  # of the font size: a gap between two words of a script with spaces
WIDE_GAP = 2.0  # of the font size: a gap that separates Chinese text too

_CJK = re.compile(f"[{CJK}]")


@dataclass(frozen=True, slots=True)
class Printed:
    """One line as printed: its text, its box, and the font size most of it has."""

    text: str
    box: tuple[float, float, float, float]
    size: float

    @property
    def middle(self) -> float:
        """Half-way between its top and its bottom."""
        return (self.box[1] + self.box[3]) / 2


def texts(characters: Characters, groups: Positions, count: int) -> list[str]:
    """The text of each of `count` groups (cells), its lines from top to bottom joined by `\\n`."""
    found: list[list[str]] = [[] for _ in range(count)]
    for group, text, _ in _lines(characters, groups):
        found[group].append(text)
    return ["\n".join(lines) for lines in found]


def printed(characters: Characters) -> list[Printed]:
    """The lines of running text from top to bottom."""
    lines = []
    for _, text, members in _lines(characters, np.zeros(len(characters), np.intp)):
        boxes = characters.boxes[members]
        box = (*boxes[:, :2].min(0).tolist(), *boxes[:, 2:].max(0).tolist())
        lines.append(Printed(text, box, round(float(np.median(characters.sizes[members])), 1)))
    return lines


def _lines(characters: Characters, groups: Positions) -> Iterator[tuple[int, str, Positions]]:
    """Group, text and members of every line that is not blank."""
    if not len(characters):
        return
    along, across = _reading(characters)
    order, starts = _ordered(along, across, characters, groups)
    glue = _glue(characters, along, order, starts)
    ends = [*starts[1:].tolist(), len(order)]
    letters = list(map(chr, characters.codes[order].tolist()))
    for start, end in zip(starts.tolist(), ends, strict=True):
        text = "".join(f" {letters[i]}" if glue[i] and i > start else letters[i] for i in range(start, end))
        text = text.strip()
        if text:
            yield int(groups[order[start]]), text, order[start:end]


def _reading(characters: Characters) -> tuple[Floats, Floats]:
    """Start and end of each character along its reading direction, and its middle across it (growing downwards)."""
    left, top, right, bottom = characters.boxes.T
    x, y = (left + right) / 2, (top + bottom) / 2
    turns = characters.turns
    sideways = [turns == 1, turns == 2, turns == 3]
    start = np.select(sideways, [top, -right, -bottom], left)
    end = np.select(sideways, [bottom, -left, -top], right)
    across = np.select(sideways, [-x, -y, x], y)
    return np.stack([start, end], axis=1), np.asarray(across)


def _ordered(along: Floats, across: Floats, characters: Characters, groups: Positions) -> tuple[Positions, Positions]:
    """The characters line by line, and where in that order each line starts."""
    kinds = groups * 4 + characters.turns % 4
    rough = np.lexsort((across, kinds))
    size = np.maximum(characters.sizes, 1.0)[rough]
    apart = np.diff(across[rough]) > SAME_LINE * np.minimum(size[1:], size[:-1])
    numbers = np.concatenate([[0], np.cumsum(apart | (np.diff(kinds[rough]) != 0))])
    lines = np.empty(len(rough), np.intp)
    lines[rough] = numbers
    order = np.lexsort((along.sum(1), lines))
    starts = np.flatnonzero(np.concatenate([[True], np.diff(lines[order]) != 0]))
    return order, starts


def _glue(characters: Characters, along: Floats, order: Positions, starts: Positions) -> list[bool]:
    """Before which characters (in order) a space is to be put: a gap alone is no space beside a Chinese character."""
    codes, size = characters.codes[order], np.maximum(characters.sizes[order], 1.0)
    gap = along[order[1:], 0] - along[order[:-1], 1]
    chinese = _is_chinese(codes)
    needed = np.where(chinese[1:] | chinese[:-1], WIDE_GAP, WORD_GAP) * np.minimum(size[1:], size[:-1])
    blank = (codes[1:] == SPACE) | (codes[:-1] == SPACE)
    return [False, *((gap > needed) & ~blank).tolist()]


def _is_chinese(codes: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
    known, where = np.unique(codes, return_inverse=True)
    return np.array([code > 0xFFFF or bool(_CJK.match(chr(code))) for code in known.tolist()], bool)[where]
