"""Tables with rules across but none down (three-line tables, striped rows): columns from the white between the texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from gongkai.parse.pages import lines
from gongkai.parse.pages.cells import Table, tiled
from gongkai.parse.pages.characters import SPACE, Characters, Flags
from gongkai.parse.pages.edges import Edges, snapped
from gongkai.parse.pages.pdfium import Floats
from gongkai.parse.pages.rows import parted

SAME_END = 5.0  # how far rules of one table may differ at their ends
FEWEST_RULES = 3  # above the heading, below it, and at the end
GUTTER, NARROW = 0.8, 0.35  # of the font size: the narrowest white between two columns, in few lines and in many
MANY = 6
SLACK = 0.25  # of the font size: how far a title may reach over a border that is only supposed
WORD = 1.5  # of the font size: wider than one letter of a spaced title
FEWEST_ROWS = 2
HEADING = 30.0  # how far above the first rule a heading may stand
MOSTLY = 0.5

_AMOUNT = re.compile(r"(?<!\S)[\d,]+\.\d+(?!\S)")
_FIGURE = re.compile(r"[-+－]?[\d,，]+(\.\d+)?%?|[-—－]+")


def tables(level: Edges, ruled: list[Table], shown: Characters) -> list[Table]:
    """The tables found, those of one column only read by their gutters where the text gives evidence of columns.

    Evidence is a white gutter through all rows, a title above each column, rows that mostly fill several columns,
    and a column of figures.
    """
    drawn = [table for table in ruled if table.labels.shape[1] > 1]
    inked = shown.only(shown.codes != SPACE)
    found = [table for rules in _bundles(level, drawn) if (table := _table(rules, level, inked)) is not None]
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


def _table(rules: Edges, level: Edges, inked: Characters) -> Table | None:
    start, end = float(rules.start.min()), float(rules.end.max())
    x = inked.middles[:, 0]
    beside = inked.only((x > start) & (x < end) & (inked.turns == 0))
    rules = _from_heading(rules, beside)
    y = beside.middles[:, 1]
    inside = beside.only((y > rules.at[0]) & (y < rules.at[-1]))
    foot = _foot(rules, inside)
    if foot is None:
        return None
    above = inside.middles[:, 1] < foot
    heading = _by_line(inside.only(above))
    inner = level.only((level.at > rules.at[0] + SAME_END) & (level.at < foot - SAME_END))
    columns = _columns(inside.only(~above), heading, inner)
    if len(columns) < 2:
        return None
    xs = np.array([start, *((columns[:-1, 1] + columns[1:, 0]) / 2).tolist(), end])
    table = _walled(xs, rules, _partial(rules, level, foot), foot, heading)
    table = parted(table, _texts(table, inside), inside)
    return table if _convincing(table, foot, inside) else None


def _foot(rules: Edges, inside: Characters) -> float | None:
    """Where the heading ends: the rule above the first amount."""
    y = inside.middles[:, 1]
    for top, bottom in pairwise(rules.at.tolist()):
        if top > rules.at[0] and _has_amount(inside.only((y > top) & (y < bottom))):
            return float(top)
    return None


def _has_amount(shown: Characters) -> bool:
    return any(_AMOUNT.search(line.text) for line in lines.printed(shown))


def _partial(rules: Edges, level: Edges, foot: float) -> Edges:
    """The rules inside the heading that do not go all the way across."""
    inside = (level.at > rules.at[0] + SAME_END) & (level.at < foot - SAME_END)
    within = (level.start >= rules.start.min() - SAME_END) & (level.end <= rules.end.max() + SAME_END)
    return level.only(inside & within & ~np.isin(level.at, rules.at))


def _from_heading(rules: Edges, level: Characters) -> Edges:
    """The rules, begun above the heading where only its foot is ruled: figures already above the second rule."""
    y = level.middles[:, 1]
    if not _has_amount(level.only((y > rules.at[0]) & (y < rules.at[1]))):
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


def _columns(body: Characters, heading: list[Characters], inner: Edges) -> Floats:
    """Left and right of each column: where the body has text, and where only the heading has."""
    many = len(_by_line(body)) >= MANY
    columns = _runs(body, NARROW if many else GUTTER)
    titled = np.zeros(len(columns), bool)
    for line in reversed(heading):
        titles = _runs(line)
        below = inner.only(inner.at > line.middles[0, 1])
        middles = titles.mean(1)[:, None]
        group = ((below.start < middles) & (below.end > middles)).any(1)
        columns, titled = _with_titles(columns, titled, titles[~group])
    return columns


def _with_titles(columns: Floats, titled: Flags, titles: Floats) -> tuple[Floats, Flags]:
    """The columns widened by their titles (which may stand beside flush-right figures), and new ones for titles alone.

    Titles come from the lowest line up, so that what stands over titled columns is the title of a group.
    """
    above = (columns[:, None, 0] < titles[:, 1]) & (columns[:, None, 1] > titles[:, 0])
    own = [int(np.argmax(column)) for column in above.T if column.sum() == 1]
    for k, (left, right) in zip(own, titles[above.sum(0) == 1].tolist(), strict=True):
        if not titled[k]:
            columns[k] = min(left, columns[k, 0]), max(right, columns[k, 1])
            titled[k] = True
    for left, right in titles[~above.any(0)].tolist():
        after = int(np.searchsorted(columns[:, 0], left))
        untitled = [k for k in (after - 1, after) if 0 <= k < len(columns) and not titled[k]]
        if ((columns[:, 0] < right) & (columns[:, 1] > left)).any():
            continue
        if untitled:
            nearest = min(untitled, key=lambda k: max(columns[k, 0] - right, left - columns[k, 1]))
            columns[nearest] = min(left, columns[nearest, 0]), max(right, columns[nearest, 1])
            titled[nearest] = True
        else:
            columns = np.insert(columns, after, (left, right), axis=0)
            titled = np.asarray(np.insert(titled, after, True))
    return columns, titled


def _runs(shown: Characters, gutter: float = GUTTER) -> Floats:
    """Left and right of the stretches of text that have a gutter between them."""
    order = np.argsort(shown.boxes[:, 0], kind="stable")
    left, reached = shown.boxes[order, 0], np.maximum.accumulate(shown.boxes[order, 2])
    wide = left[1:] - reached[:-1] > gutter * float(np.median(shown.sizes))
    first = np.flatnonzero(np.concatenate([[True], wide]))
    last = np.concatenate([first[1:], [len(left)]]) - 1
    return np.stack([left[first], reached[last]], axis=1)


def _walled(xs: Floats, rules: Edges, partial: Edges, foot: float, heading: list[Characters]) -> Table:
    """Rows between the rules; in the heading a partial rule parts only the columns that it lies in."""
    inner = np.union1d(partial.at, rules.at[(rules.at > rules.at[0]) & (rules.at < foot)])
    crossed = np.array([_crossed(line, xs) for line in heading])
    if not len(inner) and crossed.any():
        # Nothing parts the rows of the heading but the lines themselves.
        inner = np.array(list(_between(heading)))
    ys = np.unique([*rules.at.tolist(), *inner.tolist()])
    below = np.ones((len(ys) - 2, len(xs) - 1), bool)
    middles = (xs[:-1] + xs[1:]) / 2
    for y in partial.at.tolist():
        mine = partial.only(partial.at == y)
        below[np.searchsorted(ys, y) - 1] = ((mine.start[:, None] < middles) & (mine.end[:, None] > middles)).any(0)
    right = np.ones((len(ys) - 1, len(xs) - 2), bool)
    for line, over in zip(heading, crossed, strict=True):
        right[np.searchsorted(ys, float(line.middles[0, 1]), side="right") - 1] &= ~over
    return tiled(xs, ys, below, right)


def _between(rows: list[Characters]) -> Iterator[float]:
    for above, below in pairwise(rows):
        yield float(above.boxes[:, 3].max() + below.boxes[:, 1].min()) / 2


def _crossed(line: Characters, xs: Floats) -> Flags:
    """Over which inner column borders a stretch of the line goes."""
    left, right = _runs(line, NARROW).T[:, :, None]
    slack = SLACK * float(line.sizes[0])
    return np.asarray(((left + slack < xs[1:-1]) & (right - slack > xs[1:-1])).any(0))


def _texts(table: Table, inside: Characters) -> list[str]:
    return lines.texts(inside, table.places(inside.middles), len(table.spans))


def _convincing(table: Table, foot: float, inside: Characters) -> bool:
    """A title for every column; below, rows that mostly fill several columns, and a column of figures after the first.

    A cell with two figures is none: where titles or rows cannot be told apart the text stays running text, as a
    figure under another column's title would be worse.
    """
    texts = np.array(_texts(table, inside), object)[table.labels]
    heading, rows = texts[table.ys[:-1] < foot], texts[table.ys[:-1] >= foot]
    if len(rows) < FEWEST_ROWS or (heading[-1] == "").any() or _muddled(table, foot, inside):
        return False
    filled = rows != ""
    figures = np.vectorize(lambda text: bool(_FIGURE.fullmatch(text)), otypes=[bool])(rows)
    several = (filled.sum(1) > 1).mean() >= MOSTLY
    numeric = (figures.sum(0) >= MOSTLY * np.maximum(filled.sum(0), 1))[1:]
    return bool(several and numeric.any())


def _muddled(table: Table, foot: float, inside: Characters) -> bool:
    """Whether one cell above the titles holds several titles side by side: a column without figures was overlooked."""
    heading = table.labels[table.ys[:-1] < foot]
    places = table.places(inside.middles)
    upper = set(heading.ravel().tolist()) - set(heading[-1].tolist())
    return any(
        len(pieces := _runs(line)) > 1 and (np.diff(pieces, axis=1) > WORD * line.sizes[0]).any()
        for label in upper
        for line in _by_line(inside.only(places == label))
    )
