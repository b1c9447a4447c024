"""Tables without upright rules, found by where their texts stand, or left as running lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from gongkai.parse.pages import bands, bars, lines, segments, titles
from gongkai.parse.pages.bands import LEVEL, Row
from gongkai.parse.pages.cells import Span, Table
from gongkai.parse.pages.characters import SPACE, Characters, levelled
from gongkai.parse.pages.edges import Edges
from gongkai.parse.pages.pdfium import Floats
from gongkai.parse.pages.segments import Segment
from gongkai.parse.pages.strips import FIGURE, GUTTER, MANY, NARROW, Piece, merged, pieces, runs, words

FEWEST_ROWS = 2
ACROSS = 0.8  # of the width: a rule that goes all the way across
STRAIGHT = 1.5  # points that the right edges, middles or left edges of the figures of a column may differ
MOSTLY = 0.5
POINT = ord(".")
MOST_RESTS = 4  # lines of a name that began on the page before
LEAST_PADDING = 1.0
OVER = 0.25  # of the font size: how far a word may reach over a border that is only supposed

# The borders of what may be a table and was not read: what goes on from it must not be read without it.
UNREAD: Floats = np.empty(0)

_TOTAL = re.compile(r"(本年|收入|支出|本页)?[总合小共]\s*计[:：]?")
_IN_ROW = re.compile(r"[-−]?[\d,，]*\d\.\d*%?|\d{3,7}|\d{3}[^\d年]+|栏次")
_COUNTING = re.compile(r"\d{1,2}")
_REST = re.compile(r"\d{1,2}|0\d+")
_MIXED = re.compile(r"\d\.\d\d.*[^\d.,，%]|[^\d.,，\-－−+]+[-－−]?[\d,，]*\d\.\d\d$|\d\.\d+\D+\d+\.\d")


def tables(
    level: Edges, ruled: list[Table], shown: Characters, before: Floats | None
) -> tuple[list[Table], Floats | None]:
    """All tables of a page, and the column borders of one that may go on overleaf.

    `ruled` are those that rules enclose; those of one column give way. `before` are the column borders of a table
    that reached the foot of the page before. A table counts only where each text falls into one column and one
    row, each column has a title, and the figures of each column stand in line.
    """
    wide = [table for table in ruled if table.labels.shape[1] > 1]
    if not _has_points(shown if bars.may_be(wide) else shown.only(_outside(shown, wide))):
        return ruled, None
    inked = levelled(shown.only((shown.codes != SPACE) & (shown.turns == 0)))
    striped = bars.bars(ruled, inked)
    ruled = [table for table in ruled if not any(table is bar for bar in striped)]
    inked = inked.only(_outside(inked, [table for table in ruled if table.labels.shape[1] > 1]))
    found: list[Table] = []
    open_: Floats | None = None
    for segment in segments.segments(lines.printed(inked), FEWEST_ROWS if before is None else 1):
        above = before if segment.first else None
        table = None if above is UNREAD else _table(segment, level, inked, above)
        if table is None and above is not None and above is not UNREAD:
            table = _going_on(segment, level, inked, above)
        if table is not None:
            found.append(table)
        if segment.last:
            open_ = UNREAD if table is None else table.xs
    kept = [table for table in ruled if not any(_overlap(table, new) for new in found)]
    return sorted([*kept, *found], key=lambda table: (table.box[1], table.box[0])), open_


def _has_points(shown: Characters) -> bool:
    """Whether there is a point: without figures with decimals nothing is taken for a table."""
    return bool((shown.codes == POINT).any())


def _outside(shown: Characters, drawn: list[Table]) -> np.ndarray:
    free = np.ones(len(shown), bool)
    x, y = shown.middles.T
    for table in drawn:
        left, top, right, bottom = table.box
        free &= ~((x >= left) & (x <= right) & (y >= top) & (y <= bottom))
    return free


def _overlap(table: Table, other: Table) -> bool:
    left, top, right, bottom = table.box
    x0, y0, x1, y1 = other.box
    return left < x1 and x0 < right and top < y1 and y0 < bottom


def _table(segment: Segment, level: Edges, inked: Characters, before: Floats | None) -> Table | None:
    y = inked.middles[:, 1]
    shown = inked.only((y >= segment.lines[0].box[1]) & (y <= segment.lines[-1].box[3]))
    if not len(shown):
        return None
    size = float(np.median(shown.sizes))
    left, right = float(shown.boxes[:, 0].min()), float(shown.boxes[:, 2].max())
    rules = _across(level, segment, left, right)
    first = _first(shown, size)
    if first is None:
        return None
    y = shown.middles[:, 1]
    body = shown.only(y > first - 0.4 * size)
    columns = _columns(body, size)
    if len(columns) < 2:
        return None
    parts = pieces(body, columns)
    pitch, apart = bands.pitch(parts, size)
    top = _top(shown, columns, first, apart, size, rules)
    parts = pieces(shown.only(y > top), columns)
    found = _heading(shown, top, columns, _manners(parts), apart, pitch, level)
    if found is None:
        return None
    head, top = found
    parts = pieces(shown.only(y > top), head.columns)
    borders = [float(rule) for rule in rules if rule > top + size / 2]
    rows = (bands.between(parts, borders) if len(borders) > 2 else None) or bands.rows(parts, apart, size, borders)
    goes_on = before is not None and len(before) == len(head.columns) + 1
    fewest = 1 if goes_on or segment.last else FEWEST_ROWS
    if rows is None or not _convincing(rows, len(head.columns), fewest):
        return None
    return _built(head, rows, top, left, right, shown)


def _going_on(segment: Segment, level: Edges, inked: Characters, before: Floats) -> Table | None:
    """Rows without a heading at the head of a page, in the columns of the table that reached the foot of the one before."""
    y = inked.middles[:, 1]
    shown = inked.only((y >= segment.lines[0].box[1]) & (y <= segment.lines[-1].box[3]))
    size = float(np.median(shown.sizes))
    if any(((before > word.left + OVER * size) & (before < word.right - OVER * size)).any() for word in words(shown)):
        return None
    columns = np.stack([before[:-1], before[1:]], axis=1)
    parts = pieces(shown, columns)
    _, apart = bands.pitch(parts, size)
    borders = _across(level, segment, float(before[0]), float(before[-1]))
    rows = (bands.between(parts, borders) if len(borders) > 2 else None) or bands.rows(parts, apart, size, borders)
    if rows is None or not _convincing(rows, len(columns), 1):
        return None
    top = float(shown.boxes[:, 1].min()) - LEAST_PADDING
    return _built(titles.Heading(columns, (), ()), rows, top, float(before[0]), float(before[-1]), shown)


def _heading(
    shown: Characters,
    top: float,
    columns: Floats,
    manners: Sequence[titles.Manner],
    apart: float,
    pitch: float,
    level: Edges,
) -> tuple[titles.Heading, float] | None:
    """The heading and where the rows begin; lines below the titles may be the rest of a name from the page before."""
    y = shown.middles[:, 1]
    size = float(np.median(shown.sizes))
    for _ in range(MOST_RESTS):
        above = shown.only(y < top)
        if not len(above):
            return None
        rules = level.only((level.at > above.boxes[:, 1].min()) & (level.at < top - size / 2))
        head = titles.heading(above, columns, manners, apart or _apart(above, pitch, size), rules)
        if head is not None:
            return head, top
        last = max(words(above), key=lambda word: word.middle)
        line = [word for word in words(above) if word.bottom > last.top]
        if any(word.left < columns[0, 0] - size or word.right > columns[0, 1] + size for word in line):
            return None
        top = min(word.top for word in line) - 0.1 * size
    return None


def _across(level: Edges, segment: Segment, left: float, right: float) -> list[float]:
    """The heights of rules that go all the way across a segment."""
    wide = np.minimum(level.end, right) - np.maximum(level.start, left) >= ACROSS * (right - left)
    inside = (level.at > segment.lines[0].box[1]) & (level.at < segment.lines[-1].box[3])
    return sorted(set(level.at[wide & inside].tolist()))


def _first(shown: Characters, size: float) -> float | None:
    """The height of the first line that is a row: amounts, codes, or numbers of columns."""
    found = words(shown)
    heights = [word.middle for word in found if _IN_ROW.fullmatch(word.text)]
    counting = [word.middle for word in found if _COUNTING.fullmatch(word.text)]
    heights += [height for height in counting if sum(abs(height - other) < LEVEL * size for other in counting) > 2]
    return min(heights, default=None)


def _columns(body: Characters, size: float) -> Floats:
    """The stretches that hold text in any row but those of totals, whose label may stand across columns."""
    many = float(body.boxes[:, 3].max() - body.boxes[:, 1].min()) >= 2 * MANY * size
    rows = body.only(~_totals(body, size))
    return runs(rows, NARROW if many else GUTTER) if len(rows) else np.empty((0, 2))


def _totals(body: Characters, size: float) -> np.ndarray:
    """Which characters make up the label of a total."""
    label = np.zeros(len(body), bool)
    x, y = body.middles.T
    found = words(body)
    spaced = [merged(pair) for pair in pairwise(found) if abs(pair[0].middle - pair[1].middle) < LEVEL * size]
    for word in (*found, *spaced):
        if _TOTAL.fullmatch(word.text):
            label |= (x > word.left) & (x < word.right) & (y > word.top) & (y < word.bottom)
    return label


def _top(shown: Characters, columns: Floats, first: float, apart: float, size: float, rules: Sequence[float]) -> float:
    """Where the rows begin: the rule above the first line with figures, or above the lines that its cells begin with."""
    above = [rule for rule in rules if rule < first]
    if above and (shown.middles[:, 1] < above[-1]).any():
        return above[-1]
    tops = [first - size / 2]
    for parts in pieces(shown, columns):
        at = [n for n, part in enumerate(parts) if part.middle > first - 0.4 * size]
        if not at:
            continue
        n = at[0]
        if n and parts[n].middle - first > apart:
            continue
        while n and parts[n].middle - parts[n - 1].middle < apart:
            n -= 1
        tops.append(parts[n].top)
    return min(tops) - 0.1 * size


def _apart(heading: Characters, pitch: float, size: float) -> float:
    """The distance that parts titles where the rows have no cell of several lines to learn it from.

    It is half-way to the distance of the rows, else beyond the least of several distances.
    """
    found = words(heading)
    under = [min((low.middle - word.middle for low in found if _is_below(word, low)), default=0.0) for word in found]
    gaps = sorted(gap for gap in under if gap)
    if not gaps:
        return 0.0
    if pitch:
        return (gaps[0] + pitch) / 2 if gaps[0] < pitch - bands.JITTER * size else 0.0
    return gaps[0] + bands.SLACK * size if gaps[-1] > gaps[0] + 2 * bands.SLACK * size else 0.0


def _is_below(word: Piece, other: Piece) -> bool:
    return other.top > word.middle and min(word.right, other.right) > max(word.left, other.left)


def _holds_figures(column: Sequence[Piece]) -> bool:
    return (
        bool(column)
        and sum(bool(FIGURE.fullmatch(part.text)) for part in column) >= MOSTLY * len(column)
        and any("." in part.text for part in column)
    )


def _manners(columns: Sequence[Sequence[Piece]]) -> list[titles.Manner]:
    """What each column holds, and on which side; figures all stand on the side on which those of one column do."""
    figures = [_holds_figures(column) for column in columns]
    sides = [_side(column) for column in columns]
    known = {side for side, figure in zip(sides, figures, strict=True) if figure and side is not None}
    common = known.pop() if len(known) == 1 else None
    return [
        titles.Manner(figure, common if figure and side is None else side)
        for figure, side in zip(figures, sides, strict=True)
    ]


def _side(column: Sequence[Piece]) -> float | None:
    """0 where the lines of a column share their left edges, 1 their right ones, 0.5 their middles; None where several."""
    ways = {0.0: [part.left for part in column], 0.5: [p.centre for p in column], 1.0: [p.right for p in column]}
    straight = [side for side, edges in ways.items() if max(edges, default=0.0) - min(edges, default=0.0) <= STRAIGHT]
    return straight[0] if len(straight) == 1 else None


def _convincing(rows: list[Row], width: int, fewest: int) -> bool:
    """Several rows that mostly fill several columns, a column of figures after the first, all figures in line."""
    if sum(len(row) > 1 for row in rows) < fewest:
        return False
    if any(_MIXED.search(cell.text) for row in rows for cell in row.values()):
        return False
    if any(_is_rest(above, row) for above, row in pairwise(rows)):
        return False
    columns = [[row[k] for row in rows if k in row] for k in range(width)]
    return any(map(_holds_figures, columns[1:])) and all(_in_line(column) for column in columns)


def _is_rest(above: Row, row: Row) -> bool:
    """Whether the figures of a row may be the last decimals of the amounts above it, which narrow cells break.

    A row of zeros may stand below amounts where those have a name of their own.
    """
    figures = {k: cell.text for k, cell in row.items() if FIGURE.fullmatch(cell.text)}
    if not figures or not all(_REST.fullmatch(text) for text in figures.values()):
        return False
    if set(figures.values()) == {"0"} and any(not FIGURE.fullmatch(cell.text) for cell in above.values()):
        return False
    return all(k in above and "." in above[k].text for k in figures)


def _in_line(column: Sequence[Piece]) -> bool:
    amounts = [cell for cell in column if "." in cell.text and FIGURE.fullmatch(cell.text)]
    ways = ([cell.right for cell in amounts], [cell.centre for cell in amounts], [cell.left for cell in amounts])
    return not amounts or any(max(way) - min(way) <= STRAIGHT for way in ways)


def _built(
    head: titles.Heading, rows: list[Row], top: float, left: float, right: float, shown: Characters
) -> Table | None:
    """The table, unless a text would not come out as it was read."""
    inner = (head.columns[:-1, 1] + head.columns[1:, 0]) / 2
    xs = np.array([left - LEAST_PADDING, *inner.tolist(), right + LEAST_PADDING])
    tops = [min(cell.top for cell in row.values()) for row in rows]
    feet = [max(cell.bottom for cell in row.values()) for row in rows]
    depth = len(head.bottoms)
    ys = np.array(
        [
            *([float(shown.boxes[:, 1].min()) - LEAST_PADDING, *head.bottoms[:-1]] if depth else []),
            top,
            *((foot + below) / 2 for foot, below in zip(feet, tops[1:], strict=False)),
            float(shown.boxes[:, 3].max()) + LEAST_PADDING,
        ]
    )
    if (np.diff(ys) <= 0).any():
        return None
    spans = [*head.spans, *(Span(depth + n, k, 1, 1) for n in range(len(rows)) for k in range(len(inner) + 1))]
    labels = np.full((len(ys) - 1, len(xs) - 1), -1, np.intp)
    for n, span in enumerate(spans):
        labels[span.row : span.row + span.rows, span.column : span.column + span.columns] = n
    return Table(xs, ys, tuple(spans), labels)
