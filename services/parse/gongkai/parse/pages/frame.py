"""The page as shown: from the page's own space (y upwards, unrotated) to points from the top left corner."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from gongkai.domain.places import Box, Place, on_page

Floats = npt.NDArray[np.float64]
Positions = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Frame:
    """Page `number` (from 1), what is visible of it in its own space, and its quarter turns clockwise.

    `tilt` is how many of these turns belong to the reading only: a table printed sideways is read upright, and its
    places are told on the page as shown. A page that is a picture may besides stand `skew` degrees
    clockwise about its middle, and be read `zoom` times smaller than it is.
    """

    number: int
    left: float
    bottom: float
    right: float
    top: float
    turns: int = 0
    tilt: int = 0
    skew: float = 0.0
    zoom: float = 1.0

    @property
    def width(self) -> float:
        """Points across, as read."""
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Points down, as read."""
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    def is_like(self, other: Frame) -> bool:
        """Whether what is shown of another page is as large, at the same place of its space and turned alike."""
        mine = (self.left, self.bottom, self.right, self.top, self.turns)
        return mine == (other.left, other.bottom, other.right, other.top, other.turns)

    def tilted(self, quarters: int) -> Frame:
        """The same page, turned clockwise for reading."""
        return replace(self, turns=(self.turns + quarters) % 4, tilt=(self.tilt + quarters) % 4)

    def shown(self, boxes: Floats) -> Floats:
        """Boxes (any two opposite corners: x, y, x, y) as left, top, right, bottom on the page as read."""
        first, second = self._turned(boxes[:, 0], boxes[:, 1]), self._turned(boxes[:, 2], boxes[:, 3])
        shown = np.empty((len(boxes), 4))
        for axis in (0, 1):
            np.minimum(first[axis], second[axis], out=shown[:, axis])
            np.maximum(first[axis], second[axis], out=shown[:, axis + 2])
        return shown

    def _turned(self, xs: Floats, ys: Floats) -> tuple[Floats, Floats]:
        match self.turns:
            case 1:
                return ys - self.bottom, xs - self.left
            case 2:
                return self.right - xs, ys - self.bottom
            case 3:
                return self.top - ys, self.right - xs
            case _:
                return xs - self.left, self.top - ys

    def place(self, box: Box) -> Place:
        """The place of a box on the page as shown; edges are rounded to a tenth of a point."""
        if self._is_moved:
            box = self._untilted(self._askew(box))
        left, top, right, bottom = box
        return Place(page=self.number, box=(round(left, 1), round(top, 1), round(right, 1), round(bottom, 1)))

    def places(self, xs: list[float], ys: list[float], cells: Iterable[tuple[int, int, int, int]]) -> list[Place]:
        """The places of cells (row, column, rows, columns) of a table that has its columns and rows at these positions."""
        moved = self._is_moved
        if not moved:
            xs, ys = ([round(edge, 1) for edge in edges] for edges in (xs, ys))
        boxes = [(xs[column], ys[row], xs[column + columns], ys[row + rows]) for row, column, rows, columns in cells]
        return list(map(self.place, boxes)) if moved else on_page(self.number, boxes)

    @property
    def _is_moved(self) -> bool:
        """Whether the page is read otherwise than it is shown."""
        return bool(self.tilt or self.skew or self.zoom != 1.0)

    def _untilted(self, box: Box) -> Box:
        """The box on the page as shown."""
        left, top, right, bottom = box
        width, height = self.width, self.height
        for _ in range(self.tilt):
            left, top, right, bottom = top, width - right, bottom, width - left
            width, height = height, width
        return left * self.zoom, top * self.zoom, right * self.zoom, bottom * self.zoom

    def _askew(self, box: Box) -> Box:
        """The box where it stood before the page was made level."""
        if not self.skew:
            return box
        left, top, right, bottom = box
        x, y = (left + right - self.width) / 2, (top + bottom - self.height) / 2
        cos, sin = math.cos(math.radians(self.skew)), math.sin(math.radians(self.skew))
        across, down = x * cos - y * sin - x, x * sin + y * cos - y
        return left + across, top + down, right + across, bottom + down


def shown(frames: Sequence[Frame], boxes: Floats, sheets: Positions) -> Floats:
    """Boxes on several pages (`sheets` tells on which of them) as `Frame.shown` has them."""
    first = frames[0]
    if all(frame.is_like(first) for frame in frames):
        return first.shown(boxes)
    found = np.empty((len(boxes), 4))
    for sheet in np.unique(sheets).tolist():
        mine = sheets == sheet
        found[mine] = frames[sheet].shown(boxes[mine])
    return found


def turned(boxes: Floats, quarters: int, width: float, height: float) -> Floats:
    """Boxes on a page of this size after the page is turned clockwise."""
    for _ in range(quarters % 4):
        left, top, right, bottom = boxes.T
        boxes = np.stack([height - bottom, left, height - top, right], axis=1)
        width, height = height, width
    return boxes
