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
from gongkai.parse.scans.letters import FIGURES, Letter, letters, separated
from gongkai.parse.scans.pinning import extents
from gongkai.parse.scans.textboxes import Boxes, Flags

HAN, FIGURE = 0.95, 0.72  # how much of its font size the ink of a line of Chinese, and of one of figures, is high
CHINESE = 0x2E80  # signs from here on fill a square
BLUR = 2  # pixels that the edges of ink add to its height
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
    texts = map(separated, tails.read_again(first, lines, boxes, rules, engine))
    parts = [
        _Part(
            (left, top, right, bottom),
            text,
            _ink(marks[top:bottom, left:right]),
            _columns(marks[top:bottom, left:right]),
        )
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
    """A box with what was read in it, the edges of its ink within (left, top, right, bottom) and its columns with ink."""

    box: tuple[int, int, int, int]
    text: list[Letter]
    ink: tuple[int, int, int, int]
    inked: Flags


def _rows(part: _Part, scale: float) -> Iterator[tuple[str, float, float, float, float, float]]:
    """Each letter with its box and size in points."""
    letters = _without_blanks([letter for letter in part.text if not _is_dirt(letter)])
    if not letters:
        return
    _, high, _, low = part.ink
    share = HAN if any(ord(letter.sign) > CHINESE for letter in letters) else FIGURE
    size = max((low - high - BLUR) / share, scale) / scale
    middle = (part.box[1] + (high + low) / 2) / scale
    for letter, extent in zip(letters, extents(letters, part.inked, size * scale), strict=True):
        left, right = ((part.box[0] + edge) / scale for edge in extent)
        yield letter.sign, left, middle - size / 2, right, middle + size / 2, size


def _ink(part: Mask) -> tuple[int, int, int, int]:
    rows, columns = np.flatnonzero(part.any(1)), np.flatnonzero(part.any(0))
    if not len(rows):
        return (0, 0, part.shape[1], 0)
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def _without_blanks(text: list[Letter]) -> list[Letter]:
    """The letters without the blanks beside Chinese ones, which have no ink to stand at: their places tell the gap."""
    signs = [" ", *(letter.sign for letter in text), " "]
    return [
        letter
        for at, letter in enumerate(text)
        if letter.sign != " " or max(ord(signs[at]), ord(signs[at + 2])) <= CHINESE
    ]


def _columns(part: Mask) -> Flags:
    return np.asarray(part.any(0), bool)


def _is_dirt(letter: Letter) -> bool:
    return letter.chance < FAINT and letter.sign not in FIGURES


def _doubts(parts: list[_Part], scale: float) -> Iterator[Doubt]:
    for part in parts:
        unsure = any(letter.chance < (UNSURE if letter.sign in FIGURES else FAINT) for letter in part.text)
        if unsure or (not part.text and part.ink[3] - part.ink[1] >= LETTER * scale):
            left, top, right, bottom = (edge / scale for edge in part.box)
            text = "".join(letter.sign for letter in part.text if not _is_dirt(letter))
            yield Doubt(text.strip(), (left, top, right, bottom))
