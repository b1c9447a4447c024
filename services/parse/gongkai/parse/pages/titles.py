"""The heading of a table without upright rules: which title stands over which columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from gongkai.parse.pages.cells import Span
from gongkai.parse.pages.characters import Characters
from gongkai.parse.pages.edges import Edges
from gongkai.parse.pages.grouping import HEIGHT, OVER, Group, agreed
from gongkai.parse.pages.pdfium import Floats
from gongkai.parse.pages.strips import SAME_HEIGHT, Piece, merged, words

MOST_LETTERS = 2000  # of a heading
SPREAD, SPACED, WIDE = 1.1, 0.75, 4.0  # of the font size: white in a spaced title: without, with a gutter, in a column
NUMBER = 0.8  # of the font size: the white between a number and the name that it belongs to


@dataclass(frozen=True, slots=True)
class Heading:
    """The columns (left, right) with what their titles add, and titles as spans with the bottoms of their rows."""

    columns: Floats
    spans: tuple[Span, ...]
    bottoms: tuple[float, ...]


def heading(shown: Characters, columns: Floats, figures: Sequence[bool], apart: float, rules: Edges) -> Heading | None:
    """The titles over the columns that the rows show; None where they do not fit.

    `figures` tells which columns hold figures, `apart` the distance from which lines are different titles, `rules`
    the rules inside the heading.
    """
    if not 0 < len(shown) <= MOST_LETTERS:
        return None
    size = float(np.median(shown.sizes))
    blocks = _blocks(_pieces(shown, columns, size), apart, size, rules)
    fitted = _fitted(blocks, columns, figures, size)
    if fitted is None:
        return None
    columns, own, groups = fitted
    nested = agreed(groups, own, columns, size, rules)
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


def _fitted(blocks: list[Piece], columns: Floats, figures: Sequence[bool], size: float) -> Fitted | None:
    """Every column with its own title, the lowest over it, and the titles that are left for groups."""
    columns, figures = _with_numbers(blocks, columns, figures, size)
    strips = [Piece(left, 0.0, right, 0.0, ()) for left, right in columns.tolist()]
    every = [[k for k, strip in enumerate(strips) if _over(block, strip, OVER * size)] for block in blocks]
    placed = list(zip(blocks, every, strict=True))
    bottom = [one for one in placed if not any(_is_under(other, one) for other in placed)]
    bottom.sort(key=lambda one: one[0].left)
    groups = [one[0] for one in placed if one not in bottom]
    lowest, over = [one[0] for one in bottom], [one[1] for one in bottom]
    stray = [n for n, found in enumerate(over) if not found and _is_above_neighbours(lowest, over, n)]
    groups += [lowest[n] for n in stray]
    over = [found for n, found in enumerate(over) if n not in stray]
    lowest = [block for n, block in enumerate(lowest) if n not in stray]
    return _matched(lowest, over, strips, figures, groups)


def _with_numbers(
    blocks: list[Piece], columns: Floats, figures: Sequence[bool], size: float
) -> tuple[Floats, Sequence[bool]]:
    """The columns, numbers without a title of their own (`201 一般公共服务支出`) put to the names right beside them."""
    kept, holding = [columns[-1]], [figures[-1]]
    for column, figure in zip(columns[-2::-1], figures[-2::-1], strict=True):
        bare = not any(block.left < column[1] and block.right > column[0] for block in blocks)
        if bare and not figure and not holding[0] and kept[0][0] - column[1] < NUMBER * size:
            kept[0] = np.array([column[0], kept[0][1]])
        else:
            kept.insert(0, column)
            holding.insert(0, figure)
    return np.array(kept), holding


def _is_under(other: Placed, one: Placed) -> bool:
    """Whether another title stands lower over the same column, or under the very title."""
    lower = other[0].top >= one[0].bottom - 1
    return lower and (_over(other[0], one[0], 0.0) or bool(set(other[1]) & set(one[1])))


def _is_above_neighbours(lowest: list[Piece], over: list[list[int]], n: int) -> bool:
    """A title in the white between two columns whose own titles stand lower is that of a group."""
    return 0 < n < len(lowest) - 1 and all(lowest[m].top >= lowest[n].bottom - 1 and over[m] for m in (n - 1, n + 1))


def _matched(
    lowest: list[Piece],
    over: list[list[int]],
    strips: list[Piece],
    figures: Sequence[bool],
    groups: list[Piece],
) -> Fitted | None:
    taken = [k for found in over for k in found]
    if len(taken) != len(set(taken)) or taken != sorted(taken):
        return None
    if any(len(found) > 1 and any(figures[k] for k in found) for found in over):
        return None
    lean = _lean(lowest, over, strips, figures)
    homes = _housed(lowest, over, strips, figures, lean)
    if homes is None:
        return None
    wide = [_widened(block, [strips[k] for k in home]) for block, home in zip(lowest, homes, strict=True)]
    if any(left.right >= right.left for left, right in pairwise(wide)):
        return None
    return np.array([(part.left, part.right) for part in wide]), lowest, groups


def _lean(lowest: list[Piece], over: list[list[int]], strips: list[Piece], figures: Sequence[bool]) -> int:
    """To which side of their titles figures stand: -1 left, 1 right, 0 where the columns differ or it is not known."""
    sides = {
        int(np.sign(strips[found[0]].centre - block.centre))
        for block, found in zip(lowest, over, strict=True)
        if len(found) == 1 and figures[found[0]]
    }
    return sides.pop() if len(sides) == 1 else 0


def _housed(
    lowest: list[Piece], over: list[list[int]], strips: list[Piece], figures: Sequence[bool], lean: int
) -> list[list[int]] | None:
    """The columns of each title; those that no title reaches over go to the titles between the same neighbours."""
    homes = [list(found) for found in over]
    known = [-1, *(n for n, found in enumerate(over) if found), len(over)]
    for before, after in pairwise(known):
        first = over[before][-1] + 1 if before >= 0 else 0
        until = over[after][0] if after < len(over) else len(strips)
        idle, waiting = list(range(first, until)), list(range(before + 1, after))
        if len(idle) == len(waiting):
            pairs = list(zip(waiting, idle, strict=True))
        else:
            pairs = [(_leaning(lowest, waiting, strips[k], lean), k) for k in idle if figures[k] and lean]
        if len({n for n, _ in pairs}) != len(idle) or any(n < 0 for n, _ in pairs):
            return None
        for n, k in pairs:
            homes[n] = [k]
    return homes


def _leaning(lowest: list[Piece], waiting: list[int], strip: Piece, lean: int) -> int:
    """The nearest of these titles on the side from which figures stand, -1 where there is none."""
    aside = [n for n in waiting if (strip.centre - lowest[n].centre) * lean > 0]
    return min(aside, key=lambda n: abs(strip.centre - lowest[n].centre), default=-1)


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
    depth = 1 + max((group.depth for group in groups), default=-1)
    bottoms: list[float] = []
    for row in range(depth):
        foot = max(group.block.bottom for group in groups if group.depth == row)
        under = [
            block.top
            for block, first, last in [
                *((group.block, group.first, group.last) for group in groups if group.depth > row),
                *((title, k, k) for k, title in enumerate(own)),
            ]
            if any(group.depth == row and group.first <= first and last <= group.last for group in groups)
        ]
        if min(under) < foot - HEIGHT * size:
            return None
        bottoms.append((foot + min(under)) / 2)
    bottoms.append(max(title.bottom for title in own))
    spans = [Span(group.depth, group.first, 1, group.last - group.first + 1) for group in groups]
    for k in range(len(own)):
        begin = 1 + max((group.depth for group in groups if group.first <= k <= group.last), default=-1)
        spans.append(Span(begin, k, depth + 1 - begin, 1))
    return Heading(columns, tuple(spans), tuple(bottoms))
