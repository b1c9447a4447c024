"""Which columns a title over several of them spans, told by its reach, its middle, its left edge or the rule under it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, pairwise
from math import comb

import numpy as np

from gongkai.parse.pages.edges import Edges
from gongkai.parse.pages.pdfium import Floats
from gongkai.parse.pages.strips import Piece

MOST_WAYS = 20_000  # to share columns out among groups
OVER = 0.25  # of the font size: how far a title must reach over a column
CENTRED = 1.2  # of the font size: how far the middle of a group may be off that of its columns
HEIGHT = 0.15  # of the font size: how far titles on one height may be apart
HALF_WAY = 0.3  # of the font size: how far a title beside groups may be off the middle between them and the foot
MIDDLE = 0.6  # of the font size: how far a title beside groups may be off the middle or the top of the heading

Ends = list[tuple[int, int]]  # first and last column of each group


@dataclass(frozen=True, slots=True)
class Group:
    """A title over several columns, from `first` to `last`; `depth` counts the groups above it."""

    block: Piece
    first: int
    last: int
    depth: int


def agreed(groups: list[Piece], own: list[Piece], columns: Floats, size: float, rules: Edges) -> list[Group] | None:
    """The groups with their columns; titles beside groups stand at the top of their cells or half-way down.

    None where both readings are possible and tell different columns.
    """
    top, bottom = min(block.top for block in [*groups, *own]), max(title.bottom for title in own)
    at_top = any(title.top - top < HEIGHT * size and bottom - title.bottom > size / 2 for title in own)
    by_top = _nested(groups, own, columns, size, rules, half_way=False)
    if at_top or not groups:
        return by_top
    tops = sorted(block.top for block in [*groups, *own])
    if sum(below - above > MIDDLE * size / 2 for above, below in pairwise(tops)) > len(_levels(groups, size)):
        by_top = None  # more heights than rows of titles
    by_middle = _nested(groups, own, columns, size, rules, half_way=True)
    return (by_top or by_middle) if by_top is None or by_middle is None or by_top == by_middle else None


def _nested(
    groups: list[Piece], own: list[Piece], columns: Floats, size: float, rules: Edges, *, half_way: bool
) -> list[Group] | None:
    """The groups with the columns that each stands over, the outer ones first; None where that is not certain."""
    found: list[Group] = []
    borders = _borders(columns, own)
    flush = all(abs(title.left - left) < OVER * size for title, left in zip(own, columns[:, 0].tolist(), strict=True))
    sure = flush and any(right - title.right > size for title, right in zip(own, columns[:, 1].tolist(), strict=True))
    top = min(block.top for block in [*groups, *own])
    bottom = max(block.bottom for block in [*groups, *own])
    for level in _levels(groups, size):
        runs_ = _deeper(level, own, found, size, half_way=half_way)
        for first, last in runs_:
            mine = [block for block in level if borders[first] - size < block.centre < borders[last + 1] + size]
            if not mine:
                continue
            parted = (
                _reaching(mine, first, last, columns, size)
                or _underlined(mine, first, last, columns, size, rules)
                or _alike(
                    _flush_left(mine, first, last, own, size) if flush else None,
                    None if sure else _parted(mine, first, last, borders, size),
                )
            )
            if parted is None or any(start == end for start, end in parted):
                return None
            depth = 1 + max((group.depth for group in found if group.first <= first and last <= group.last), default=-1)
            found += [Group(block, *ends, depth) for block, ends in zip(mine, parted, strict=True)]
    if len(found) != len(groups):
        return None
    alone = [title for k, title in enumerate(own) if not any(group.first <= k <= group.last for group in found)]
    fits = all(
        abs(title.middle - (top + bottom) / 2) <= MIDDLE * size or title.top - top <= MIDDLE * size for title in alone
    )
    return found if fits or not found else None


def _borders(columns: Floats, own: list[Piece]) -> list[float]:
    """Where columns probably end: as far to the right of a title's middle as they begin to the left of it."""
    inner = [(left + right) / 2 for left, right in zip(columns[:-1, 1].tolist(), columns[1:, 0].tolist(), strict=True)]
    pads = min(
        (right - left for left, right in zip(columns[:-1, 1].tolist(), columns[1:, 0].tolist(), strict=True)),
        default=4.0,
    )
    pad = min(pads / 2, 3.0)
    borders = [float(columns[0, 0]) - pad, *inner, float(columns[-1, 1]) + pad]
    for k in range(len(own) - 1):
        low, high = float(columns[k, 1]), float(columns[k + 1, 0])
        sides = (low + pad, high - pad)
        mirrored = 2 * own[k].centre - borders[k]
        borders[k + 1] = min(sides, key=lambda side: abs(side - mirrored)) if high - low > 4 * pad else (low + high) / 2
        if sides[0] < mirrored < sides[1] and min(abs(side - mirrored) for side in sides) > 2 * pad:
            borders[k + 1] = mirrored
    return borders


