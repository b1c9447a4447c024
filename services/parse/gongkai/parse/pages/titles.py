"""The heading of a table without upright rules: which title stands over which columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import comb

import numpy as np

from gongkai.parse.pages.cells import Span
from gongkai.parse.pages.characters import Characters
from gongkai.parse.pages.edges import Edges
from gongkai.parse.pages.pdfium import Floats
from gongkai.parse.pages.strips import SAME_HEIGHT, Piece, merged, words

MOST_LETTERS = 2000  # of a heading
MOST_WAYS = 20_000  # to share columns out among groups
SPREAD, SPACED, WIDE = 1.1, 0.75, 4.0  # of the font size: white in a spaced title: without, with a gutter, in a column
OVER = 0.25  # of the font size: how far a title must reach over a column
CENTRED = 1.2  # of the font size: how far the middle of a group may be off that of its columns
HEIGHT = 0.15  # of the font size: how far titles on one height may be apart
HALF_WAY = 0.3  # of the font size: how far a title beside groups may be off the middle between them and the foot
NUMBER = 0.8  # of the font size: the white between a number and the name that it belongs to
MIDDLE = 0.6  # of the font size: how far a title beside groups may be off the middle or the top of the heading


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
    nested = _agreed(groups, own, columns, size, rules)
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
Ends = list[tuple[int, int]]  # first and last column of each group
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


@dataclass(frozen=True, slots=True)
class _Group:
    block: Piece
    first: int
    last: int
    depth: int


def _agreed(groups: list[Piece], own: list[Piece], columns: Floats, size: float, rules: Edges) -> list[_Group] | None:
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
) -> list[_Group] | None:
    """The groups with the columns that each stands over, the outer ones first; None where that is not certain."""
    found: list[_Group] = []
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
            found += [_Group(block, *ends, depth) for block, ends in zip(mine, parted, strict=True)]
    if len(found) != len(groups):
        return None
    alone = [title for k, title in enumerate(own) if not any(group.first <= k <= group.last for group in found)]
    fits = all(
        abs(title.middle - (top + bottom) / 2) <= MIDDLE * size or title.top - top <= MIDDLE * size for title in alone
    )
    return found if fits or not found else None


def _levels(groups: list[Piece], size: float) -> list[list[Piece]]:
    levels: list[list[Piece]] = []
    for block in sorted(groups, key=lambda block: block.middle):
        if levels and block.middle - levels[-1][-1].middle < 0.8 * size:
            levels[-1].append(block)
        else:
            levels.append([block])
    return [sorted(level, key=lambda block: block.left) for level in levels]


def _deeper(
    level: list[Piece], own: list[Piece], found: list[_Group], size: float, *, half_way: bool
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


def _heading(columns: Floats, own: list[Piece], groups: list[_Group], size: float) -> Heading | None:
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
