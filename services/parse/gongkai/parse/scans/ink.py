"""What is ink in the picture of a page, and which of it are drawn lines."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from gongkai.parse.scans.engine import Grey
from gongkai.parse.scans.slopes import lean, slope
from gongkai.parse.scans.textboxes import Boxes, Flags

Mask = npt.NDArray[np.uint8]  # 255 where something is
Extent = tuple[float, float]  # from where to where, in pixels

AROUND = 18.0  # points: the neighbourhood whose brightness a pixel of ink is darker than
DARKER = 20  # grey values
SHORTEST = 9.0  # points of a drawn line
FREE = 40.0  # points: a line as long as this is one even when it touches no other
SLOPING = 100.0  # points of a line whose slope is believed
STRAIGHT = 1.5  # points of height that such a line has when it is level
GAP = 1.8  # points: a break in a line
THICKEST = 4.5  # points of a drawn line
REACH = 3.0  # points: how near lines come that meet
SLACK = 0.5  # points: how far the strokes of letters stick out of the box of their text


def ink(grey: Grey, scale: float) -> Mask:
    """Where the picture is clearly darker than its neighbourhood: shadows and coloured paper are no ink."""
    block = round(AROUND * scale) | 1
    smooth = np.asarray(cv2.GaussianBlur(grey, (3, 3), 0), np.uint8)
    return np.asarray(
        cv2.adaptiveThreshold(smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, DARKER), np.uint8
    )


def rules(marks: Mask, texts: Boxes, scale: float) -> Boxes:
    """The boxes of drawn lines: level ones, then upright ones. Strokes of letters are none."""
    level, upright = (_lines(marks, texts, scale, down=down) for down in (False, True))
    return np.concatenate([_walls(level, upright, scale, down=False), _walls(upright, level, scale, down=True)])


def slant(marks: Mask, scale: float) -> float | None:
    """By how many degrees the long level lines fall to the right; None where there are none."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(_runs(marks, scale, down=False), connectivity=8)
    found = []
    for number in np.flatnonzero(stats[:, 2] >= SLOPING * scale).tolist():
        left, top, width, height, area = stats[number].tolist()
        if number and area <= THICKEST * scale * width:
            leaning = slope(labels[top : top + height, left : left + width] == number)
            # Letters that hang together are no line.
            if height <= abs(leaning) * width + STRAIGHT * scale:
                found.append((leaning, width))
    return lean(found)


def without(picture: Grey, lines: Boxes, margin: int = 2, paper: int | None = None) -> Grey:
    """The picture with these boxes painted over, in the colour of the paper unless another is given."""
    clean = picture.copy()
    colour = paper if paper is not None else int(np.percentile(picture, 90))
    for left, top, right, bottom in lines.tolist():
        clean[max(top - margin, 0) : bottom + margin, max(left - margin, 0) : right + margin] = colour
    return clean


def _lines(marks: Mask, texts: Boxes, scale: float, *, down: bool) -> Boxes:
    _, _, stats, _ = cv2.connectedComponentsWithStats(_runs(marks, scale, down=down), connectivity=8)
    found = stats[1:].astype(np.intp)
    lengths = found[:, 3 if down else 2]
    found = found[(found[:, 4] <= THICKEST * scale * lengths) & (lengths >= SHORTEST * scale)]
    lines = np.column_stack([found[:, :2], found[:, :2] + found[:, 2:4]])
    return lines[~_strokes(lines, texts, scale)]


def _runs(marks: Mask, scale: float, *, down: bool) -> Mask:
    """The ink that goes on straight for long enough, small breaks healed."""
    healed = cv2.morphologyEx(marks, cv2.MORPH_CLOSE, _kernel(GAP * scale, down=down))
    return np.asarray(cv2.morphologyEx(healed, cv2.MORPH_OPEN, _kernel(SHORTEST * scale, down=down)), np.uint8)


def _kernel(length: float, *, down: bool) -> Mask:
    size = max(round(length), 1)
    return np.ones((size, 1) if down else (1, size), np.uint8)


def _strokes(lines: Boxes, texts: Boxes, scale: float) -> npt.NDArray[np.bool_]:
    """Which lines lie within a line of text: strokes of its letters."""
    stroke = np.zeros(len(lines), bool)
    slack = round(SLACK * scale)
    for left, top, right, bottom in texts.tolist():
        least, most = (left - slack, top - slack), (right + slack, bottom + slack)
        stroke |= (lines[:, :2] >= least).all(1) & (lines[:, 2:] <= most).all(1)
    return stroke


def _walls(lines: Boxes, others: Boxes, scale: float, *, down: bool) -> Boxes:
    """The lines that are long, or end at a line of the other direction on both sides."""
    along = 1 if down else 0
    long = lines[:, along + 2] - lines[:, along] >= FREE * scale
    ends = [_touching(lines, others, lines[:, along + side], round(REACH * scale), along) for side in (0, 2)]
    return lines[long | (ends[0] & ends[1])]


def _touching(lines: Boxes, others: Boxes, ends: Boxes, reach: int, along: int) -> npt.NDArray[np.bool_]:
    across = 1 - along
    near = (others[None, :, along] <= ends[:, None] + reach) & (others[None, :, along + 2] >= ends[:, None] - reach)
    near &= others[None, :, across] <= lines[:, None, across + 2] + reach
    near &= others[None, :, across + 2] >= lines[:, None, across] - reach
    return np.asarray(near.any(1))


def stretches(inked: Flags, gap: float) -> list[Extent]:
    """From where to where there is ink without a gap as wide as this; the whole box where there is none."""
    columns: npt.NDArray[np.intp] = np.flatnonzero(inked)
    if not len(columns):
        return [(0.0, float(len(inked)))]
    ends = np.flatnonzero(np.diff(columns) > gap)
    firsts = columns[np.concatenate([[0], ends + 1])]
    lasts = columns[np.concatenate([ends, [len(columns) - 1]])] + 1
    return [(float(first), float(last)) for first, last in zip(firsts, lasts, strict=True)]
