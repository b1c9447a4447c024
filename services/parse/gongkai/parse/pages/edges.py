"""From drawn rules to few long edges: pdfplumber's "lines" semantics (snap and join at 3 points) on arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from gongkai.parse.pages.pdfium import Floats

Flags = npt.NDArray[np.bool_]

SNAP = 3.0
JOIN = 3.0
SHORTEST = 3.0
DOT = 3.0  # both sides of a dot
DASH, DASH_GAP = 8.0, 6.0  # the longest dash, and the widest gap to the next
DOTTED, DASHED = 9.0, 24.0  # the shortest line that dots make, and that dashes make


@dataclass(frozen=True, slots=True)
class Edges:
    """Edges of one direction, sorted by position then start: where they stand, and from where to where they go."""

    at: Floats
    start: Floats
    end: Floats

    def __len__(self) -> int:
        return len(self.at)

    def only(self, chosen: npt.NDArray[Any]) -> Edges:
        """Some of the edges, by flags or positions."""
        return Edges(self.at[chosen], self.start[chosen], self.end[chosen])


def level_and_upright(rules: Floats) -> tuple[Edges, Edges]:
    """The horizontal and the vertical edges that the rules make; dots and dashes become lines."""
    sides = rules[:, 2:] - rules[:, :2]
    dot: Flags = np.asarray((sides <= DOT).all(1))
    wide = sides[:, 0] >= sides[:, 1]
    level, upright = ~dot & wide, ~dot & ~wide
    short = sides.max(1) <= DASH
    return (
        _merged(np.concatenate([rules[level], *_dashed(rules, dot, short & (dot | wide), down=False)]), down=False),
        _merged(np.concatenate([rules[upright], *_dashed(rules, dot, short & (dot | ~wide), down=True)]), down=True),
    )


def snapped(values: Floats, tolerance: float = SNAP) -> Floats:
    """Every value replaced by the mean of its neighbours that follow each other within the tolerance."""
    if not len(values):
        return values
    order = np.argsort(values, kind="stable")
    groups = np.empty(len(values), np.intp)
    groups[order] = np.concatenate([[0], np.cumsum(np.diff(values[order]) > tolerance)])
    means = np.bincount(groups, values) / np.bincount(groups)
    return np.asarray(means[groups])


def joined(at: Floats, start: Floats, end: Floats, gap: float = JOIN) -> Edges:
    """Edges on the same position become one where they touch, overlap or are a small gap apart."""
    if not len(at):
        return Edges(at, start, end)
    order = np.lexsort((start, at))
    at, start, end = at[order], start[order], end[order]
    lines = np.concatenate([[0], np.cumsum(np.diff(at) != 0)])
    # One running maximum over all lines: each line is lifted above the one before.
    lift = lines * (float(end.max() - start.min()) + 2 * gap + 1.0)
    reached = np.maximum.accumulate(end + lift)
    fresh = np.concatenate([[True], (start + lift)[1:] > reached[:-1] + gap])
    first = np.flatnonzero(fresh)
    last = np.concatenate([first[1:], [len(at)]]) - 1
    return Edges(at[first], start[first], (reached - lift)[last])


def _merged(boxes: Floats, *, down: bool) -> Edges:
    at, start, end = _along(boxes, down=down)
    edges = joined(snapped(at), start, end)
    return edges.only(edges.end - edges.start >= SHORTEST)


def _along(boxes: Floats, *, down: bool) -> tuple[Floats, Floats, Floats]:
    across, along = (0, 1) if down else (1, 0)
    return (boxes[:, across] + boxes[:, across + 2]) / 2, boxes[:, along], boxes[:, along + 2]


def _dashed(rules: Floats, dots: Flags, dashes: Flags, *, down: bool) -> tuple[Floats, Floats]:
    """Rows of dots, and rows of dots and dashes, as boxes."""
    return _rows(rules[dots], DOTTED, down=down), _rows(rules[dashes], DASHED, down=down)


def _rows(pieces: Floats, shortest: float, *, down: bool) -> Floats:
    """Pieces are joined before snapping, which would pull a row of them together sideways."""
    if not len(pieces):
        return pieces
    at, start, end = _along(pieces, down=down)
    runs = joined(snapped(at, 0.5), start, end, DASH_GAP)
    runs = runs.only(runs.end - runs.start > shortest)
    box = (runs.at, runs.start, runs.at, runs.end) if down else (runs.start, runs.at, runs.end, runs.at)
    return np.stack(box, axis=1)
