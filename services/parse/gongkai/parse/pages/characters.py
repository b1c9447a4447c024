"""The characters of a page with their boxes, sizes and directions, as shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt

from gongkai.parse.pages import pdfium
from gongkai.parse.pages.frame import Frame
from gongkai.parse.pages.objects import Layer
from gongkai.parse.pages.pdfium import Floats, Handles
from gongkai.parse.pages.radicals import RADICALS

Codes = npt.NDArray[np.uint32]
Flags = npt.NDArray[np.bool_]

SLANTED = -1
INVISIBLE_MODES = (3, 7)
WHITE = 250
UNREADABLE = 0xFFFD
HYPHEN = 0x02  # pdfium's mark for a hyphen at the end of a line


@dataclass(frozen=True, slots=True)
class Characters:
    """Parallel arrays, one entry a character: code point, box (left, top, right, bottom), font size in points,
    quarter turns clockwise (`SLANTED` for any other direction), and whether it can be seen."""

    codes: Codes
    boxes: Floats
    sizes: Floats
    turns: npt.NDArray[np.int8]
    seen: Flags

    def __len__(self) -> int:
        return len(self.codes)

    def only(self, chosen: npt.NDArray[Any]) -> Characters:
        """Some of the characters, by flags or positions."""
        return Characters(
            self.codes[chosen], self.boxes[chosen], self.sizes[chosen], self.turns[chosen], self.seen[chosen]
        )

    @property
    def text(self) -> str:
        """The characters one after another."""
        return "".join(map(chr, self.codes.tolist()))


NONE = Characters(np.empty(0, np.uint32), np.empty((0, 4)), np.empty(0), np.empty(0, np.int8), np.empty(0, bool))


def read(page: int, layers: list[Layer], frame: Frame) -> Characters:
    """The printed characters of a page; white space that pdfium only supposes is not among them."""
    with pdfium.text_page(page) as text_page:
        count = pdfium.count_chars(text_page) if text_page else 0
        if count <= 0:
            return NONE
        codes = _codes(text_page, count)
        boxes = frame.shown(pdfium.char_boxes(text_page, count))
        owners = np.fromiter(map(pdfium.char_object, repeat(text_page), range(count)), np.uint64, count)
        supposed = _supposed(text_page, codes)
    sizes, turns, seen = _of_objects(owners, layers, frame)
    found = Characters(_mapped(codes), boxes, sizes, turns, seen)
    return found.only(~supposed & (found.codes >= 0x20))


def without_doubles(characters: Characters) -> Characters:
    """The characters without those printed again on nearly the same spot (bold made by printing twice)."""
    if len(characters) < 2:
        return characters
    double = _double(characters, 0.0) | _double(characters, 0.5)
    return characters.only(~double) if double.any() else characters


def _double(characters: Characters, shift: float) -> Flags:
    middles = (characters.boxes[:, :2] + characters.boxes[:, 2:]) / 2
    reach = 0.12 * np.maximum(characters.sizes, 1.0)
    rows = np.floor(middles[:, 1] / 2 + shift)
    order = np.lexsort((middles[:, 0], rows, characters.codes))
    before, here = order[:-1], order[1:]
    same = (characters.codes[before] == characters.codes[here]) & (characters.codes[here] != 0x20)
    near = (np.abs(middles[here] - middles[before]) < reach[here, None]).all(1)
    double = np.zeros(len(characters), bool)
    double[here[same & near]] = True
    return double


def _codes(text_page: int, count: int) -> Codes:
    units = np.zeros(count + 1, np.uint16)
    written = pdfium.text_units(text_page, 0, count, units.ctypes.data) - 1
    plain = written == count and not ((units >= 0xD800) & (units < 0xE000)).any()
    if plain and units[:count].all():
        return units[:count].astype(np.uint32)
    return np.fromiter(map(pdfium.char_unicode, repeat(text_page), range(count)), np.uint32, count)


def _supposed(text_page: int, codes: Codes) -> Flags:
    supposed = np.zeros(len(codes), bool)
    for index in np.flatnonzero(codes <= 0x20).tolist():
        supposed[index] = pdfium.char_generated(text_page, index) == 1
    return supposed


_TABLE = np.arange(0x3001, dtype=np.uint32)
_TABLE[list(RADICALS)] = list(RADICALS.values())
_TABLE[[0, HYPHEN]] = UNREADABLE, ord("-")
_TABLE[[0x09, 0x0A, 0x0D, 0xA0, 0x3000]] = 0x20


def _mapped(codes: Codes) -> Codes:
    broken = ((codes >= 0xD800) & (codes < 0xE000)) | (codes > 0x10FFFF) | ((codes & 0xFFFE) == 0xFFFE)
    known = np.where(broken, UNREADABLE, codes).astype(np.uint32)
    low = known < len(_TABLE)
    known[low] = _TABLE[known[low]]
    return known


def _of_objects(owners: Handles, layers: list[Layer], frame: Frame) -> tuple[Floats, npt.NDArray[np.int8], Flags]:
    handles, which = np.unique(owners, return_inverse=True)
    addresses = handles.tolist()
    axes = _axes(handles, layers)
    sizes = np.zeros((len(handles), 1), np.float32)
    pdfium.whole_rows(pdfium.font_size, addresses, sizes)
    scale = np.hypot(axes[:, 2], axes[:, 3])
    modes = np.fromiter(map(pdfium.render_mode, addresses), np.int32, len(addresses))
    seen = ~np.isin(modes, INVISIBLE_MODES) & (handles != 0)
    return (sizes[:, 0] * scale)[which], _turns(axes, frame)[which], seen[which]


def _axes(handles: Handles, layers: list[Layer]) -> Floats:
    axes = pdfium.matrices(handles)[:, :4]
    for layer in layers[1:]:
        inside = np.isin(handles, layer.handles)
        if inside.any():
            a, b, c, d = layer.matrix[:4]
            axes[inside] = (axes[inside].reshape(-1, 2) @ np.array([[a, b], [c, d]])).reshape(-1, 4)
    return axes


def _turns(axes: Floats, frame: Frame) -> npt.NDArray[np.int8]:
    """Quarter turns clockwise of the text as shown; text may lean by a few degrees (made italics do not count)."""
    degrees = -np.degrees(np.arctan2(axes[:, 1], axes[:, 0])) + 90 * frame.turns
    quarters = np.round(degrees / 90)
    straight = np.abs(degrees - 90 * quarters) < 5
    return np.where(straight, quarters % 4, SLANTED).astype(np.int8)


def replaced(characters: Characters, seen: Flags) -> Characters:
    """The same characters with another judgement of what can be seen."""
    return replace(characters, seen=seen)
