"""The page as shown: from the page's own space (y upwards, unrotated) to points from the top left corner."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from gongkai.domain.places import Place

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Frame:
    """Page `number` (from 1), what is visible of it in its own space, and its quarter turns clockwise.

    `tilt` is how many of these turns belong to the reading only: a table printed sideways is read upright, and its
    places are told on the page as shown.
    """

    number: int
    left: float
    bottom: float
    right: float
    top: float
    turns: int = 0
    tilt: int = 0

    @property
    def width(self) -> float:
        """Points across, as read."""
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Points down, as read."""
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    def tilted(self, quarters: int) -> Frame:
        """The same page, turned clockwise for reading."""
        return replace(self, turns=(self.turns + quarters) % 4, tilt=(self.tilt + quarters) % 4)

    def shown(self, boxes: Floats) -> Floats:
        """Boxes (any two opposite corners: x, y, x, y) as left, top, right, bottom on the page as read."""
        xs, ys = boxes[:, 0::2], boxes[:, 1::2]
        match self.turns:
            case 1:
                across, down = ys - self.bottom, xs - self.left
            case 2:
                across, down = self.right - xs, ys - self.bottom
            case 3:
                across, down = self.top - ys, self.right - xs
            case _:
                across, down = xs - self.left, self.top - ys
        return np.stack([across.min(1), down.min(1), across.max(1), down.max(1)], axis=1)

    def place(self, box: npt.ArrayLike) -> Place:
        """The place of a box on the page as shown; edges are rounded to a tenth of a point."""
        left, top, right, bottom = (round(float(edge), 1) for edge in self._untilted(np.asarray(box, np.float64)))
        return Place(page=self.number, box=(left, top, right, bottom))

    def _untilted(self, box: Floats) -> Floats:
        width, height = self.width, self.height
        for _ in range(self.tilt):
            left, top, right, bottom = box
            box = np.array([top, width - right, bottom, width - left])
            width, height = height, width
        return box


def turned(boxes: Floats, quarters: int, width: float, height: float) -> Floats:
    """Boxes on a page of this size after the page is turned clockwise."""
    for _ in range(quarters % 4):
        left, top, right, bottom = boxes.T
        boxes = np.stack([height - bottom, left, height - top, right], axis=1)
        width, height = height, width
    return boxes
