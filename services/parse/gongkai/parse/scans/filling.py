"""Fits the boxes of text to the drawn cells: parted where an upright line crosses, completed where ink was missed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import cv2
import numpy as np

from gongkai.parse.pages import cells, edges
from gongkai.parse.scans import ink
from gongkai.parse.scans.ink import Mask
from gongkai.parse.scans.textboxes import Boxes

CROSSED = 0.7  # of the height of a box: what an upright line has to cross of it
NARROW = 3.0  # points: what is left of a box beside a line, and holds no letter
BESIDE = 0.7  # points: the blurred edge of a line
INSET = 1.2  # points: how far from the lines of its cell ink is looked for
SMALLEST = 2.2  # points: the longer side of what may be a letter
NEAR, MARGIN = 6.0, 2.0  # points: between letters of one piece, and around it
TALL = 1.4  # of the usual height of a box: from here on it may hold several lines
LETTER, APART = 4.0, 1.0  # points: the least height of a line, and of the gap between two
GAP, WORD = 1.0, 1.5  # of the height of the ink: the least gap between columns, and the least length of a text in one
SEAL, ROUND = (38.0, 200.0), 1.3  # points: the sides of a seal, and how much longer one of them may be
MOST_CELLS = 100_000


def parted(boxes: Boxes, rules: Boxes, scale: float) -> Boxes:
    """The boxes of text, parted at the upright lines that cross them."""
    uprights = rules[rules[:, 3] - rules[:, 1] > rules[:, 2] - rules[:, 0]]
    found = [piece for box in boxes.tolist() for piece in _pieces(box, uprights, scale)]
    return np.array(found, np.intp).reshape(-1, 4)


def unstacked(boxes: Boxes, marks: Mask, scale: float) -> Boxes:
    """The boxes of text, those with several lines below one another parted between them; `marks` are without rules."""
    tall = TALL * float(np.median(boxes[:, 3] - boxes[:, 1])) if len(boxes) else 0.0
    found = [
        (left, start, right, end)
        for left, top, right, bottom in boxes.tolist()
        for start, end in (
            _bands(marks[top:bottom, left:right], top, scale) if bottom - top > tall else [(top, bottom)]
        )
    ]
    return np.array(found, np.intp).reshape(-1, 4)


def _bands(part: Mask, top: int, scale: float) -> list[tuple[int, int]]:
    """Where lines begin and end: in the middle of rows without ink. What is lower than letters belongs to the nearest line."""
    inked = np.flatnonzero((part > 0).sum(1) > 1)
    gaps = np.flatnonzero(np.diff(inked) > APART * scale)
    bands = [(int(rows[0]), int(rows[-1]) + 1) for rows in np.split(inked, gaps + 1) if len(rows)]
    while len(bands) > 1 and (low := min(bands, key=lambda band: band[1] - band[0]))[1] - low[0] < LETTER * scale:
        number = bands.index(low)
        sides = [other for other in (number - 1, number) if 0 <= other < len(bands) - 1]
        first = min(sides, key=lambda other: bands[other + 1][0] - bands[other][1])
        bands[first : first + 2] = [(bands[first][0], bands[first + 1][1])]
    borders = [0, *((above[1] + below[0]) // 2 for above, below in pairwise(bands)), len(part)]
    return [(top + start, top + end) for start, end in pairwise(borders)]


def unspaced(boxes: Boxes, marks: Mask) -> Boxes:
    """The boxes of text, those over several columns parted at the gaps between; `marks` are without rules."""
    found = [piece for box in boxes.tolist() for piece in _columns(box, marks)]
    return np.array(found, np.intp).reshape(-1, 4)


def _columns(box: list[int], marks: Mask) -> Iterator[tuple[int, int, int, int]]:
    """Stretches of words a letter or more apart; single letters set wide apart make one word."""
    left, top, right, bottom = box
    part = marks[top:bottom, left:right] > 0
    rows = np.flatnonzero(part.any(1))
    high = float(rows[-1] - rows[0] + 1) if len(rows) else 0.0
    words = ink.stretches(np.asarray(part.any(0)), GAP * high) if high else [(0.0, float(right - left))]
    starts = [0, *(at for at in range(1, len(words)) if min(_long(words[at - 1]), _long(words[at])) >= WORD * high)]
    borders = [left, *(left + round((words[at - 1][1] + words[at][0]) / 2) for at in starts[1:]), right]
    for start, end in pairwise(borders):
        yield start, top, end, bottom


def _long(stretch: tuple[float, float]) -> float:
    return stretch[1] - stretch[0]


def completed(boxes: Boxes, marks: Mask, rules: Boxes, scale: float) -> Boxes:
    """The boxes of text with the ink in drawn cells that none covers: beside a box it belongs to it, else it has its own.

    `marks` are without rules.
    """
    left = ink.without(marks, boxes, paper=0)
    whole = boxes.copy()
    alone = [piece for cell in _cells(rules, scale) for piece in _missed(left, cell, whole, scale)]
    return np.concatenate([whole, np.array(alone, np.intp).reshape(-1, 4)])


def _pieces(box: list[int], uprights: Boxes, scale: float) -> Iterator[tuple[int, int, int, int]]:
    left, top, right, bottom = box
    covered = np.minimum(uprights[:, 3], bottom) - np.maximum(uprights[:, 1], top)
    inside = (uprights[:, 2] > left) & (uprights[:, 0] < right)
    crossing = uprights[inside & (covered >= CROSSED * (bottom - top))]
    beside = round(BESIDE * scale)
    starts = [left, *(crossing[:, 2] + beside).tolist()]
    ends = [*(crossing[:, 0] - beside).tolist(), right]
    for start, end in zip(sorted(starts), sorted(ends), strict=True):
        if end - start > NARROW * scale or (not len(crossing) and end > start):
            yield start, top, end, bottom


def covers(marks: Mask, scale: float) -> Boxes:
    """The boxes of seals and round pictures, under which something may be lost.

    `marks` are with the rules: pieces of a circle are taken for such. A table is larger or longer.
    """
    _, _, stats, _ = cv2.connectedComponentsWithStats(marks, connectivity=8)
    left, top, width, height, _ = stats[1:].T
    shorter, longer = np.minimum(width, height), np.maximum(width, height)
    round_ = (shorter >= SEAL[0] * scale) & (longer <= SEAL[1] * scale) & (longer <= ROUND * shorter)
    return np.asarray(np.stack([left, top, left + width, top + height], axis=1)[round_], np.intp)


def _cells(rules: Boxes, scale: float) -> Iterator[tuple[int, int, int, int]]:
    level, upright = edges.level_and_upright(rules / scale)
    for table in cells.tables(level, upright, MOST_CELLS):
        for span in table.spans:
            left, top, right, bottom = (round(edge * scale) for edge in table.box_of(span))
            yield left, top, right, bottom


def _missed(left: Mask, cell: tuple[int, int, int, int], boxes: Boxes, scale: float) -> Iterator[tuple[int, ...]]:
    inset = round(INSET * scale)
    start, top, end, bottom = cell[0] + inset, cell[1] + inset, cell[2] - inset, cell[3] - inset
    part = left[max(top, 0) : bottom, max(start, 0) : end]
    if not part.size or not part.any():
        return
    for piece in _pieces_of_ink(part, start, top, scale):
        if not _joined(piece, cell, boxes):
            yield piece


def _joined(piece: tuple[int, ...], cell: tuple[int, ...], boxes: Boxes) -> bool:
    """Whether the piece stands on the line of a box in its cell, which then reaches over it."""
    middles = (boxes[:, :2] + boxes[:, 2:]) / 2
    here = (middles >= cell[:2]).all(1) & (middles <= cell[2:]).all(1)
    high = np.minimum(boxes[:, 3], piece[3]) - np.maximum(boxes[:, 1], piece[1])
    gap = np.maximum(boxes[:, 0] - piece[2], piece[0] - boxes[:, 2])
    near = here & (high >= (piece[3] - piece[1]) / 2) & (gap < boxes[:, 3] - boxes[:, 1])
    for box in boxes[near][:1]:
        box[[0, 2]] = min(box[0], piece[0]), max(box[2], piece[2])
        boxes[np.flatnonzero(near)[0]] = box
    return bool(near.any())


def _pieces_of_ink(part: Mask, left: int, top: int, scale: float) -> Iterator[tuple[int, int, int, int]]:
    """Letters that stand in one line are one piece; dirt is none."""
    _, labels, sizes, _ = cv2.connectedComponentsWithStats(part, connectivity=8)
    large = sizes[:, 2:4].max(1) >= SMALLEST * scale
    large[0] = False
    letters = np.where(large[labels], 255, 0).astype(np.uint8)
    near = cv2.morphologyEx(letters, cv2.MORPH_CLOSE, np.ones((1, round(NEAR * scale)), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(np.asarray(near, np.uint8), connectivity=8)
    margin = round(MARGIN * scale)
    for x, y, width, height, _ in stats[1:].tolist():
        start, high = left + x, top + y
        yield max(start - margin, 0), max(high - margin, 0), start + width + margin, high + height + margin
