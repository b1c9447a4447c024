"""From the chance of text at each pixel to the boxes of lines of text."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
import numpy.typing as npt

from gongkai.parse.scans.engine import Chances
from gongkai.parse.scans.slopes import lean, slope

Boxes = npt.NDArray[np.intp]  # left, top, right, bottom in pixels, one row a box
Flags = npt.NDArray[np.bool_]

LIKELY, SURE = 0.3, 0.5  # the chance of a pixel that belongs to a line, and of a whole line
SPREAD = 1.6  # the network marks only the core of a line: how much of its area by its outline is added on each side
THINNEST = 3  # rows of a core
LONG = 5.0  # width by height of a line whose slope is believed


def boxes(chances: Chances) -> Boxes:
    """The upright boxes of all lines of text."""
    found = [_spread(core, chances.shape) for core, _ in _cores(chances)]
    return _apart(np.array(found, np.intp).reshape(-1, 4))


def is_sideways(chances: Chances) -> bool:
    """Whether most of the text runs up or down."""
    across = down = 0
    for (left, top, right, bottom), count in _cores(chances):
        width, height = right - left, bottom - top
        across += count if width > 2 * height else 0
        down += count if height > 2 * width else 0
    return down > across


def skew(chances: Chances) -> float:
    """By how many degrees the lines of text fall to the right; 0 where no line is long enough to tell."""
    long = [box for box, _ in _cores(chances) if box[2] - box[0] > LONG * (box[3] - box[1])]
    found = ((slope(chances[top:bottom, left:right] > LIKELY), right - left) for left, top, right, bottom in long)
    return lean(found) or 0.0


def _cores(chances: Chances) -> Iterator[tuple[tuple[int, int, int, int], int]]:
    """The box and the number of pixels of each connected area of likely pixels that is surely text."""
    likely = (chances > LIKELY).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(likely, connectivity=4)
    sums = np.bincount(labels.ravel(), chances.ravel(), count)
    for left, top, width, height, area, total in np.column_stack([stats, sums])[1:].tolist():
        if min(width, height) >= THINNEST and total >= SURE * area:
            yield (int(left), int(top), int(left + width), int(top + height)), int(area)


def _apart(found: Boxes) -> Boxes:
    """The boxes without their overlaps: half of it is left to each of two lines below or beside one another."""
    middles = (found[:, 1] + found[:, 3]) / 2
    heights = found[:, 3] - found[:, 1]
    lower = middles[None] - middles[:, None]
    below = lower > np.minimum(heights, heights[:, None]) / 2
    beside = ~below & ~below.T & (found[None, :, 0] > found[:, None, 0])
    overlapping = (found[:, None, :2] < found[None, :, 2:]).all(2)
    overlapping &= overlapping.T
    apart = _cut(_cut(found, below & overlapping, 1), beside & overlapping, 0)
    return apart[(apart[:, 2:] > apart[:, :2]).all(1)]


def _cut(found: Boxes, pairs: Flags, axis: int) -> Boxes:
    """Each first box of a pair ends, and each second one begins, in the middle of their overlap."""
    apart = found.copy()
    for first, second in np.argwhere(pairs).tolist():
        border = (found[second, axis] + found[first, axis + 2]) // 2
        apart[first, axis + 2] = min(apart[first, axis + 2], border)
        apart[second, axis] = max(apart[second, axis], border)
    return apart


def _spread(core: tuple[int, int, int, int], shape: tuple[int, ...]) -> tuple[int, int, int, int]:
    left, top, right, bottom = core
    width, height = right - left, bottom - top
    more = round(SPREAD * width * height / (2 * (width + height)))
    return max(left - more, 0), max(top - more, 0), min(right + more, shape[1]), min(bottom + more, shape[0])
