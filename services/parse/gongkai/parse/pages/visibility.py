"""Which characters a reader of the printed page can see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from gongkai.parse.pages.frame import Frame
from gongkai.parse.pages.objects import Objects, Positions, bounds
from gongkai.parse.pages.paths import Areas, drawn_inside, middles
from gongkai.parse.pages.pdfium import Floats
from gongkai.parse.pages.styles import SLANTED, Flags, Styles

MOST = 200_000_000  # comparisons of hidden with seen characters: a second


@dataclass(frozen=True, slots=True)
class Spots:
    """Parallel arrays, one entry a character or a text object: its box as shown, its page, and its entry of the styles."""

    boxes: Floats
    sheets: Positions
    which: Positions

    def only(self, chosen: npt.NDArray[Any]) -> Spots:
        """Some of them."""
        return Spots(self.boxes[chosen], self.sheets[chosen], self.which[chosen])


def visible(letters: Spots, styles: Styles, areas: Areas, texts: Objects, frames: Sequence[Frame]) -> Flags:
    """Not what is without ink, beside the page, white on white, or painted over."""
    x, y = middles(letters.boxes).T
    width, height = (
        np.array(side)[letters.sheets] for side in zip(*((f.width, f.height) for f in frames), strict=True)
    )
    seen: Flags = ~((x < 0) | (y < 0) | (x > width) | (y > height)) & _inked(letters, styles, areas)
    for sheet in np.unique(letters.sheets[~seen]).tolist():
        mine = np.flatnonzero(letters.sheets == sheet)
        drawn = texts.only(texts.sheets == sheet)
        objects = Spots(frames[sheet].shown(bounds(drawn)), drawn.sheets, styles.which(drawn.handles))
        seen[mine[~seen[mine]]] = _standing_in(letters.only(mine), seen[mine], objects, styles, areas)
    return seen


def _inked(spots: Spots, styles: Styles, areas: Areas) -> Flags:
    points = middles(spots.boxes)
    inked = ~styles.inkless[spots.which] & ~areas.over(points, spots.sheets, styles.order[spots.which])
    if styles.white.any():
        inked &= ~styles.white[spots.which] | areas.under(points, spots.sheets)
    return np.asarray(inked)


def _standing_in(letters: Spots, seen: Flags, objects: Spots, styles: Styles, areas: Areas) -> Flags:
    """Which hidden characters of a page stand for seen ones.

    Of two equal letters on one spot pdfium keeps the first, even where that one is hidden: in `100.00` printed over
    a covered `999.99` the point is missing. So a hidden character counts when it lies where a visible text object
    drawn later has no character of its own, and either that object lost all of its characters or the hidden text
    has others that stay hidden.
    """
    shown = _inked(objects, styles, areas) & (styles.turns[objects.which] != SLANTED)
    silent = shown & ~np.isin(objects.which, letters.which)
    hidden = letters.only(~seen)
    points, order = middles(hidden.boxes), styles.order[hidden.which]
    candidate, lost = (
        drawn_inside(objects.boxes[chosen], styles.order[objects.which[chosen]], points, order)
        for chosen in (shown, silent)
    )
    candidate &= ~_covered(letters.boxes[seen], points, candidate)
    return np.asarray(candidate & (lost | np.isin(hidden.which, hidden.which[~candidate])))


def _covered(others: Floats, points: Floats, asked: Flags) -> Flags:
    """Which of the points asked for lie on another character; all of them where that would take too long to tell."""
    covered = asked.copy()
    count = int(asked.sum())
    if count * len(others) <= MOST:
        covered[asked] = drawn_inside(others, np.ones(len(others)), points[asked], np.zeros(count))
    return covered