def _levels(groups: list[Piece], size: float) -> list[list[Piece]]:
    levels: list[list[Piece]] = []
    for block in sorted(groups, key=lambda block: block.middle):
        if levels and block.middle - levels[-1][-1].middle < 0.8 * size:
            levels[-1].append(block)
        else:
            levels.append([block])
    return [sorted(level, key=lambda block: block.left) for level in levels]


def _deeper(
    level: list[Piece], own: list[Piece], found: list[Group], size: float, *, half_way: bool
) -> list[tuple[int, int]]:
    """Runs of columns under the same groups whose own titles stand lower than this level.

    A title half-way between the level and the foot of the heading is none of them: it stands beside the groups.
    """
    foot = min(block.bottom for block in level)
    bottom = max(title.bottom for title in own)
    under = [tuple(n for n, group in enumerate(found) if group.first <= k <= group.last) for k in range(len(own))]
    keys = []
    for title, parents in zip(own, under, strict=True):
        tops = [other.top for other, others in zip(own, under, strict=True) if others == parents]
        half = (min(*(block.top for block in level), *tops) + bottom) / 2
        beside = half_way and abs(title.middle - half) <= HALF_WAY * size
        deeper = title.top >= foot - HEIGHT * size and not beside
        keys.append((deeper, parents))
    starts = [k for k in range(len(keys)) if k == 0 or keys[k] != keys[k - 1]]
    ends = [*(start - 1 for start in starts[1:]), len(keys) - 1]
    return [(first, last) for first, last in zip(starts, ends, strict=True) if keys[first][0]]


def _parted(mine: list[Piece], first: int, last: int, borders: list[float], size: float) -> Ends | None:
    """The run of columns shared out among its groups so that each stands in the middle of its own."""
    best: list[tuple[float, list[tuple[int, int]]]] = []
    if comb(last - first, len(mine) - 1) > MOST_WAYS:
        return None
    for cuts in combinations(range(first + 1, last + 1), len(mine) - 1):
        bounds = [first, *cuts, last + 1]
        ends = [(start, end - 1) for start, end in pairwise(bounds)]
        if any(start == end for start, end in ends):
            continue
        off = [
            abs(block.centre - (borders[start] + borders[end + 1]) / 2)
            for block, (start, end) in zip(mine, ends, strict=True)
        ]
        best.append((max(off), ends))
    best.sort()
    if not best or best[0][0] > CENTRED * size:
        return None
    return best[0][1] if len(best) == 1 or best[1][0] > best[0][0] + size / 2 else None


def _alike(one: Ends | None, other: Ends | None) -> Ends | None:
    """What two readings agree on, or the only one there is."""
    return (one or other) if one is None or other is None or one == other else None


def _reaching(mine: list[Piece], first: int, last: int, columns: Floats, size: float) -> Ends | None:
    """The whole run of columns where a single group reaches over the first and the last of them."""
    inside = mine[0].left < columns[first, 1] - OVER * size and mine[0].right > columns[last, 0] + OVER * size
    return [(first, last)] if len(mine) == 1 and inside else None


def _underlined(mine: list[Piece], first: int, last: int, columns: Floats, size: float, rules: Edges) -> Ends | None:
    """The columns over which the rule under each group goes, where every group has one of its own."""
    centres = columns.mean(1)
    found: list[tuple[int, int]] = []
    for block in mine:
        near = (rules.at > block.middle) & (rules.at < block.bottom + size)
        over = near & (rules.start < block.left) & (rules.end > block.right)
        if over.sum() != 1:
            return None
        rule = rules.only(over)
        inside = np.flatnonzero((centres > rule.start[0]) & (centres < rule.end[0])).tolist()
        if not inside or len(inside) == len(columns) or inside[0] < first or inside[-1] > last:
            return None
        found.append((inside[0], inside[-1]))
    return found if all(left[1] < right[0] for left, right in pairwise(found)) else None


def _flush_left(mine: list[Piece], first: int, last: int, own: list[Piece], size: float) -> Ends | None:
    """The same where every group begins right above the first of its columns."""
    starts = [k for k in range(first, last + 1) if any(abs(own[k].left - block.left) < OVER * size for block in mine)]
    if len(starts) != len(mine) or starts[0] != first:
        return None
    return [(start, end - 1) for start, end in pairwise([*starts, last + 1])]
