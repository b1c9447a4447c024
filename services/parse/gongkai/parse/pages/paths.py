"""What is drawn on a page besides text: rules (lines and thin bars), filled areas and pictures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gongkai.parse.pages import objects, pdfium
from gongkai.parse.pages.calls import Call, Handles, handles_of, numbers, rows
from gongkai.parse.pages.frame import Frame
from gongkai.parse.pages.objects import Layer
from gongkai.parse.pages.pdfium import Floats

Flags = npt.NDArray[np.bool_]
Positions = npt.NDArray[np.intp]

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
    """Filled areas and pictures as boxes (left, top, right, bottom) as shown: when they are drawn, whether they
    colour the paper, and whether they hide what was drawn before."""

    boxes: Floats
    order: Floats
    coloured: Flags
    opaque: Flags

    def over(self, xs: Floats, ys: Floats, order: Floats) -> Flags:
        """Which points, drawn at some time, lie under an opaque area drawn later."""
        return drawn_inside(self.boxes[self.opaque], self.order[self.opaque], xs, ys, order)

    def under(self, xs: Floats, ys: Floats) -> Flags:
        """Which points lie on a coloured area or a picture."""
        chosen = self.boxes[self.coloured]
        return drawn_inside(chosen, np.ones(len(chosen)), xs, ys, np.zeros(len(xs)))


@dataclass(frozen=True, slots=True)
class Drawing:
    """Rules as boxes (left, top, right, bottom) as shown, and the areas that text may stand on or under."""

    rules: Floats
    areas: Areas


def read(layers: list[Layer], frame: Frame) -> Drawing:
    """The visible rules and the areas of the page.

    White on white is not seen and left out; a white rule on a coloured area separates cells and stays.
    """
    dark, white, areas = [np.empty((0, 4))], [np.empty((0, 4))], [_areas(np.empty((0, 4)), np.empty(0))]
    for layer in layers:
        paths, pictures = layer.where(pdfium.PATH), layer.where(pdfium.IMAGE)
        if len(paths):
            seen, pale, filled = _paths(layer, paths, frame)
            dark.append(seen)
            white.append(pale)
            areas.append(filled)
        if len(pictures):
            areas.append(_areas(frame.shown(objects.bounds(layer, pictures)), layer.order[pictures]))
    ground = Areas(*(np.concatenate(column) for column in zip(*map(_columns, areas), strict=True)))
    rules = np.concatenate([*dark, _on_colour(np.concatenate(white), ground)])
    return Drawing(_on_page(rules, frame), ground)


def is_thin(boxes: Floats) -> Flags:
    """Which boxes are lines rather than areas."""
    sides = boxes[:, 2:] - boxes[:, :2]
    narrow, long = sides.min(1), sides.max(1)
    return np.asarray((narrow <= THIN) | ((narrow <= THICK) & (long >= 8 * narrow)))


def drawn_inside(boxes: Floats, later: Floats, xs: Floats, ys: Floats, order: Floats) -> Flags:
    """Which points, drawn at some time, lie in a box drawn later."""
    found = np.zeros(len(xs), bool)
    step = max(1, AT_ONCE // max(1, len(xs)))
    for first in range(0, len(boxes), step):
        left, top, right, bottom = (edge[:, None] for edge in boxes[first : first + step].T)
        inside = (xs >= left) & (xs <= right) & (ys >= top) & (ys <= bottom)
        found |= (inside & (later[first : first + step, None] > order)).any(0)
    return found


def _areas(boxes: Floats, order: Floats) -> Areas:
    """Pictures: coloured, and not known to be opaque (a seal is mostly transparent)."""
    return Areas(boxes, order, np.ones(len(boxes), bool), np.zeros(len(boxes), bool))


def _columns(areas: Areas) -> tuple[Floats, Floats, Flags, Flags]:
    return areas.boxes, areas.order, areas.coloured, areas.opaque


def _on_colour(rules: Floats, ground: Areas) -> Floats:
    if not len(rules):
        return rules
    return rules[ground.under((rules[:, 0] + rules[:, 2]) / 2, (rules[:, 1] + rules[:, 3]) / 2)]


def _on_page(boxes: Floats, frame: Frame) -> Floats:
    seen = (boxes[:, 2] >= 0) & (boxes[:, 0] <= frame.width) & (boxes[:, 3] >= 0) & (boxes[:, 1] <= frame.height)
    return boxes[seen]


def _paths(layer: Layer, chosen: Positions, frame: Frame) -> tuple[Floats, Floats, Areas]:
    handles = layer.handles[chosen]
    boxes = frame.shown(objects.bounds(layer, chosen))
    fill, stroke = _paint(handles)
    thin = is_thin(boxes)
    line = thin & (fill.seen | stroke.seen)
    area = ~thin & fill.seen
    coloured = area & ~fill.white
    outlined = ~thin & (stroke.seen | coloured)
    sides, owners = _outlines(layer, handles, np.flatnonzero(outlined), frame)
    white = np.where(stroke.seen, stroke.white, fill.white) & ~coloured
    pale = white[owners]
    areas = Areas(boxes[area], layer.order[chosen][area], coloured[area], fill.opaque[area] & _covering(handles[area]))
    return (
        np.concatenate([boxes[line & ~white], sides[~pale]]),
        np.concatenate([boxes[line & white], sides[pale]]),
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
    white[painted] = (colours[:, :3] >= WHITE).all(1)
    opaque[painted] = colours[:, 3] == OPAQUE
    return _Paint(seen, white, opaque)


def _covering(handles: Handles) -> Flags:
    """Which paths hide what is below: plain rectangles, not the bounds of many small figures, and no highlighter,
    which multiplies its colour."""
    plain = np.isin(numbers(pdfium.count_segments, handles), RECTANGLE)
    return np.asarray(plain & (numbers(pdfium.has_transparency, handles) == 0))


def _outlines(layer: Layer, handles: Handles, chosen: Positions, frame: Frame) -> tuple[Floats, Positions]:
    """The straight sides of the chosen paths as boxes, and which path each belongs to."""
    if not len(chosen):
        return np.empty((0, 4)), chosen
    counts = np.maximum(numbers(pdfium.count_segments, handles[chosen]), 0).astype(np.intp)
    paths = np.repeat(np.arange(len(chosen)), counts)
    segments = _segments(handles[chosen], counts)
    ends = _ends(segments, np.cumsum(counts) - counts, paths)
    sides = frame.shown(_placed(segments, pdfium.matrices(handles[chosen])[paths], layer)[ends].reshape(-1, 4))
    straight = _straight(sides)
    return sides[straight], chosen[paths[ends[straight, 1]]]


def _straight(boxes: Floats) -> Flags:
    lengths = boxes[:, 2:] - boxes[:, :2]
    lean, long = lengths.min(1), lengths.max(1)
    return np.asarray((lean <= STRAIGHT) & (long > STRAIGHT) & (long >= 5 * lean))


def _segments(handles: Handles, counts: Positions) -> Handles:
    found = [
        handles_of(pdfium.path_segment, handle, count)
        for handle, count in zip(handles.tolist(), counts.tolist(), strict=True)
    ]
    return np.concatenate([np.empty(0, np.uint64), *found])


def _placed(segments: Handles, own: Floats, layer: Layer) -> Floats:
    """The points of segments in the page's own space; `own` are the matrices of their paths."""
    a, b, c, d, e, f = objects.after(tuple(own.T), layer.matrix)
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
