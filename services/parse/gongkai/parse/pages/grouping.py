"""Which columns a title over several of them spans, told by where it stands over them and by the rule under it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from gongkai.parse.pages.choices import HEIGHT, Choices, Group, centred, flush, reaching
from gongkai.parse.pages.edges import Edges
from gongkai.parse.pages.pdfium import Floats
from gongkai.parse.pages.strips import Piece

MOST_WAYS = 2_000  # to share columns out among groups
MIDDLE = 0.3  # of the font size: how far a title may be off the top or the middle of the room below its groups

# What is no part of a group by its meaning: anything but words below words, what was left, remarks, the other half.
_WORDS = re.compile(r".*(科目|项目|编码|代码).*")
_WORD = re.compile(r"[类款项]|.*(科目|编码|代码|名称)([（(].*[）)])?")
_APART = re.compile(r"(上年|年初|单位上年).*结[转余].*|备注|使用非财政拨款结余.*|用事业基金.*")
_HALF, _OTHER_HALF = "基本支出", "项目支出"


Tree = tuple[Group, ...]  # in the order of the titles


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
    at_left = flush(ranked, own, columns, size, rules, single)
    amid = centred(ranked, own, columns, size, rules, single)
    parted = _parted(own, columns, rules)

    def standing(choices: Choices) -> set[Tree]:
        trees = _trees(choices, size)
        return {tree for tree in trees if (_covers(tree) == parted if parted else _stands(tree, own, size))}

    found = standing(at_left) | standing(amid)
    if not found and not parted and _at_foot(own, size) and not any(_trees(at_left, size)):
        found = set(_trees(amid, size))
    found = found or standing(reaching(ranked, own, columns, size, rules))
    if len(found) == 1 and not parted and _at_foot(own, size):
        # Titles at the foot of their cells stand on one line as well, and do not tell which columns have no group.
        middle = set(_trees(amid, size))
        found = {tree for tree in found | (middle if found & middle else set()) if not _mixes(tree, own)}
    return list(found.pop()) if len(found) == 1 else None


def parents(tree: Sequence[Group], first: int, last: int, top: float) -> list[Group]:
    """The groups above a title, the innermost last."""
    above = [group for group in tree if group.holds(first, last) and group.block.middle < top]
    return sorted(above, key=lambda group: (group.first - group.last, group.block.top))


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
