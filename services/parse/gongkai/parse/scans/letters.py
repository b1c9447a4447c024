"""From the chances of every sign along a line to its letters, each with its place and how sure it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from gongkai.parse.scans.engine import BLANK, HEIGHT, STEP, Chances

FIGURES = "0123456789.,-%"
# What figures are taken for where no word gives the network a hint. Nothing but these and figures is a figure.
LOOKALIKES = frozenset(":;'`·•。，：；—–－_~OoQDlI|〇○０１２３４５６７８９．％")
LONE = frozenset("0123456789OoQDlI|〇○")
WIDEST = 0.6  # of the height of the line: half the gap to the next letter that a letter may fill
UNSURE = 0.5  # the chance of a sign that only its place tells
_CONFUSED = re.compile(r"-?\d{1,3}(?:[,.]\d{3})+[,.]\d\d")
PAIRS = {"（": "）", "(": ")"}


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as read: its sign, where it begins and ends along the line (in heights of the line), its chance."""

    sign: str
    start: float
    end: float
    chance: float


def letters(chances: Chances, signs: Sequence[str]) -> list[Letter]:
    """The letters of a line. Neighbours share the gap between them unless it is wide.

    What can only be a figure is read as one, however much it looks like a letter.
    """
    found = _decoded(chances, signs)
    if is_figure("".join(letter.sign for letter in found)):
        allowed = [BLANK, *(signs.index(sign) for sign in FIGURES)]
        only = np.zeros_like(chances)
        only[:, allowed] = chances[:, allowed]
        return _decoded(only, signs)
    return _paired(found)


def separated(text: list[Letter]) -> list[Letter]:
    """An amount whose commas and points were confused (`5.070,900.00`) with those that its groups of digits can only have.

    Such signs are unsure: where they were misread, more may have been.
    """
    if not _CONFUSED.fullmatch("".join(letter.sign for letter in text)):
        return text
    places = [at for at, letter in enumerate(text) if letter.sign in ",."]
    right = {at: "." if at == places[-1] else "," for at in places}
    return [
        replace(letter, sign=right[at], chance=min(letter.chance, UNSURE))
        if letter.sign != right.get(at, letter.sign)
        else letter
        for at, letter in enumerate(text)
    ]


def is_figure(text: str) -> bool:
    """Whether a text is a figure, if only for what the network takes parts of it for."""
    bare = text.replace(" ", "")
    odd = [sign for sign in bare if sign not in FIGURES]
    if len(bare) == 1:
        return bare in LONE
    return bool(bare) and LOOKALIKES.issuperset(odd) and len(odd) < len(bare)


def _decoded(chances: Chances, signs: Sequence[str]) -> list[Letter]:
    best = chances.argmax(1)
    first = np.flatnonzero(np.concatenate([[True], best[1:] != best[:-1]]))
    last = np.append(first[1:], len(best))
    kept = best[first] != BLANK
    first, last = first[kept], last[kept]
    if not len(first):
        return []
    sure = [float(chances[start:end, best[start]].max()) for start, end in zip(first, last, strict=True)]
    starts, ends = _extents((first + last) / 2 * STEP / HEIGHT)
    found = zip((signs[best[start]] for start in first), starts.tolist(), ends.tolist(), sure, strict=True)
    return [Letter(*letter) for letter in found]


def _extents(middles: npt.NDArray[np.float64]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    half = np.minimum(np.diff(middles) / 2, WIDEST)
    outer = half.mean() if len(half) else WIDEST / 2
    return middles - np.append(outer, half), middles + np.append(half, outer)


def _paired(text: list[Letter]) -> list[Letter]:
    """Closing brackets of the width of those that they close: the network often mistakes one of the two."""
    found = list(text)
    opened: list[int] = []
    for place, letter in enumerate(text):
        if letter.sign in "（(":
            opened.append(place)
        elif letter.sign in "）)" and opened:
            found[place] = replace(letter, sign=PAIRS[text[opened.pop()].sign])
    return found
