"""What is drawn on a page besides text: rules (lines and thin bars) and filled areas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, repeat

import numpy as np
import numpy.typing as npt

from gongkai.parse.pages import pdfium
from gongkai.parse.pages.frame import Frame
from gongkai.parse.pages.objects import Layer, after
from gongkai.parse.pages.pdfium import Floats, Handles

Flags = npt.NDArray[np.bool_]

THIN = 3.0  # a bar up to this is a line, as pdfplumber's snapping makes it one
THICK = 6.0  # a longish bar up to this too
STRAIGHT = 1.0  # how far a line may lean and still be upright or level
WHITE = 250
LINE_TO, MOVE_TO = 0, 2


@dataclass(frozen=True, slots=True)
class Drawing:
    """Rules and filled areas as boxes (left, top, right, bottom) on the page as shown."""

    rules: Floats
    areas: Floats


def read(layers: list[Layer], frame: Frame) -> Drawing:
    """The visible rules and coloured areas of the page.

    White on white is not seen and left out; a white rule inside a coloured area separates cells and stays.
    """
    parts = [_layer(layer, frame) for layer in layers if (layer.types == pdfium.PATH).any()]
    if not parts:
        return Drawing(np.empty((0, 4)), np.empty((0, 4)))
    dark, white, areas = (np.concatenate(part) for part in zip(*parts, strict=True))
    return Drawing(_on_page(np.concatenate([dark, white[inside_any(white, areas)]]), frame), areas)


def inside_any(boxes: Floats, areas: Floats) -> Flags:
    """Which boxes have their centre in one of the areas."""
    xs, ys = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    found = np.zeros(len(boxes), bool)
    for left, top, right, bottom in areas.tolist():
        found |= (xs >= left) & (xs <= right) & (ys >= top) & (ys <= bottom)
    return found


def _on_page(boxes: Floats, frame: Frame) -> Floats:
    seen = (boxes[:, 2] >= 0) & (boxes[:, 0] <= frame.width) & (boxes[:, 3] >= 0) & (boxes[:, 1] <= frame.height)
    return boxes[seen]


def _layer(layer: Layer, frame: Frame) -> tuple[Floats, Floats, Floats]:
    handles = layer.of(pdfium.PATH)
    boxes = frame.shown(layer.placed(_bounds(handles)))
    filled, fill_white, stroked, stroke_white = _paint(handles)
    visible = filled | stroked
    white = np.where(stroked, stroke_white, fill_white)
    thin = visible & is_thin(boxes)
    coloured = filled & ~fill_white & ~is_thin(boxes)
    outlined = ~thin & (stroked | coloured)
    rules, owners = _outlines(layer, handles, np.flatnonzero(outlined), frame)
    pale = white[owners] & ~coloured[owners]
    return (
        np.concatenate([boxes[thin & ~white], rules[~pale]]),
        np.concatenate([boxes[thin & white], rules[pale]]),
        boxes[coloured],
    )


def is_thin(boxes: Floats) -> Flags:
    """Which boxes are lines rather than areas."""
    sides = boxes[:, 2:] - boxes[:, :2]
    narrow, long = sides.min(1), sides.max(1)
    return (narrow <= THIN) | ((narrow <= THICK) & (long >= 8 * narrow))


def _bounds(handles: Handles) -> Floats:
    table = np.zeros((len(handles), 4), np.float32)
    pdfium.fill(pdfium.object_bounds, handles.tolist(), table)
    return table.astype(np.float64)


def _paint(handles: Handles) -> tuple[Flags, Flags, Flags, Flags]:
    modes = np.zeros((len(handles), 2), np.int32)
    pdfium.fill(pdfium.draw_mode, handles.tolist(), modes)
    filled, fill_white = _colour(handles, modes[:, 0] > 0, pdfium.fill_colour)
    stroked, stroke_white = _colour(handles, modes[:, 1] > 0, pdfium.stroke_colour)
    return filled, fill_white, stroked, stroke_white


def _colour(handles: Handles, painted: Flags, call: pdfium.Call) -> tuple[Flags, Flags]:
    colours = np.full((int(painted.sum()), 4), (0, 0, 0, 255), np.uint32)  # a pattern has no colour to tell
    pdfium.fill(call, handles[painted].tolist(), colours)
    opaque, white = painted.copy(), np.zeros(len(handles), bool)
    opaque[painted] = colours[:, 3] > 0
    white[painted] = (colours[:, :3] >= WHITE).all(1)
    return opaque, white


def _outlines(
    layer: Layer, handles: Handles, chosen: npt.NDArray[np.intp], frame: Frame
) -> tuple[Floats, npt.NDArray[np.intp]]:
    rules: list[Floats] = []
    owners: list[int] = []
    for index in chosen.tolist():
        found = _straight(_sides(int(handles[index]), layer), frame)
        rules.append(found)
        owners.extend(repeat(index, len(found)))
    return np.concatenate(rules) if rules else np.empty((0, 4)), np.array(owners, np.intp)


def _straight(sides: Floats, frame: Frame) -> Floats:
    boxes = frame.shown(sides)
    lengths = boxes[:, 2:] - boxes[:, :2]
    return boxes[(lengths.min(1) <= STRAIGHT) & (lengths.max(1) > STRAIGHT)]


def _sides(handle: int, layer: Layer) -> Floats:
    """The straight sides of a path in the page's own space: x, y, x, y."""
    count = pdfium.count_segments(handle)
    segments = [pdfium.path_segment(handle, i) for i in range(count)]
    points = np.zeros((count, 2), np.float32)
    pdfium.fill(pdfium.segment_point, segments, points)
    own = tuple(pdfium.matrices(np.array([handle], np.uint64))[0].tolist())
    a, b, c, d, e, f = after(own, layer.matrix)
    placed = points.astype(np.float64) @ np.array([[a, b], [c, d]]) + (e, f)
    sides = list(_pairs(segments))
    return np.array([[*placed[i], *placed[j]] for i, j in sides]) if sides else np.empty((0, 4))


def _pairs(segments: list[int]) -> Iterator[tuple[int, int]]:
    """Which points a straight side joins; a side that closes a figure goes back to where the figure began."""
    kinds = list(map(pdfium.segment_type, segments))
    start = 0
    for before, here in pairwise([*range(len(segments)), len(segments)]):
        if here < len(segments) and kinds[here] == LINE_TO:
            yield before, here
        if pdfium.segment_closes(segments[before]):
            yield before, start
        if here < len(segments) and kinds[here] == MOVE_TO:
            start = here
