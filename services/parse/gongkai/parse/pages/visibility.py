"""Which characters a reader of the printed page can see."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from gongkai.parse.pages.frame import Frame
from gongkai.parse.pages.objects import Layer
from gongkai.parse.pages.paths import Areas, drawn_inside
from gongkai.parse.pages.pdfium import Floats
from gongkai.parse.pages.styles import SLANTED, Flags, Styles, boxes_of

Positions = npt.NDArray[np.intp]

MOST = 200_000_000  # comparisons of hidden with seen characters: a second


def visible(boxes: Floats, which: Positions, styles: Styles, areas: Areas, layers: list[Layer], frame: Frame) -> Flags:
    """Not what is without ink, beside the page, white on white, or painted over."""
    xs, ys = (boxes[:, :2] + boxes[:, 2:]).T / 2
    beside = (xs < 0) | (xs > frame.width) | (ys < 0) | (ys > frame.height)
    seen: Flags = ~beside & _inked(xs, ys, which, styles, areas)
    if not seen.all():
        seen[~seen] = _standing_in(boxes, which, seen, styles, areas, layers, frame)
    return seen


def _inked(xs: Floats, ys: Floats, which: Positions, styles: Styles, areas: Areas) -> Flags:
    inked = ~styles.inkless[which] & ~areas.over(xs, ys, styles.order[which])
    if styles.white.any():
        inked &= ~styles.white[which] | areas.under(xs, ys)
    return np.asarray(inked)


def _standing_in(
    boxes: Floats, which: Positions, seen: Flags, styles: Styles, areas: Areas, layers: list[Layer], frame: Frame
) -> Flags:
    """Which hidden characters stand for seen ones.

    Of two equal letters on one spot pdfium keeps the first, even where that one is hidden: in `100.00` printed over
    a covered `999.99` the point is missing. So a hidden character counts when it lies where a visible text object
    drawn later has no character of its own, and either that object lost all of its characters or the hidden text
    has others that stay hidden.
    """
    handles, spots = boxes_of(layers, frame)
    entries = styles.which(handles)
    across, down = (spots[:, :2] + spots[:, 2:]).T / 2
    shown = _inked(across, down, entries, styles, areas) & (styles.turns[entries] != SLANTED)
    silent = shown & ~np.isin(entries, which)
    xs, ys = (boxes[~seen, :2] + boxes[~seen, 2:]).T / 2
    mine = which[~seen]
    candidate, lost = (
        drawn_inside(spots[chosen], styles.order[entries[chosen]], xs, ys, styles.order[mine])
        for chosen in (shown, silent)
    )
    candidate &= ~_covered(boxes[seen], xs, ys, candidate)
    return np.asarray(candidate & (lost | np.isin(mine, mine[~candidate])))


def _covered(others: Floats, xs: Floats, ys: Floats, asked: Flags) -> Flags:
    """Which of the points asked for lie on another character; all of them where that would take too long to tell."""
    covered = asked.copy()
    points = int(asked.sum())
    if points * len(others) <= MOST:
        covered[asked] = drawn_inside(others, np.ones(len(others)), xs[asked], ys[asked], np.zeros(points))
    return covered
