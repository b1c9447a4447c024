"""Reads the boxes of text: letters with their places on the page, and what was read without being sure."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from gongkai.parse.pages.characters import Characters, characters
from gongkai.parse.pages.sight import Doubt
from gongkai.parse.scans.engine import Engine, Grey
from gongkai.parse.scans.ink import Mask
from gongkai.parse.scans.letters import FIGURES, Letter, letters
from gongkai.parse.scans.textboxes import Boxes

HAN, FIGURE = 0.95, 0.72  # how much of its font size the ink of a line of Chinese, and of one of figures, is high
BESIDE = 0.25  # of the height of a line: paper put on both sides, as the network expects
UNSURE = 0.8  # the chance below which a figure is doubtful


def crops(grey: Grey, boxes: Boxes) -> list[Grey]:
    """The parts of the picture in the boxes, with some paper on both sides."""
    return [_bordered(grey[top:bottom, left:right]) for left, top, right, bottom in boxes.tolist()]


def read(grey: Grey, marks: Mask, boxes: Boxes, scale: float, engine: Engine) -> tuple[Characters, tuple[Doubt, ...]]:
    """All letters of the boxes, and the doubtful figures."""
    boxes = boxes[(boxes[:, 2:] > boxes[:, :2]).all(1)]
    texts = [letters(chances, engine.signs) for chances in engine.what(crops(grey, boxes))]
    rows = [row for box, text in zip(boxes.tolist(), texts, strict=True) for row in _rows(box, text, marks, scale)]
    table = np.array([row[1:] for row in rows], np.float64).reshape(-1, 5)
    count = len(rows)
    found = characters(
        [ord(row[0]) for row in rows], table[:, :4], table[:, 4], np.zeros(count, np.int8), np.ones(count, bool)
    )
    return found, tuple(_doubts(boxes, texts, scale))


def _bordered(part: Grey) -> Grey:
    paper = int(np.percentile(part, 90))
    beside = round(BESIDE * len(part))
    return np.pad(part, ((0, 0), (beside, beside)), constant_values=paper)


def _rows(
    box: list[int], text: list[Letter], marks: Mask, scale: float
) -> Iterator[tuple[str, float, float, float, float, float]]:
    left, top, right, bottom = box
    tall = bottom - top
    high, low = _ink(marks[top:bottom, left:right])
    share = HAN if any(ord(letter.sign) > 0x2E80 for letter in text) else FIGURE
    size = max((low - high) / share, 1.0) / scale
    middle = (top + (high + low) / 2) / scale
    for letter in text:
        start, end = (
            min(max(left + (edge - BESIDE) * tall, left), right) / scale for edge in (letter.start, letter.end)
        )
        yield letter.sign, start, middle - size / 2, end, middle + size / 2, size


def _ink(part: Mask) -> tuple[int, int]:
    rows = np.flatnonzero(part.any(1))
    return (int(rows[0]), int(rows[-1]) + 1) if len(rows) else (0, len(part))


def _doubts(boxes: Boxes, texts: list[list[Letter]], scale: float) -> Iterator[Doubt]:
    for box, text in zip(boxes.tolist(), texts, strict=True):
        if any(letter.chance < UNSURE and letter.sign in FIGURES for letter in text):
            left, top, right, bottom = (edge / scale for edge in box)
            yield Doubt("".join(letter.sign for letter in text), (left, top, right, bottom))
