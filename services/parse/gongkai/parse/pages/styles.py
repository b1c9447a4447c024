"""What pdfium knows of each text object: font size, direction, colour, and when it is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gongkai.parse.pages import pdfium
from gongkai.parse.pages.calls import numbers, rows
from gongkai.parse.pages.foreign import Handles
from gongkai.parse.pages.frame import Frame
from gongkai.parse.pages.objects import Objects, Positions
from gongkai.parse.pages.paths import OPAQUE, is_white
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

    def which(self, owners: Handles) -> Positions:
        """The entry of each owner."""
        found = np.searchsorted(self.handles[:-1], owners)
        return np.where(self.handles[found] == owners, found, len(self.handles) - 1)


def styles_of(texts: Objects, frames: Sequence[Frame]) -> Styles:
    """The styles of all text objects of the pages."""
    texts = texts.only(np.argsort(texts.handles))
    handles = texts.handles
    axes = _axes(texts)
    sizes = rows(pdfium.font_size, handles, _UNKNOWN_SIZE)
    modes = numbers(pdfium.render_mode, handles)
    colours = rows(pdfium.fill_colour, handles, _BLACK, apart=True)
    filled = ~_STROKED[modes]
    quarters = np.array([frame.turns for frame in frames])[texts.sheets]
    return Styles(
        handles=np.append(handles, np.uint64(0)),
        sizes=np.append(np.maximum(sizes[:, 0] * np.hypot(axes[:, 2], axes[:, 3]), SMALLEST), USUAL),
        turns=np.append(_turns(axes, quarters), np.int8(0)),
        inkless=np.append(_INVISIBLE[modes] | (filled & (colours[:, 3] == 0)), False),
        white=np.append(filled & is_white(colours), False),
        order=np.append(texts.order, np.inf),
    )


def _axes(texts: Objects) -> Floats:
    """The directions in which each object writes and rises."""
    own = pdfium.matrices(texts.handles)[:, :4]
    if not texts.spaces.any():
        return own
    a, b, c, d = texts.outer()[:4, :, None]
    x, y = own[:, ::2], own[:, 1::2]
    return np.stack([a * x + c * y, b * x + d * y], axis=2).reshape(-1, 4)


def _turns(axes: Floats, quarters: Positions) -> Turns:
    if not axes[:, 1].any() and (axes[:, 0] > 0).all():
        return quarters.astype(np.int8)
    degrees = -np.degrees(np.arctan2(axes[:, 1], axes[:, 0])) + 90 * quarters
    nearest = np.round(degrees / 90)
    straight = np.abs(degrees - 90 * nearest) < LEANING
    return np.where(straight, nearest % 4, SLANTED).astype(np.int8)
