"""How much what is long leans: lines of text and drawn lines tell by how much a page stands askew."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

Marks = npt.NDArray[np.bool_]


def slope(marks: Marks) -> float:
    """How far the marked pixels fall in each column to the right, by the straight line that fits them best."""
    ys, xs = np.nonzero(marks)
    spread = xs - xs.mean()
    return float((spread * ys).sum() / (spread * spread).sum())


def lean(slopes: Iterable[tuple[float, int]]) -> float | None:
    """The degrees of the middle one of slopes with weights; None when there are none."""
    ordered = np.array(sorted(slopes), np.float64).reshape(-1, 2)
    if not len(ordered):
        return None
    reached = np.cumsum(ordered[:, 1])
    middle = ordered[np.searchsorted(reached, reached[-1] / 2), 0]
    return float(np.degrees(np.arctan(middle)))
