"""Which columns a title over several of them spans, told by where it stands over them and by the rule under it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from gongkai.parse.pages.edges import Edges
from gongkai.parse.pages.pdfium import Floats
from gongkai.parse.pages.strips import Piece

MOST_WAYS = 2_000  # to share columns out among groups
OVER = 0.25  # of the font size: how far left edges of titles on one edge may be apart
CENTRED = 0.3  # of the font size: how far the middle of a group may be off that of its columns
NOISE = 0.15  # of the font size: how far the middle of a title may be off that of its cell
SLACK = 0.3  # of the font size: how far a text may reach over the border of its cell
FARTHEST = 40.0  # of the font size: how far the outermost borders may be from the text
HEIGHT = 0.15  # of the font size: how far titles on one height may be apart
MIDDLE = 0.3  # of the font size: how far a title may be off the top or the middle of the room below its groups

# What is no part of a group by its meaning: anything but words below words, what was left, remarks, the other half.
_WORDS = re.compile(r".*(科目|项目|编码|代码).*")
_WORD = re.compile(r"[类款项]|.*(科目|编码|代码|名称)([（(].*[）)])?")
_APART = re.compile(r"(上年|年初|单位上年).*结[转余].*|备注|使用非财政拨款结余.*|用事业基金.*")
_HALF, _OTHER_HALF = "基本支出", "项目支出"


@dataclass(frozen=True, slots=True)
class Group:
    """A title over several columns, from `first` to `last`."""

    block: Piece
    first: int
    last: int

    def holds(self, first: int, last: int) -> bool:
        """Whether these columns are all among its own."""
        return self.first <= first and last <= self.last


Tree = tuple[Group, ...]  # in the order of the titles
Choices = list[list[Group]]  # for each title the columns that it may stand over


def agreed(
    groups: list[Piece], own: list[Piece], columns: Floats, size: float, rules: Edges, single: bool
) -> list[Group] | None:
    """The groups with their columns, the outer ones first; None where that is not certain.

    Titles stand to the left in their cells or in the middle, and at the top, half-way down or at the foot: what
    fits only one way of standing is certain, and what fits several and is the same in all. `single` tells that a group
    may stand over one column, as lines of one title are known from titles.
    """
    if not groups:
        return []
    ranked = sorted(groups, key=lambda block: (block.top, block.left))
    flush = _flush(ranked, own, columns, size, rules, single)
    centred = _centred(ranked, own, columns, size, rules, single)
    parted = _parted(own, columns, rules)

    def standing(choices: Choices) -> set[Tree]:
        trees = _trees(choices, size)
        return {tree for tree in trees if (_covers(tree) == parted if parted else _stands(tree, own, size))}

    found = standing(flush) | standing(centred)
    if not found and not parted and _at_foot(own, size) and not any(_trees(flush, size)):
        found = set(_trees(centred, size))
    found = found or standing(_reaching(ranked, own, columns, size, rules))
    if len(found) == 1 and not parted and _at_foot(own, size):
        # Titles at the foot of their cells stand on one line as well, and do not tell which columns have no group.
        middle = set(_trees(centred, size))
        found = {tree for tree in found | (middle if found & middle else set()) if not _mixes(tree, own)}
    return list(found.pop()) if len(found) == 1 else None


def parents(tree: Sequence[Group], first: int, last: int, top: float) -> list[Group]:
    """The groups above a title, the innermost last."""
    above = [group for group in tree if group.holds(first, last) and group.block.middle < top]
    return sorted(above, key=lambda group: (group.first - group.last, group.block.top))


def _flush(groups: list[Piece], own: list[Piece], columns: Floats, size: float, rules: Edges, single: bool) -> Choices:
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


def _centred(
    groups: list[Piece], own: list[Piece], columns: Floats, size: float, rules: Edges, single: bool
) -> Choices:
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


def _reaching(groups: list[Piece], own: list[Piece], columns: Floats, size: float, rules: Edges) -> Choices:
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


def _trees(choices: Choices, size: float) -> Iterator[Tree]:
    """Every way to give each group columns so that two share none or one stands above the other and holds its columns."""
    if not choices or not all(choices) or float(np.prod([len(some) for some in choices], dtype=float)) > MOST_WAYS:
        return
    trees: list[Tree] = [()]
    for some in choices:
        trees = [
            (*tree, group) for tree in trees for group in some if all(_goes_with(group, other, size) for other in tree)
        ]
    yield from trees


def _goes_with(group: Group, other: Group, size: float) -> bool:
    """Whether a group can stand with one that does not begin lower."""
    if group.last < other.first or other.last < group.first:
        return True
    return other.holds(group.first, group.last) and group.block.top >= other.block.bottom - HEIGHT * size


def _stands(tree: Tree, own: list[Piece], size: float) -> bool:
    """Whether all columns' own titles stand at the top of what is free below their groups, or all half-way down.

    A group has no more white above it than below.
    """
    foot = max(title.bottom for title in own)
    inner = [tuple(parents(tree, k, k, title.middle)) for k, title in enumerate(own)]
    above = [tuple(parents(tree, group.first, group.last, group.block.top)) for group in tree]
    tops = dict.fromkeys(inner, foot)
    for over, block in [*zip(inner, own, strict=True), *((over, g.block) for over, g in zip(above, tree, strict=True))]:
        tops[over] = min(tops.get(over, foot), block.top)
    if any(
        group.block.top - tops[over] > _below(group, tree, own) - group.block.bottom + MIDDLE * size
        for over, group in zip(above, tree, strict=True)
    ):
        return False
    placed = list(zip(own, (tops[over] for over in inner), strict=True))
    at_top = all(title.top - top <= MIDDLE * size for title, top in placed)
    return at_top or all(abs(title.middle - (top + foot) / 2) <= MIDDLE * size for title, top in placed)


def _parted(own: list[Piece], columns: Floats, rules: Edges) -> set[int]:
    """The columns of which a rule parts the own title from what stands above it, none where that is all of them."""
    top = min(title.top for title in own)
    found = {
        k
        for k, (title, middle) in enumerate(zip(own, columns.mean(1).tolist(), strict=True))
        if ((rules.at > top) & (rules.at < title.middle) & (rules.start < middle) & (rules.end > middle)).any()
    }
    return found if len(found) < len(own) else set()


def _covers(tree: Tree) -> set[int]:
    return {k for group in tree for k in range(group.first, group.last + 1)}


def _at_foot(own: list[Piece], size: float) -> bool:
    bottoms = [title.bottom for title in own]
    return max(bottoms) - min(bottoms) <= MIDDLE * size


def _mixes(tree: Tree, own: list[Piece]) -> bool:
    """Whether a group would hold a title that by its meaning is no part of it."""
    return any(
        _is_strange(group.block.text, title.text) for group in tree for title in own[group.first + 1 : group.last + 1]
    )


def _is_strange(group: str, title: str) -> bool:
    if _APART.fullmatch(title) or (_HALF in group and _OTHER_HALF in title):
        return True
    return bool(_WORDS.fullmatch(group)) and not _WORD.fullmatch(title)


def cuts(tree: Sequence[Group], own: list[Piece], size: float) -> tuple[list[float], list[int]] | None:
    """The heights between the rows of a heading, and for each group which of them is right below it; None if none can be."""
    gaps = [(group.block.bottom - HEIGHT * size, _below(group, tree, own) + HEIGHT * size) for group in tree]
    if any(low >= high for low, high in gaps):
        return None
    between: list[tuple[float, float]] = []
    places = [0] * len(gaps)
    for n, (low, high) in sorted(enumerate(gaps), key=lambda numbered: numbered[1][1]):
        if between and low < between[-1][1]:
            between[-1] = (max(low, between[-1][0]), between[-1][1])
        else:
            between.append((low, high))
        places[n] = len(between) - 1
    return [(low + high) / 2 for low, high in between], places


def _below(group: Group, tree: Sequence[Group], own: list[Piece]) -> float:
    """Where the highest title below a group begins."""
    inside = [other.block.top for other in tree if group in parents(tree, other.first, other.last, other.block.top)]
    return min([*inside, *(title.top for title in own[group.first : group.last + 1])])
