"""Tables without upright rules, found by where their texts stand, or left as running lines."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gongkai.parse.pages import bands, bars, lines, segments, titles
from gongkai.parse.pages.bands import Row
from gongkai.parse.pages.beginning import columns_of, first_row, top_of
from gongkai.parse.pages.cells import Span, Table
from gongkai.parse.pages.characters import SPACE, Characters, levelled
from gongkai.parse.pages.convincing import convincing, manners
from gongkai.parse.pages.edges import Edges
from gongkai.parse.pages.pdfium import Floats
from gongkai.parse.pages.segments import Segment
from gongkai.parse.pages.strips import Piece, pieces, words

FEWEST_ROWS = 2
ACROSS = 0.8  # of the width: a rule that goes all the way across
POINT = ord(".")
MOST_RESTS = 4  # lines of a name that began on the page before
LEAST_PADDING = 1.0
OVER = 0.25  # of the font size: how far a word may reach over a border that is only supposed

# The borders of what may be a table and was not read: what goes on from it must not be read without it.
UNREAD: Floats = np.empty(0)


def tables(
    level: Edges, ruled: list[Table], shown: Characters, before: Floats | None, middle: float
) -> tuple[list[Table], Floats | None]:
    """All tables of a page, and the column borders of one that may go on overleaf.

    `ruled` are those that rules enclose; those of one column give way. `before` are the column borders of a table
    that reached the foot of the page before, `middle` is half the width of the page. A table counts only where each text falls into one column and one
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
    for segment in segments.segments(lines.printed(inked), FEWEST_ROWS if before is None else 1, middle):
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
    first = first_row(shown, size)
    if first is None:
        return None
    y = shown.middles[:, 1]
    body = shown.only(y > first - 0.4 * size)
    columns = columns_of(body, size)
    if len(columns) < 2:
        return None
    parts = pieces(body, columns)
    pitch, apart = bands.pitch(parts, size)
    top = top_of(shown, columns, first, apart, size, rules)
    parts = pieces(shown.only(y > top), columns)
    found = _heading(shown, top, columns, manners(parts), apart, pitch, level)
    if found is None:
        return None
    head, top = found
    parts = pieces(shown.only(y > top), head.columns)
    borders = [float(rule) for rule in rules if rule > top + size / 2]
    rows = (bands.between(parts, borders) if len(borders) > 2 else None) or bands.rows(parts, apart, size, borders)
    goes_on = before is not None and len(before) == len(head.columns) + 1
    fewest = 1 if goes_on or segment.last else FEWEST_ROWS
    if rows is None or not convincing(rows, len(head.columns), fewest):
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
    if rows is None or not convincing(rows, len(columns), 1):
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
