"""The heading of a table without upright rules: which title stands over which columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from gongkai.parse.pages.cells import Span
from gongkai.parse.pages.characters import Characters
from gongkai.parse.pages.choices import OVER, Group
from gongkai.parse.pages.edges import Edges
from gongkai.parse.pages.grouping import agreed, cuts, parents
from gongkai.parse.pages.pdfium import Floats
from gongkai.parse.pages.strips import SAME_HEIGHT, Piece, merged, words

MOST_LETTERS = 2000  # of a heading
SPREAD, SPACED, WIDE = 1.1, 0.75, 4.0  # of the font size: white in a spaced title: without, with a gutter, in a column
MIDDLE = 0.5
# Words that are printed with white between their letters, which columns may begin in.
_SPACED = ("合计", "小计", "总计", "收入", "支出", "项目", "金额", "名称", "备注")
NUMBER = 0.8  # of the font size: the white between a number and the name that it belongs to


class Manner(NamedTuple):
    """What a column holds: whether that is figures, and on which side of its cells (0 left, 1 right) if that is known."""

    figures: bool
    side: float | None


@dataclass(frozen=True, slots=True)
class Heading:
    """The columns (left, right) with what their titles add, and titles as spans with the bottoms of their rows."""

    columns: Floats
    spans: tuple[Span, ...]
    bottoms: tuple[float, ...]


def heading(
    shown: Characters, columns: Floats, manners: Sequence[Manner], apart: float, rules: Edges
) -> Heading | None:
    """The titles over the columns that the rows show; None where they do not fit.

    `manners` tells what the columns hold, `apart` the distance from which lines are different titles, `rules`
    the rules inside the heading.
    """
    if not 0 < len(shown) <= MOST_LETTERS:
        return None
    size = float(np.median(shown.sizes))
    blocks = _blocks(_pieces(shown, columns, size), apart, size, rules)
    fitted = _fitted(blocks, columns, manners, size)
    if fitted is None:
        return None
    columns, own, groups = fitted
    nested = agreed(groups, own, columns, size, rules, apart > 0)
    return _heading(columns, own, nested, size) if nested is not None else None


def _pieces(shown: Characters, columns: Floats, size: float) -> list[Piece]:
    """The stretches of text that are titles or lines of titles, from top to bottom."""
    found: list[Piece] = []
    parts = words(shown)
    for part in parts:
        last = found[-1] if found else None
        if last and _beside(last, part, size) and last.right <= part.left:
            both = Piece(last.left, last.top, part.right, last.bottom, (last.text + part.text,))
            lowest = not any(_over(both, other, 0.0) and other.top >= both.bottom - 1 for other in parts)
            if _is_one(last, part, columns, size, lowest):
                found[-1] = both
                continue
        found.append(part)
    return sorted(found, key=lambda part: part.middle)


def _beside(one: Piece, other: Piece, size: float) -> bool:
    return abs(one.middle - other.middle) < SAME_HEIGHT * size


def _is_one(left: Piece, right: Piece, columns: Floats, size: float, lowest: bool) -> bool:
    """Whether two stretches side by side are one title: letters of a spaced one, or both over one column."""
    white = right.left - left.right
    letters = min(len(left.text), len(right.text)) == 1
    if left.text + right.text in _SPACED and white <= SPACED * size:
        return True
    inside = (columns[:, 0] < left.right) & (columns[:, 1] > right.left)
    if inside.any():
        return white <= (WIDE if letters else SPACED) * size
    gutter = ((columns[:-1, 1] <= right.left) & (columns[1:, 0] >= left.right)).any()
    if gutter and lowest:
        return False  # as 类 款 项
    return white <= (SPACED if gutter else SPREAD) * size and (letters or _bracketed(left.text, right.text))


def _bracketed(left: str, right: str) -> bool:
    opened, closed = (sum(map(left.count, signs)) for signs in ("(（", ")）"))
    return opened > closed or right[:1] in ("(", "（")


def _blocks(parts: list[Piece], apart: float, size: float, rules: Edges) -> list[Piece]:
    """Titles of several lines as one: a line directly under another, each alone over or under the other."""
    groups: list[list[Piece]] = []
    for part in parts:
        above = [group for group in groups if _over(group[-1], part, 0.0) and _near(group[-1], part, apart, rules)]
        alone = len(above) == 1 and not any(
            other is not part and _beside(other, part, size) and _over(above[0][-1], other, 0.0) for other in parts
        )
        if alone:
            above[0].append(part)
        else:
            groups.append([part])
    return [merged(group) for group in groups]


def _near(above: Piece, below: Piece, apart: float, rules: Edges) -> bool:
    between = (rules.at > above.middle) & (rules.at < below.middle)
    ruled = (between & (rules.start < below.centre) & (rules.end > below.centre)).any()
    return 0 < below.middle - above.middle < apart and not ruled


def _over(one: Piece, other: Piece, least: float) -> bool:
    return min(one.right, other.right) - max(one.left, other.left) > least


Placed = tuple[Piece, list[int]]  # a title and the columns that it reaches over
Fitted = tuple[Floats, list[Piece], list[Piece]]


def _fitted(blocks: list[Piece], columns: Floats, manners: Sequence[Manner], size: float) -> Fitted | None:
    """Every column with its own title, the lowest over it, and the titles that are left for groups."""
    columns, manners = _with_numbers(blocks, columns, manners, size)
    strips = [Piece(left, 0.0, right, 0.0, ()) for left, right in columns.tolist()]
    every = [[k for k, strip in enumerate(strips) if _over(block, strip, OVER * size)] for block in blocks]
    placed = list(zip(blocks, every, strict=True))
    bottom = [one for one in placed if not any(_is_under(other, one) for other in placed)]
    bottom.sort(key=lambda one: one[0].left)
    groups = [one[0] for one in placed if one not in bottom]
    stray = [n for n, (_, found) in enumerate(bottom) if not found and _is_above_neighbours(bottom, n)]
    kept = [one for n, one in enumerate(bottom) if n not in stray]
    return _matched(kept, strips, manners, groups + [bottom[n][0] for n in stray]) or (
        _matched(bottom, strips, manners, groups) if stray else None
    )


def _with_numbers(
    blocks: list[Piece], columns: Floats, manners: Sequence[Manner], size: float
) -> tuple[Floats, Sequence[Manner]]:
    """The columns, numbers without a title of their own (`201 一般公共服务支出`) put to the names right beside them."""
    kept, holding = [columns[-1]], [manners[-1]]
    for column, manner in zip(columns[-2::-1], manners[-2::-1], strict=True):
        bare = not any(block.left < column[1] and block.right > column[0] for block in blocks)
        if bare and not manner.figures and not holding[0].figures and kept[0][0] - column[1] < NUMBER * size:
            kept[0] = np.array([column[0], kept[0][1]])
        else:
            kept.insert(0, column)
            holding.insert(0, manner)
    return np.array(kept), holding


def _is_under(other: Placed, one: Placed) -> bool:
    """Whether another title stands lower over the same column, or under the very title."""
    lower = other[0].top >= one[0].bottom - 1
    return lower and (_over(other[0], one[0], 0.0) or bool(set(other[1]) & set(one[1])))


def _is_above_neighbours(bottom: list[Placed], n: int) -> bool:
    """A title in the white between two columns whose own titles stand lower is that of a group."""
    return 0 < n < len(bottom) - 1 and all(bottom[m][0].top >= bottom[n][0].bottom - 1 for m in (n - 1, n + 1))


def _matched(
    bottom: list[Placed], strips: list[Piece], manners: Sequence[Manner], groups: list[Piece]
) -> Fitted | None:
    lowest = [block for block, _ in bottom]
    owners = _paired([_owner(lowest, *held) for held in zip(strips, manners, strict=True)], len(lowest))
    homes = [[k for k, owner in enumerate(owners) if owner == n] for n in range(len(lowest))]
    if (
        owners != sorted(owners)
        or -1 in owners
        or any(set(over) - set(home) for (_, over), home in zip(bottom, homes, strict=True))
    ):
        return None
    if any(len(home) > 1 and any(manners[k].figures for k in home) for home in homes):
        return None
    wide = [_widened(block, [strips[k] for k in home]) for block, home in zip(lowest, homes, strict=True)]
    if any(left.right >= right.left for left, right in pairwise(wide)):
        return None
    return np.array([(part.left, part.right) for part in wide]), lowest, groups


def _owner(lowest: list[Piece], strip: Piece, manner: Manner) -> int:
    """The title in whose cell these texts stand, as neither reaches beyond it; -1 where that is not certain.

    Texts on the right edges of their cells have the titles of the cells behind them farther to the right, texts on
    the left edges those before them farther to the left.
    """
    last = max((n for n, title in enumerate(lowest) if title.left < strip.right), default=-1)
    first = min((n for n, title in enumerate(lowest) if title.right > strip.left), default=-1)
    if manner.side is not None and manner.side != MIDDLE:
        return last if manner.side > MIDDLE else first
    return last if last == first else -1


def _paired(owners: list[int], count: int) -> list[int]:
    """The owners with those that were not certain: as many columns as titles between two that are known are pairs."""
    found = list(owners)
    known = [-1, *(k for k, owner in enumerate(owners) if owner >= 0), len(owners)]
    for before, after in pairwise(known):
        first = owners[before] + 1 if before >= 0 else 0
        until = owners[after] if after < len(owners) else count
        if until - first == after - before - 1:
            found[before + 1 : after] = range(first, until)
    return found


def _widened(block: Piece, strips: list[Piece]) -> Piece:
    return Piece(
        min(block.left, *(strip.left for strip in strips), block.left),
        block.top,
        max(block.right, *(strip.right for strip in strips), block.right),
        block.bottom,
        block.texts,
    )


def _heading(columns: Floats, own: list[Piece], groups: list[Group], size: float) -> Heading | None:
    """Groups row under row, and every column's own title from below its groups to the last row."""
    found = cuts(groups, own, size)
    if found is None:
        return None
    heights, below = found
    spans = []
    for group, last in zip(groups, below, strict=True):
        first = _first_row(groups, below, group.first, group.last, group.block.top)
        spans.append(Span(first, group.first, last + 1 - first, group.last - group.first + 1))
    for k, title in enumerate(own):
        first = _first_row(groups, below, k, k, title.middle)
        spans.append(Span(first, k, len(heights) + 1 - first, 1))
    return Heading(columns, tuple(spans), (*heights, max(title.bottom for title in own)))


def _first_row(groups: list[Group], below: list[int], first: int, last: int, top: float) -> int:
    above = parents(groups, first, last, top)
    return below[groups.index(above[-1])] + 1 if above else 0
