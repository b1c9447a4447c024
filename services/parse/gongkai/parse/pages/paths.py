"""What is drawn on a page besides text: rules (lines and thin bars), filled areas and pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gongkai.parse.pages import objects, pdfium
from gongkai.parse.pages.calls import handles_of_each, numbers, rows
from gongkai.parse.pages.foreign import Call, Handles
from gongkai.parse.pages.frame import Frame, shown
from gongkai.parse.pages.objects import Objects, Positions
from gongkai.parse.pages.pdfium import Floats

Flags = npt.NDArray[np.bool_]

THIN = 3.0  # a bar up to this is a line, as pdfplumber's snapping makes it one
THICK = 6.0  # a longish bar up to this too
STRAIGHT = 1.0  # how far a line may lean and still be upright or level
WHITE = 250
OPAQUE = 255
LINE_TO, MOVE_TO = 0, 2
RECTANGLE = (4, 5)  # points of a plain rectangle
_UNPAINTED, _ORIGIN = np.zeros(2, np.int32), np.zeros(2, np.float32)
# A pattern has no colour to tell: it is taken as dark, and as letting through what lies below.
_PATTERN = np.array([0, 0, 0, OPAQUE - 1], np.uint32)
AT_ONCE = 4_000_000  # comparisons of boxes with areas in one array


@dataclass(frozen=True, slots=True)
class Areas:
    """Filled areas and pictures as boxes (left, top, right, bottom) as shown: on which page, when they are drawn there,
    whether they colour the paper, and whether they hide what was drawn before."""

    boxes: Floats
    sheets: Positions
    order: Floats
    coloured: Flags
    opaque: Flags

    def over(self, points: Floats, sheets: Positions, order: Floats) -> Flags:
        """Which points, drawn on a page at some time, lie under an opaque area drawn later."""
        return self._holding(self.opaque, points, sheets, self.order, order)

    def under(self, points: Floats, sheets: Positions) -> Flags:
        """Which points lie on a coloured area or a picture."""
        return self._holding(self.coloured, points, sheets, np.ones(len(self.order)), np.zeros(len(points)))

    def _holding(self, chosen: Flags, points: Floats, sheets: Positions, later: Floats, order: Floats) -> Flags:
        found = np.zeros(len(points), bool)
        for sheet in np.unique(self.sheets[chosen]).tolist():
            here, mine = chosen & (self.sheets == sheet), np.flatnonzero(sheets == sheet)
            found[mine] = drawn_inside(self.boxes[here], later[here], points[mine], order[mine])
        return found


@dataclass(frozen=True, slots=True)
class Drawing:
    """Rules as boxes (left, top, right, bottom) as shown for each page, and the areas that text may stand on or under."""

    rules: list[Floats]
    areas: Areas


@dataclass(frozen=True, slots=True)
class _Rules:
    """Boxes, on which page each is, and whether it is white."""

    boxes: Floats
    sheets: Positions
    white: Flags

    def only(self, chosen: Flags) -> _Rules:
        return _Rules(self.boxes[chosen], self.sheets[chosen], self.white[chosen])


def read(drawn: Objects, frames: Sequence[Frame]) -> Drawing:
    """The visible rules and the areas of the pages.

    White on white is not seen and left out; a white rule on a coloured area separates cells and stays.
    """
    rules, areas = _paths(drawn.of(pdfium.PATH), frames)
    pictures = drawn.of(pdfium.IMAGE)
    if len(pictures):
        areas = _with_pictures(areas, pictures, shown(frames, objects.bounds(pictures), pictures.sheets))
    rules = rules.only(_on_page(rules, frames) & (~rules.white | areas.under(middles(rules.boxes), rules.sheets)))
    order = np.lexsort((rules.white, rules.sheets))
    ends = np.cumsum(np.bincount(rules.sheets, minlength=len(frames)))
    return Drawing(np.split(rules.boxes[order], ends[:-1]), areas)


def is_thin(boxes: Floats) -> Flags:
    """Which boxes are lines rather than areas."""
    narrow, long = sides(boxes)
    return np.asarray((narrow <= THIN) | ((narrow <= THICK) & (long >= 8 * narrow)))


def middles(boxes: Floats) -> Floats:
    """The middle of each box: x, y."""
    found = np.empty((2, len(boxes)))  # columns of their own are read three times as fast as those of narrow rows
    for axis in (0, 1):
        np.add(boxes[:, axis], boxes[:, axis + 2], out=found[axis])
    found /= 2
    return found.T


def sides(boxes: Floats) -> tuple[Floats, Floats]:
    """The shorter and the longer side of each box."""
    across, down = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    return np.minimum(across, down), np.maximum(across, down)


def is_white(colours: npt.NDArray[np.uint32]) -> Flags:
    """Which colours (red, green, blue, opacity) are as good as that of paper."""
    return np.asarray((colours[:, 0] >= WHITE) & (colours[:, 1] >= WHITE) & (colours[:, 2] >= WHITE))


def drawn_inside(boxes: Floats, later: Floats, points: Floats, order: Floats) -> Flags:
    """Which points, drawn at some time, lie in a box drawn later."""
    xs, ys = points.T
    found = np.zeros(len(points), bool)
    step = max(1, AT_ONCE // max(1, len(points)))
    for first in range(0, len(boxes), step):
        left, top, right, bottom = (edge[:, None] for edge in boxes[first : first + step].T)
        inside = (xs >= left) & (xs <= right) & (ys >= top) & (ys <= bottom)
        found |= (inside & (later[first : first + step, None] > order)).any(0)
    return found


def _with_pictures(areas: Areas, pictures: Objects, boxes: Floats) -> Areas:
    """Pictures are coloured, and not known to be opaque (a seal is mostly transparent)."""
    count = len(pictures)
    return Areas(
        np.concatenate([areas.boxes, boxes]),
        np.concatenate([areas.sheets, pictures.sheets]),
        np.concatenate([areas.order, pictures.order]),
        np.concatenate([areas.coloured, np.ones(count, bool)]),
        np.concatenate([areas.opaque, np.zeros(count, bool)]),
    )


def _on_page(rules: _Rules, frames: Sequence[Frame]) -> Flags:
    width, height = np.array([(frame.width, frame.height) for frame in frames])[rules.sheets].T
    left, top, right, bottom = rules.boxes.T
    return np.asarray((right >= 0) & (left <= width) & (bottom >= 0) & (top <= height))


def _paths(paths: Objects, frames: Sequence[Frame]) -> tuple[_Rules, Areas]:
    boxes = shown(frames, objects.bounds(paths), paths.sheets)
    fill, stroke = _paint(paths.handles)
    thin = is_thin(boxes)
    line = thin & (fill.seen | stroke.seen)
    area = ~thin & fill.seen
    coloured = area & ~fill.white
    outlined = ~thin & (stroke.seen | coloured)
    white = np.where(stroke.seen, stroke.white, fill.white) & ~coloured
    opaque = fill.opaque[area] & _covering(paths.handles[area])
    areas = Areas(boxes[area], paths.sheets[area], paths.order[area], coloured[area], opaque)
    rules = _Rules(boxes, paths.sheets, white).only(line)
    if not outlined.any():
        return rules, areas
    outlines, owners = _outlines(paths, np.flatnonzero(outlined), frames)
    return (
        _Rules(
            np.concatenate([rules.boxes, outlines]),
            np.concatenate([rules.sheets, paths.sheets[owners]]),
            np.concatenate([rules.white, white[owners]]),
        ),
        areas,
    )


@dataclass(frozen=True, slots=True)
class _Paint:
    seen: Flags
    white: Flags
    opaque: Flags


def _paint(handles: Handles) -> tuple[_Paint, _Paint]:
    modes = rows(pdfium.draw_mode, handles, _UNPAINTED, apart=True)
    fill = _colour(handles, modes[:, 0] > 0, pdfium.fill_colour)
    return fill, _colour(handles, modes[:, 1] > 0, pdfium.stroke_colour)


def _colour(handles: Handles, painted: Flags, call: Call) -> _Paint:
    colours = rows(call, handles[painted], _PATTERN, apart=True)
    seen, white, opaque = painted.copy(), np.zeros(len(handles), bool), np.zeros(len(handles), bool)
    seen[painted] = colours[:, 3] > 0
    white[painted] = is_white(colours)
    opaque[painted] = colours[:, 3] == OPAQUE
    return _Paint(seen, white, opaque)


def _covering(handles: Handles) -> Flags:
    """Which paths hide what is below: plain rectangles, not the bounds of many small figures, and no highlighter,
    which multiplies its colour."""
    plain = np.isin(numbers(pdfium.count_segments, handles), RECTANGLE)
    return np.asarray(plain & (numbers(pdfium.has_transparency, handles) == 0))


def _outlines(paths: Objects, chosen: Positions, frames: Sequence[Frame]) -> tuple[Floats, Positions]:
    """The straight sides of the chosen paths as boxes, and which path each belongs to."""
    outlined = paths.only(chosen)
    counts = np.maximum(numbers(pdfium.count_segments, outlined.handles), 0).astype(np.intp)
    owners = np.repeat(np.arange(len(chosen)), counts)
    segments = handles_of_each(pdfium.path_segment, outlined.handles, counts)
    ends = _ends(segments, np.cumsum(counts) - counts, owners)
    points = _placed(segments, objects.after(pdfium.matrices(outlined.handles).T, outlined.outer())[:, owners])
    homes = owners[ends[:, 1]]
    boxes = shown(frames, points[ends].reshape(-1, 4), outlined.sheets[homes])
    straight = _straight(boxes)
    return boxes[straight], chosen[homes[straight]]


def _straight(boxes: Floats) -> Flags:
    lean, long = sides(boxes)
    return np.asarray((lean <= STRAIGHT) & (long > STRAIGHT) & (long >= 5 * lean))


def _placed(segments: Handles, matrices: Floats) -> Floats:
    """The points of segments in their page's own space; `matrices` lead there from the space of each path."""
    a, b, c, d, e, f = matrices
    x, y = rows(pdfium.segment_point, segments, _ORIGIN, apart=True).astype(np.float64).T
    return np.stack([a * x + c * y + e, b * x + d * y + f], axis=1)


def _ends(segments: Handles, firsts: Positions, paths: Positions) -> Positions:
    """Which two points each straight side joins; one that closes a figure goes back to where the figure began."""
    kinds, closing = numbers(pdfium.segment_type, segments), numbers(pdfium.segment_closes, segments)
    here = np.arange(len(segments))
    begins = np.where(kinds == MOVE_TO, here, firsts[paths])
    start = np.maximum.accumulate(begins) if len(begins) else begins
    drawn, closed = (kinds == LINE_TO) & (here != firsts[paths]), closing != 0
    both = np.concatenate([np.stack([here - 1, here], 1)[drawn], np.stack([here, start], 1)[closed]])
    return both[np.argsort(np.concatenate([2 * here[drawn], 2 * here[closed] + 1]), kind="stable")]
