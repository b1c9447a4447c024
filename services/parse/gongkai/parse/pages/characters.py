"""The characters of a page with their boxes, sizes and directions, as shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt

from gongkai.errors import Refused
from gongkai.parse.pages import pdfium
from gongkai.parse.pages.calls import handles_of
from gongkai.parse.pages.cut import ELLIPSIS, over_the_edge
from gongkai.parse.pages.foreign import Handles, pointer
from gongkai.parse.pages.frame import Frame, shown
from gongkai.parse.pages.objects import Objects, Positions
from gongkai.parse.pages.paths import Areas, middles
from gongkai.parse.pages.pdfium import Floats
from gongkai.parse.pages.radicals import RADICALS
from gongkai.parse.pages.styles import Turns, styles_of
from gongkai.parse.pages.visibility import Spots, visible

Codes = npt.NDArray[np.uint32]
Flags = npt.NDArray[np.bool_]

UNREADABLE = 0xFFFD
# The share of control codes among characters, and how many different ones, that tell numbers of glyphs.
GLYPHS, FEWEST_GLYPHS = 0.02, 2
SPACE = 0x20
_BREAKS = (0x0A, 0x0D, SPACE)
LOW, NEAR = 0.5, 2.5  # of the font size: ink that does not show how high a line stands, and how far its neighbour is
ELLIPSIS_WIDTH = 0.02  # of the font size: it stands behind a letter that the edge cuts through
DOUBLE = 0.12  # of the font size: how near the second print of a letter stands


@dataclass(frozen=True, slots=True)
class Characters:
    """Parallel arrays, one entry a character: code point, box (left, top, right, bottom), font size in points,
    quarter turns clockwise (`styles.SLANTED` for any other direction), and whether it can be seen."""

    codes: Codes
    boxes: Floats
    sizes: Floats
    turns: Turns
    seen: Flags

    def __len__(self) -> int:
        return len(self.codes)

    def only(self, chosen: npt.NDArray[Any]) -> Characters:
        """Some of the characters, by flags or positions."""
        if chosen.dtype == bool and chosen.all():
            return self
        return Characters(
            self.codes[chosen], self.boxes[chosen], self.sizes[chosen], self.turns[chosen], self.seen[chosen]
        )

    def part(self, part: slice) -> Characters:
        """Those from one position to another."""
        return Characters(self.codes[part], self.boxes[part], self.sizes[part], self.turns[part], self.seen[part])

    @property
    def middles(self) -> Floats:
        """The middle of each box: x, y."""
        return middles(self.boxes)

    @property
    def text(self) -> str:
        """The characters one after another."""
        return "".join(map(chr, self.codes.tolist()))


NONE = Characters(np.empty(0, np.uint32), np.empty((0, 4)), np.empty(0), np.empty(0, np.int8), np.empty(0, bool))


def characters(codes: Iterable[int], boxes: Floats, sizes: Floats, turns: Turns, seen: Flags) -> Characters:
    """Characters with radicals as Han characters, any white space as a space, what means nothing as U+FFFD."""
    known = _mapped(np.asarray(codes, np.uint32))
    return Characters(known, boxes, sizes, turns, seen).only(known >= SPACE)


@dataclass(frozen=True, slots=True)
class Text:
    """What pdfium has of the characters of a page: code points, boxes in the page's own space, and text objects."""

    codes: Codes
    boxes: npt.NDArray[np.float32]
    owners: Handles

    def __len__(self) -> int:
        return len(self.codes)


def text(page: int, most: int) -> Text:
    """The text of an open page; refused as TOO_BIG beyond `most` characters."""
    with pdfium.text_page(page) as text_page:
        count = max(0, pdfium.count_chars(pointer(text_page))) if text_page else 0
        if count > most:
            raise Refused("TOO_BIG", f"more than {most} characters")
        if not count:
            return Text(NONE.codes, np.empty((0, 4), np.float32), np.empty(0, np.uint64))
        return Text(
            _codes(text_page, count),
            pdfium.char_boxes(text_page, count),
            handles_of(pdfium.char_object, text_page, count),
        )


