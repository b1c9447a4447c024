"""What pdfium knows of each text object: font size, direction, colour, and when it is drawn."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gongkai.parse.pages import pdfium
from gongkai.parse.pages.calls import Handles, numbers, rows
from gongkai.parse.pages.frame import Frame
from gongkai.parse.pages.objects import Layer, bounds
from gongkai.parse.pages.paths import OPAQUE, WHITE
from gongkai.parse.pages.pdfium import Floats

Turns = npt.NDArray[np.int8]
Flags = npt.NDArray[np.bool_]

SLANTED = -1
LEANING = 5.0  # degrees that upright text may be off
SMALLEST, USUAL = 0.1, 10.0  # font sizes: none is nothing, and one that is not known
_UNKNOWN_SIZE, _BLACK = np.zeros(1, np.float32), np.array([0, 0, 0, OPAQUE], np.uint32)
# By the mode in which text is drawn: 0 to 7, and last the one that pdfium does not know.
_STROKED = np.array([False, True, True, False, False, True, True, False, False])
_INVISIBLE = np.array([False, False, False, True, False, False, False, True, False])


@dataclass(frozen=True, slots=True)
class Styles:
    """Parallel arrays, one entry a text object, sorted by handle: font size in points, quarter turns clockwise as
    shown (`SLANTED` for any other direction), without any ink, in white, and its place in the drawing order.

    The last entry stands for objects that are not known: plain text drawn at the end.
    """

    handles: Handles
    sizes: Floats
    turns: Turns
    inkless: Flags
    white: Flags
    order: Floats

    def which(self, owners: Handles) -> npt.NDArray[np.intp]:
        """The entry of each owner."""
        found = np.searchsorted(self.handles[:-1], owners)
        return np.where(self.handles[found] == owners, found, len(self.handles) - 1)


def styles_of(layers: list[Layer], frame: Frame) -> Styles:
    """The styles of all text objects of the page."""
    parts = [_layer(layer, chosen) for layer in layers if len(chosen := layer.where(pdfium.TEXT))]
    handles, axes, order = (np.concatenate(column) for column in zip(_none(), *parts, strict=True))
    rank = np.argsort(handles)
    handles, axes = handles[rank], axes[rank]
    sizes = rows(pdfium.font_size, handles, _UNKNOWN_SIZE)
    modes = numbers(pdfium.render_mode, handles)
    colours = rows(pdfium.fill_colour, handles, _BLACK, apart=True)
    filled = ~_STROKED[modes]
    return Styles(
        handles=np.append(handles, np.uint64(0)),
        sizes=np.append(np.maximum(sizes[:, 0] * np.hypot(axes[:, 2], axes[:, 3]), SMALLEST), USUAL),
        turns=np.append(_turns(axes, frame), np.int8(0)),
        inkless=np.append(_INVISIBLE[modes] | (filled & (colours[:, 3] == 0)), False),
        white=np.append(filled & (colours[:, :3] >= WHITE).all(1), False),
        order=np.append(order[rank], np.inf),
    )


def boxes_of(layers: list[Layer], frame: Frame) -> tuple[Handles, Floats]:
    """All text objects and their boxes as shown."""
    found = [(layer, layer.where(pdfium.TEXT)) for layer in layers]
    handles = np.concatenate([layer.handles[chosen] for layer, chosen in found])
    return handles, frame.shown(np.concatenate([bounds(layer, chosen) for layer, chosen in found]))


Part = tuple[Handles, Floats, Floats]


def _layer(layer: Layer, chosen: npt.NDArray[np.intp]) -> Part:
    """Handles, the directions in which each object writes and rises, and the drawing order."""
    handles = layer.handles[chosen]
    a, b, c, d = layer.matrix[:4]
    x, y = pdfium.matrices(handles)[:, :4].reshape(-1, 2).T
    return handles, np.stack([a * x + c * y, b * x + d * y], axis=1).reshape(-1, 4), layer.order[chosen]


def _none() -> Part:
    return np.empty(0, np.uint64), np.empty((0, 4)), np.empty(0)


def _turns(axes: Floats, frame: Frame) -> Turns:
    if not axes[:, 1].any() and (axes[:, 0] > 0).all():
        return np.full(len(axes), frame.turns, np.int8)
    degrees = -np.degrees(np.arctan2(axes[:, 1], axes[:, 0])) + 90 * frame.turns
    quarters = np.round(degrees / 90)
    straight = np.abs(degrees - 90 * quarters) < LEANING
    return np.where(straight, quarters % 4, SLANTED).astype(np.int8)
