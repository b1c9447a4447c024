"""Puts letters where their ink is: the network tells their order, and only roughly where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from gongkai.parse.scans.ink import Extent, stretches
from gongkai.parse.scans.letters import FIGURES, Letter
from gongkai.parse.scans.textboxes import Flags

APART = 0.35  # of the font size: a gap as wide as this may part a figure from a word
OFF = 2  # letters by which the rough places may be wrong


def extents(letters: Sequence[Letter], inked: Flags, size: float) -> list[Extent]:
    """From where to where each letter of a box reaches, in pixels from its left edge.

    `inked` are its columns with ink, `size` is the font size in pixels. The first letter begins and the last one ends
    where the ink does, and so do a figure and a word on either side of a gap: which letter stands on which side of any
    other gap is not sure enough.
    """
    words = stretches(inked, APART * size)
    found = _stretched(letters, words[0][0], words[-1][1])
    start, first = 0, words[0][0]
    for before, after in pairwise(words):
        at = _border(letters, found, (before[1] + after[0]) / 2)
        if at is not None and at > start:
            found[start:at] = _stretched(letters[start:at], first, before[1])
            start, first = at, after[0]
    found[start:] = _stretched(letters[start:], first, words[-1][1])
    return found


def _border(letters: Sequence[Letter], rough: Sequence[Extent], middle: float) -> int | None:
    """The first letter behind a gap, if there a figure meets a word."""
    near = sum(1 for start, end in rough if (start + end) / 2 < middle)
    borders = [
        at
        for at in range(max(near - OFF, 1), min(near + OFF + 1, len(letters)))
        if (letters[at - 1].sign in FIGURES) != (letters[at].sign in FIGURES)
    ]
    return min(borders, key=lambda at: abs(at - near), default=None)


def _stretched(letters: Sequence[Letter], first: float, last: float) -> list[Extent]:
    start, factor = letters[0].start, (last - first) / max(letters[-1].end - letters[0].start, 0.1)
    return [(first + (letter.start - start) * factor, first + (letter.end - start) * factor) for letter in letters]