def read(pages: Sequence[Text], drawn: Objects, areas: Areas, frames: Sequence[Frame]) -> tuple[Characters, Positions]:
    """The printed characters of the pages and on which each is; white space that pdfium only supposes is not among them.

    What is invisible, white on white, painted over or beside the page is marked as not seen.
    """
    owners = np.concatenate([page.owners for page in pages])
    printed = np.flatnonzero(owners)
    owners = owners[printed]
    sheets = np.repeat(np.arange(len(pages)), [len(page) for page in pages])[printed]
    codes = np.concatenate([page.codes for page in pages])[printed]
    boxes = np.concatenate([page.boxes for page in pages])[printed].astype(np.float64)
    boxes = parted(shown(frames, boxes, sheets), owners)
    texts = drawn.of(pdfium.TEXT)
    styles = styles_of(texts, frames)
    which = styles.which(owners)
    seen = visible(Spots(boxes, sheets, which), styles, areas, texts, frames)
    found = Characters(_mapped(codes), boxes, styles.sizes[which], styles.turns[which], seen)
    cut = over_the_edge(found.boxes[seen], found.sizes[seen], owners[seen], sheets[seen], texts, frames)
    if len(cut):
        found, sheets = _running_on(found, np.flatnonzero(seen)[cut], sheets, frames)
    kept = found.codes >= SPACE
    return found.only(kept), sheets[kept]


def _running_on(
    found: Characters, cut: Positions, sheets: Positions, frames: Sequence[Frame]
) -> tuple[Characters, Positions]:
    """The characters with … behind those whose text goes on beyond the edge of the page."""
    edges = np.array([frame.width for frame in frames])[sheets[cut]]
    boxes = found.boxes[cut]
    boxes[:, 0], boxes[:, 2] = edges - ELLIPSIS_WIDTH * found.sizes[cut], edges
    behind = cut + 1
    more = Characters(
        np.insert(found.codes, behind, ELLIPSIS),
        np.insert(found.boxes, behind, boxes, axis=0),
        np.insert(found.sizes, behind, found.sizes[cut]),
        np.insert(found.turns, behind, found.turns[cut]),
        np.insert(found.seen, behind, True),
    )
    return more, np.insert(sheets, behind, sheets[cut])


def parted(boxes: Floats, owners: Handles) -> Floats:
    """The boxes with that of a ligature (several letters from one sign) shared out among its letters."""
    again = (owners[1:] == owners[:-1]) & (boxes[1:, 0] == boxes[:-1, 0])
    if not again.any():
        return boxes
    again &= (boxes[1:] == boxes[:-1]).all(1)
    sign = np.concatenate([[0], np.cumsum(~again)])
    nth = np.arange(len(boxes)) - np.searchsorted(sign, sign)
    width = (boxes[:, 2] - boxes[:, 0]) / np.bincount(sign)[sign]
    left = boxes[:, 0] + nth * width
    return np.stack([left, boxes[:, 1], left + width, boxes[:, 3]], axis=1)


def doubles(found: Characters, sheets: Positions) -> Flags:
    """Which characters are printed again on nearly the same spot of their page (bold made by printing twice)."""
    double = _double(found, sheets, 0.0)
    if not double.any():
        return double
    bold = np.zeros(int(sheets[-1]) + 1, bool)
    bold[sheets[double]] = True
    return double | (bold[sheets] & _double(found, sheets, 0.5))


def levelled(found: Characters) -> Characters:
    """The characters as high as their type, points and dashes on the height of the character before or after them."""
    middle = found.middles[:, 1]
    low = found.boxes[:, 3] - found.boxes[:, 1] < LOW * found.sizes
    if len(found) > 1 and low.any():
        x = found.middles[:, 0]
        places = np.arange(len(found))
        before = np.maximum.accumulate(np.where(low, 0, places))
        after = len(found) - 1 - np.maximum.accumulate(np.where(low[::-1], 0, places))[::-1]
        for other in (after, before):
            near = (np.abs(x[other] - x) < NEAR * found.sizes) & (np.abs(middle[other] - middle) < found.sizes)
            middle = np.where(low & near, middle[other], middle)
    half = found.sizes / 2
    boxes = np.stack([found.boxes[:, 0], middle - half, found.boxes[:, 2], middle + half], axis=1)
    return Characters(found.codes, boxes, found.sizes, found.turns, found.seen)


