"""Reads the boxes of text: letters with their places on the page, and what was read without being sure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from gongkai.parse.pages.characters import Characters, characters
from gongkai.parse.pages.sight import Doubt
from gongkai.parse.scans import tails
from gongkai.parse.scans.engine import Engine, Grey
from gongkai.parse.scans.ink import Mask
from gongkai.parse.scans.letters import FIGURES, Letter, letters
from gongkai.parse.scans.textboxes import Boxes

HAN, FIGURE = 0.95, 0.72  # how much of its font size the ink of a line of Chinese, and of one of figures, is high
CHINESE = 0x2E80  # signs from here on fill a square
BESIDE = 0.25  # of the height of a line: paper put on both sides, as the network expects
UNSURE = 0.8  # the chance below which a figure is doubtful
FAINT = 0.5  # the chance below which another letter is rather dirt: it is left out, and told
LETTER = 3.5  # points: ink as high as this is no dirt, even where nothing is read


def crops(grey: Grey, boxes: Boxes) -> list[Grey]:
    """The parts of the picture in the boxes, with some paper on both sides."""
    return [_bordered(grey[top:bottom, left:right]) for left, top, right, bottom in boxes.tolist()]


def read(
    grey: Grey, marks: Mask, boxes: Boxes, rules: Boxes, scale: float, engine: Engine
) -> tuple[Characters, tuple[Doubt, ...]]:
    """All letters of the boxes, and what is doubtful; `grey` is without the rules."""
    lines = crops(grey, boxes)
    first = [letters(chances, engine.signs) for chances in engine.what(lines)]
    texts = tails.read_again(first, lines, boxes, rules, engine)
    parts = [
        _Part((left, top, right, bottom), text, *_ink(marks[top:bottom, left:right]))
        for (left, top, right, bottom), text in zip(boxes.tolist(), texts, strict=True)
    ]
    rows = [row for part in parts for row in _rows(part, scale)]
    table = np.array([row[1:] for row in rows], np.float64).reshape(-1, 5)
    count = len(rows)
    found = characters(
        [ord(row[0]) for row in rows], table[:, :4], table[:, 4], np.zeros(count, np.int8), np.ones(count, bool)
    )
    return found, tuple(_doubts(parts, scale))


def _bordered(part: Grey) -> Grey:
    paper = int(np.percentile(part, 90))
    beside = round(BESIDE * len(part))
    return np.pad(part, ((0, 0), (beside, beside)), constant_values=paper)


@dataclass(frozen=True, slots=True)
class _Part:
    """A box with what was read in it, and the first and last row of its ink."""

    box: tuple[int, int, int, int]
    text: list[Letter]
    high: int
    low: int


def _rows(part: _Part, scale: float) -> Iterator[tuple[str, float, float, float, float, float]]:
    """Each letter with its box and size in points."""
    left, top, right, bottom = part.box
    share = HAN if any(ord(letter.sign) > CHINESE for letter in part.text) else FIGURE
    size = max((part.low - part.high) / share, 1.0) / scale
    middle = (top + (part.high + part.low) / 2) / scale
    for letter in part.text:
        if not _is_dirt(letter):
            edges = (left + (edge - BESIDE) * (bottom - top) for edge in (letter.start, letter.end))
            start, end = (min(max(edge, left), right) / scale for edge in edges)
            yield letter.sign, start, middle - size / 2, end, middle + size / 2, size


def _ink(part: Mask) -> tuple[int, int]:
    rows = np.flatnonzero(part.any(1))
    return (int(rows[0]), int(rows[-1]) + 1) if len(rows) else (0, 0)


def _is_dirt(letter: Letter) -> bool:
    return letter.chance < FAINT and letter.sign not in FIGURES


def _doubts(parts: list[_Part], scale: float) -> Iterator[Doubt]:
    for part in parts:
        unsure = any(letter.chance < (UNSURE if letter.sign in FIGURES else FAINT) for letter in part.text)
        if unsure or (not part.text and part.low - part.high >= LETTER * scale):
            left, top, right, bottom = (edge / scale for edge in part.box)
            text = "".join(letter.sign for letter in part.text if not _is_dirt(letter))
            yield Doubt(text.strip(), (left, top, right, bottom))
