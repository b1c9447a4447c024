"""Tables with rules across but none down (three-line tables, striped rows): columns from the white between the texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from gongkai.parse.pages import lines
from gongkai.parse.pages.cells import Labels, Span, Table
from gongkai.parse.pages.characters import SPACE, Characters, Flags
from gongkai.parse.pages.edges import Edges, snapped
from gongkai.parse.pages.pdfium import Floats
from gongkai.parse.pages.rows import parted

SAME_END = 5.0  # how far rules of one table may differ at their ends
FEWEST_RULES = 3  # above the heading, below it, and at the end
GUTTER, NARROW = 0.8, 0.35  # of the font size: the narrowest white between two columns, in few lines and in many
MANY = 6
FEWEST_ROWS = 2
HEADING = 30.0  # how far above the first rule a heading may stand
MOSTLY = 0.5

_AMOUNT = re.compile(r"(?<!\S)[\d,]+\.\d+(?!\S)")
_FIGURE = re.compile(r"[-+－]?[\d,，]+(\.\d+)?%?|[-—－]+")


def tables(level: Edges, ruled: list[Table], shown: Characters) -> list[Table]:
    """The tables found, those of one column only read by their gutters where the text gives evidence of columns.

    Evidence is a white gutter through all rows, rows that mostly fill several columns, and a column of figures.
    """
    drawn = [table for table in ruled if table.labels.shape[1] > 1]
    inked = shown.only(shown.codes != SPACE)
    found = [table for rules in _bundles(level, drawn) if (table := _table(rules, inked)) is not None]
    kept = [table for table in ruled if not any(_overlap(table, new) for new in found)]
    return sorted([*kept, *found], key=lambda table: (table.box[1], table.box[0]))


def _bundles(level: Edges, drawn: list[Table]) -> Iterator[Edges]:
    """Rules with the same ends, those of drawn tables left out."""
    free = np.ones(len(level), bool)
    for table in drawn:
        left, top, right, bottom = table.box
        inside = (level.at >= top - SAME_END) & (level.at <= bottom + SAME_END)
        free &= ~(inside & (level.start < right) & (level.end > left))
    rules = level.only(free)
    ends = np.stack([snapped(rules.start, SAME_END), snapped(rules.end, SAME_END)], axis=1)
    for end in np.unique(ends, axis=0):
        bundle = rules.only((ends == end).all(1))
        if len(bundle) >= FEWEST_RULES:
            yield bundle


def _overlap(table: Table, other: Table) -> bool:
    left, top, right, bottom = table.box
    x0, y0, x1, y1 = other.box
    return left < x1 and x0 < right and top < y1 and y0 < bottom


def _table(rules: Edges, inked: Characters) -> Table | None:
    start, end = float(rules.start.min()), float(rules.end.max())
    x = inked.middles[:, 0]
    level = inked.only((x > start) & (x < end) & (inked.turns == 0))
    rules = _from_heading(rules, level)
    y = level.middles[:, 1]
    inside = level.only((y > rules.at[0]) & (y < rules.at[-1]))
    above = inside.middles[:, 1] < rules.at[1]
    heading, body = _by_line(inside.only(above)), inside.only(~above)
    if not len(body):
        return None
    columns = _columns(body, heading)
    xs = np.array([start, *((columns[:-1, 1] + columns[1:, 0]) / 2).tolist(), end])
    if len(xs) < 3:
        return None
    table = _with_spans(xs, np.array([*_heading_rows(rules, heading, xs), *rules.at[1:].tolist()]), heading)
    table = parted(table, _texts(table, inside), inside)
    return table if _convincing(table, float(rules.at[1]), inside) else None


def _from_heading(rules: Edges, level: Characters) -> Edges:
    """The rules, begun above the heading where only its foot is ruled: figures already above the second rule."""
    y = level.middles[:, 1]
    if not any(_AMOUNT.search(line.text) for line in lines.printed(level.only((y > rules.at[0]) & (y < rules.at[1])))):
        return rules
    above = [
        line for line in _by_line(level.only((y < rules.at[0]) & (y > rules.at[0] - HEADING))) if len(_runs(line)) > 2
    ]
    if not above:
        return rules
    top = float(above[-1].boxes[:, 1].min()) - 1
    return Edges(np.append(top, rules.at), np.append(rules.start[0], rules.start), np.append(rules.end[0], rules.end))


def _by_line(shown: Characters) -> list[Characters]:
    y = shown.middles[:, 1]
    return [shown.only((y >= line.box[1]) & (y <= line.box[3])) for line in lines.printed(shown)]


def _columns(body: Characters, heading: list[Characters]) -> Floats:
    """Left and right of each column: where the body has text, and where only the heading has."""
    many = len(_by_line(body)) >= MANY
    columns = _runs(body, NARROW if many else GUTTER)
    for line in heading:
        pieces = _runs(line)
        apart = [not ((columns[:, 0] < right) & (columns[:, 1] > left)).any() for left, right in pieces.tolist()]
        columns = np.concatenate([columns, pieces[apart]])
    return columns[np.argsort(columns[:, 0])]


def _runs(shown: Characters, gutter: float = GUTTER) -> Floats:
    """Left and right of the stretches of text that have a gutter between them."""
    order = np.argsort(shown.boxes[:, 0], kind="stable")
    left, reached = shown.boxes[order, 0], np.maximum.accumulate(shown.boxes[order, 2])
    wide = left[1:] - reached[:-1] > gutter * float(np.median(shown.sizes))
    first = np.flatnonzero(np.concatenate([[True], wide]))
    last = np.concatenate([first[1:], [len(left)]]) - 1
    return np.stack([left[first], reached[last]], axis=1)


def _heading_rows(rules: Edges, heading: list[Characters], xs: Floats) -> list[float]:
    """Where the rows of the heading begin: each line is one when a title stands over several columns."""
    top = float(rules.at[0])
    if not any(_crossed(line, xs).any() for line in heading):
        return [top]
    return [top, *_between(heading)]


def _between(rows: list[Characters]) -> Iterator[float]:
    for above, below in pairwise(rows):
        yield float(above.boxes[:, 3].max() + below.boxes[:, 1].min()) / 2


def _crossed(line: Characters, xs: Floats) -> Flags:
    """Over which inner column borders a stretch of the line goes."""
    left, right = _runs(line).T
    return np.asarray(((left[:, None] < xs[1:-1]) & (right[:, None] > xs[1:-1])).any(0))


def _with_spans(xs: Floats, ys: Floats, heading: list[Characters]) -> Table:
    joined = np.zeros((len(ys) - 1, len(xs) - 2), bool)
    for line in heading:
        row = np.searchsorted(ys, float(line.middles[0, 1]), side="right") - 1
        joined[row] |= _crossed(line, xs)
    labels = np.cumsum(np.pad(~joined, ((0, 0), (1, 0)), constant_values=True).reshape(-1)) - 1
    return _table_of(xs, ys, labels.reshape(len(ys) - 1, len(xs) - 1))


def _table_of(xs: Floats, ys: Floats, labels: Labels) -> Table:
    marks, first, counts = np.unique(labels, return_index=True, return_counts=True)
    width = labels.shape[1]
    spans = [
        Span(place // width, place % width, 1, count)
        for place, count in zip(first.tolist(), counts.tolist(), strict=True)
    ]
    assert len(marks) == len(spans)
    return Table(xs, ys, tuple(spans), labels)


def _texts(table: Table, inside: Characters) -> list[str]:
    return lines.texts(inside, table.places(inside.middles), len(table.spans))


def _convincing(table: Table, foot: float, inside: Characters) -> bool:
    """Below the foot of the heading rows that mostly fill several columns, and a column of figures besides the first.

    A cell with two figures is none: where the rows cannot be told apart the text stays running text.
    """
    rows = np.array(_texts(table, inside), object)[table.labels][table.ys[:-1] >= foot]
    if len(rows) < FEWEST_ROWS:
        return False
    filled = rows != ""
    figures = np.vectorize(lambda text: bool(_FIGURE.fullmatch(text)), otypes=[bool])(rows)
    several = (filled.sum(1) > 1).mean() >= MOSTLY
    numeric = (figures.sum(0) >= MOSTLY * np.maximum(filled.sum(0), 1))[1:]
    return bool(several and numeric.any())