def _double(found: Characters, sheets: Positions, shift: float) -> Flags:
    """Second prints among the neighbours in rows of two points, which `shift` moves by half a row."""
    middles = found.middles
    rows = np.clip(middles[:, 1] / 2 + shift, 0, 0xFFFF).astype(np.int64)
    columns = np.clip(middles[:, 0] * 16, 0, 0xFFFFF).astype(np.int64)
    letters = (sheets << 21) + found.codes
    spots = (letters << 36) + (rows << 20) + columns
    close = _close(np.sort(spots), DOUBLE * float(found.sizes.max(initial=0.0)))
    double = np.zeros(len(found), bool)
    if not len(close):
        return double
    order = np.argsort(spots, kind="stable")
    before, here = order[close], order[close + 1]
    same = (letters[here] == letters[before]) & (found.codes[here] != SPACE)
    before, here = before[same], here[same]
    sides = found.boxes[here, 2:] - found.boxes[here, :2]
    reach = np.minimum(DOUBLE * found.sizes[here], sides.min(1) / 2)
    near = (np.abs(middles[here] - middles[before]) <= reach[:, None]).all(1)
    double[here[near]] = True
    return double


def _close(spots: Positions, reach: float) -> Positions:
    """After which of the sorted spots the next may be within reach; few are, of letters that are printed once."""
    across, down = min(0x7FFFF, 16 * reach + 1), min(0xFFFF, reach / 2 + 2)
    steps = np.diff(spots) + int(across)
    return np.flatnonzero(((steps & 0xFFFFF) <= 2 * across) & (steps <= int(down) << 20))


def _codes(text_page: int, count: int) -> Codes:
    units = np.zeros(count + 1, np.uint16)
    page = pointer(text_page)
    written = pdfium.text_units(page, 0, count, pointer(units.ctypes.data)) - 1
    if written == count and not _DOUBTFUL[units[:count]].any():
        return units[:count].astype(np.uint32)
    # GetText counts UTF-16 units and leaves some characters out.
    codes = np.fromiter(map(pdfium.char_unicode, repeat(page), range(count)), np.uint32, count)
    # What pdfium writes between lines is no hyphen.
    for index in np.flatnonzero(((codes < SPACE) & (codes != 0x0A) & (codes != 0x0D)) | _odd(codes)).tolist():
        if pdfium.char_hyphen(page, index) == 1:
            codes[index] = ord("-")
    return np.where(np.isin(codes, _BREAKS), SPACE, UNREADABLE) if _are_glyphs(codes) else codes


def _are_glyphs(codes: Codes) -> bool:
    """Whether a font without a table of its characters gave the numbers of its glyphs, of which the first are control codes."""
    control = codes[(codes < 0x09) | ((codes > 0x0D) & (codes < SPACE))]
    return len(control) > GLYPHS * len(codes) and len(np.unique(control)) > FEWEST_GLYPHS


def _odd(codes: Codes) -> Flags:
    """No character at all: zero, half of a surrogate pair, U+FFFE and U+FFFF of any plane, beyond Unicode."""
    if not len(codes) or (codes.min() > 0 and codes.max() < 0xD800):
        return np.zeros(len(codes), bool)
    surrogate = (codes >= 0xD800) & (codes < 0xE000)
    return np.asarray((codes == 0) | surrogate | ((codes & 0xFFFE) == 0xFFFE) | (codes > 0x10FFFF))


_DOUBTFUL = _odd(np.arange(0x10000, dtype=np.uint32))
_DOUBTFUL[[code for code in range(SPACE) if code not in (0x0A, 0x0D)]] = True

_TABLE = np.arange(0x3001, dtype=np.uint32)
_TABLE[list(RADICALS)] = list(RADICALS.values())
_TABLE[[0x09, 0x0A, 0x0D, 0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000]] = SPACE
_TABLE[[0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)]] = 0  # not printed


def _mapped(codes: Codes) -> Codes:
    known = np.where(_odd(codes), UNREADABLE, codes).astype(np.uint32)
    low = known < len(_TABLE)
    known[low] = _TABLE[known[low]]
    return known
