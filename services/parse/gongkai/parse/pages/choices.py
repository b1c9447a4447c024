"""Over which columns a title of a group may stand: flush above the first of them, in their middle, or reaching over several."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gongkai.parse.pages.edges import Edges
from gongkai.parse.pages.pdfium import Floats
from gongkai.parse.pages.strips import Piece

OVER = 0.25  # of the font size: how far left edges of titles on one edge may be apart
CENTRED = 0.3  # of the font size: how far the middle of a group may be off that of its columns
NOISE = 0.15  # of the font size: how far the middle of a title may be off that of its cell
SLACK = 0.3  # of the font size: how far a text may reach over the border of its cell
FARTHEST = 40.0  # of the font size: how far the outermost borders may be from the text
HEIGHT = 0.15  # of the font size: how far titles on one height may be apart


@dataclass(frozen=True, slots=True)
class Group:
    """A title over several columns, from `first` to `last`."""

    block: Piece
    first: int
    last: int

    def holds(self, first: int, last: int) -> bool:
        """Whether these columns are all among its own."""
        return self.first <= first and last <= self.last


Choices = list[list[Group]]  # for each title the columns that it may stand over


def flush(groups: list[Piece], own: list[Piece], columns: Floats, size: float, rules: Edges, single: bool) -> Choices:
    """Choices where all titles stand to the left: a group begins right above the first of its columns."""
    lefts = columns[:, 0].tolist()
    if any(title.left - left > OVER * size for title, left in zip(own, lefts, strict=True)):
        return []
    return [
        _ruled(block, groups, own, columns, size, rules)
        or [
            Group(block, first, last)
            for first, title in enumerate(own)
            if abs(title.left - block.left) < OVER * size
            for last in range(first + (not single), len(own))
            if _is_over(block, own[first : last + 1], size)
            and (last + 1 == len(own) or block.right < own[last + 1].left)
        ]
        for block in groups
    ]


def centred(groups: list[Piece], own: list[Piece], columns: Floats, size: float, rules: Edges, single: bool) -> Choices:
    """Choices where all titles stand in the middle: a group stands in the middle of its columns."""
    borders = _borders(own, columns, size)
    if borders is None:
        return []
    return [
        _ruled(block, groups, own, columns, size, rules)
        or [
            Group(block, first, last)
            for first in range(len(own))
            for last in range(first + (not single), len(own))
            if _is_amid(block, borders[first], borders[last + 1], size) and _is_over(block, own[first : last + 1], size)
        ]
        for block in groups
    ]


def reaching(groups: list[Piece], own: list[Piece], columns: Floats, size: float, rules: Edges) -> Choices:
    """Choices where every group reaches over several of its columns, which may be more."""
    choices = []
    for block in groups:
        over = np.flatnonzero((columns[:, 1] - OVER * size > block.left) & (columns[:, 0] + OVER * size < block.right))
        wide = [
            Group(block, first, last)
            for first in range(len(own))
            for last in range(first + 1, len(own))
            if len(over) > 1 and first <= over[0] and over[-1] <= last and _is_over(block, own[first : last + 1], size)
        ]
        choices.append(_ruled(block, groups, own, columns, size, rules) or wide)
    return choices


def _is_over(block: Piece, titles: list[Piece], size: float) -> bool:
    return all(title.top >= block.bottom - HEIGHT * size for title in titles)


def _is_amid(block: Piece, left: tuple[float, float], right: tuple[float, float], size: float) -> bool:
    low, high = (left[0] + right[0]) / 2 - CENTRED * size, (left[1] + right[1]) / 2 + CENTRED * size
    fits = block.left > left[0] - SLACK * size and block.right < right[1] + SLACK * size
    return fits and low <= block.centre <= high


def _borders(own: list[Piece], columns: Floats, size: float) -> list[tuple[float, float]] | None:
    """Between which heights across the borders of the columns lie if every title stands in the middle; None if none can."""
    lefts, rights = columns.T.tolist()
    slack, far, noise = SLACK * size, FARTHEST * size, NOISE * size
    lows = [lefts[0] - far, *(right - slack for right in rights)]
    highs = [*(left + slack for left in lefts), rights[-1] + far]
    for _ in range(2):
        for k in (*range(len(own)), *reversed(range(len(own)))):
            twice = 2 * own[k].centre
            lows[k + 1] = max(lows[k + 1], twice - highs[k] - noise)
            highs[k + 1] = min(highs[k + 1], twice - lows[k] + noise)
            lows[k] = max(lows[k], twice - highs[k + 1] - noise)
            highs[k] = min(highs[k], twice - lows[k + 1] + noise)
    borders = list(zip(lows, highs, strict=True))
    return borders if all(low <= high for low, high in borders) else None


def _ruled(
    block: Piece, groups: list[Piece], own: list[Piece], columns: Floats, size: float, rules: Edges
) -> list[Group]:
    """The columns that the only rule right under a group goes over, unless it goes over all."""
    near = (rules.at > block.middle) & (rules.at < block.bottom + size)
    over = near & (rules.start < block.left) & (rules.end > block.right)
    if over.sum() != 1 or any(_is_beside(block, other, rules.only(over)) for other in groups):
        return []
    rule, centres = rules.only(over), columns.mean(1)
    inside = np.flatnonzero((centres > rule.start[0]) & (centres < rule.end[0])).tolist()
    if not 0 < len(inside) < len(own):
        return []
    return [Group(block, inside[0], inside[-1])]


def _is_beside(block: Piece, other: Piece, rule: Edges) -> bool:
    """Whether the rule under a group goes on under another one."""
    return other is not block and other.middle < rule.at[0] and rule.start[0] < other.centre < rule.end[0]
