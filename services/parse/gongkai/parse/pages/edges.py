"""From drawn rules to few long edges: pdfplumber's "lines" semantics (snap and join at 3 points) on arrays."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from gongkai.parse.pages.pdfium import Floats

Positions = npt.NDArray[np.intp]
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
    """The horizontal and the vertical edges that the rules of a page make; dots and dashes become lines."""
    (edges,) = of_pages([rules])
    return edges


def of_pages(rules: Sequence[Floats]) -> list[tuple[Edges, Edges]]:
    """The horizontal and the vertical edges of each page."""
    boxes = np.concatenate(rules)
    sheets = np.repeat(np.arange(len(rules)), [len(part) for part in rules])
    width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    longest = np.maximum(width, height)
    dot: Flags = np.asarray(longest <= DOT)
    wide = width >= height
    short = longest <= DASH
    found = []
    for along, down in ((wide, False), (~wide, True)):
        pieces = _along(boxes, sheets, down=down)
        dots, dashes = _rows(pieces.only(dot), DOTTED), _rows(pieces.only(short & (dot | along)), DASHED)
        lines = _all(pieces.only(along & ~dot), dots, dashes)
        found.append(_by_page(joined(_snapped(lines)), len(rules)))
    return list(zip(*found, strict=True))


class Pieces(NamedTuple):
    """Parallel arrays, one entry a piece of a line of one direction: on which page it is, where it stands there, from
    where to where it goes."""

    sheets: Positions
    at: Floats
    start: Floats
    end: Floats

    def only(self, chosen: npt.NDArray[Any]) -> Pieces:
        """Some of the pieces."""
        return Pieces(*(column[chosen] for column in self))


def snapped(values: Floats, sheets: Positions, tolerance: float = SNAP) -> Floats:
    """Every value replaced by the mean of its neighbours on the page that follow each other within the tolerance."""
    if not len(values):
        return values
    order = np.lexsort((values, sheets))
    apart = (np.diff(values[order]) > tolerance) | (np.diff(sheets[order]) != 0)
    groups = np.empty(len(values), np.intp)
    groups[order] = np.concatenate([[0], np.cumsum(apart)])
    means = np.bincount(groups, values) / np.bincount(groups)
    return np.asarray(means[groups])


def joined(pieces: Pieces, gap: float = JOIN) -> Pieces:
    """Pieces on the same position of a page become one where they touch, overlap or are a small gap apart.

    They come page by page, sorted by position, then start.
    """
    if not len(pieces.at):
        return pieces
    sheets, at, start, end = pieces.only(np.lexsort((pieces.start, pieces.at, pieces.sheets)))
    lines = np.concatenate([[0], np.cumsum((np.diff(at) != 0) | (np.diff(sheets) != 0))])
    # One running maximum over all lines: each line is lifted above the one before, by whole points to stay exact.
    lift = lines * math.ceil(end.max() - start.min() + 2 * gap + 1.0)
    reached = np.maximum.accumulate(end + lift)
    first = np.flatnonzero(np.concatenate([[True], (start + lift)[1:] > reached[:-1] + gap]))
    return Pieces(sheets[first], at[first], start[first], np.maximum.reduceat(end, first))


def _all(*parts: Pieces) -> Pieces:
    sheets, at, start, end = map(np.concatenate, zip(*parts, strict=True))
    return Pieces(sheets, at, start, end)


def _snapped(pieces: Pieces, tolerance: float = SNAP) -> Pieces:
    return pieces._replace(at=snapped(pieces.at, pieces.sheets, tolerance))


def _by_page(pieces: Pieces, count: int) -> list[Edges]:
    long = pieces.only(pieces.end - pieces.start >= SHORTEST)
    ends = np.searchsorted(long.sheets, np.arange(count + 1)).tolist()
    return [Edges(*(column[first:last] for column in long[1:])) for first, last in pairwise(ends)]


def _along(boxes: Floats, sheets: Positions, *, down: bool) -> Pieces:
    across, along = (0, 1) if down else (1, 0)
    return Pieces(sheets, (boxes[:, across] + boxes[:, across + 2]) / 2, boxes[:, along], boxes[:, along + 2])


def _rows(pieces: Pieces, shortest: float) -> Pieces:
    """Rows of dots, or of dots and dashes; they are joined before snapping, which would pull a row together sideways."""
    runs = joined(_snapped(pieces, 0.5), DASH_GAP)
    return runs.only(runs.end - runs.start > shortest)
