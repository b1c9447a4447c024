"""The page as shown: from the page's own space (y upwards, unrotated) to points from the top left corner."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gongkai.domain.places import Place

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Frame:
    """Page `number` (from 1), what is visible of it in its own space, and its quarter turns clockwise."""

    number: int
    left: float
    bottom: float
    right: float
    top: float
    turns: int = 0

    @property
    def width(self) -> float:
        """Points across, as shown."""
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Points down, as shown."""
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    def shown(self, boxes: Floats) -> Floats:
        """Boxes (any two opposite corners: x, y, x, y) as left, top, right, bottom on the page as shown."""
        xs, ys = boxes[:, 0::2], boxes[:, 1::2]
        across, down = self._turned(xs, ys)
        return np.stack([across.min(1), down.min(1), across.max(1), down.max(1)], axis=1)

    def _turned(self, xs: Floats, ys: Floats) -> tuple[Floats, Floats]:
        match self.turns % 4:
            case 1:
                return ys - self.bottom, xs - self.left
            case 2:
                return self.right - xs, ys - self.bottom
            case 3:
                return self.top - ys, self.right - xs
            case _:
                return xs - self.left, self.top - ys

    def place(self, box: npt.ArrayLike) -> Place:
        """A place on this page; boxes are rounded to a tenth of a point."""
        left, top, right, bottom = (round(float(edge), 1) for edge in np.asarray(box))
        return Place(page=self.number, box=(left, top, right, bottom))
