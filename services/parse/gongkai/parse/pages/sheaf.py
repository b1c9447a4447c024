"""Several pages at once: their characters in one set of arrays, page after page, so that few steps serve all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from gongkai.parse.pages.characters import Characters, Flags
from gongkai.parse.pages.frame import Frame, Positions, turned
from gongkai.parse.pages.pdfium import Floats


@dataclass(frozen=True, slots=True)
class Sheaf:
    """The characters of some pages and on which of them (from 0) each is, and the rules and the frame of each page."""

    found: Characters
    sheets: Positions
    rules: list[Floats]
    frames: list[Frame]

    def parts(self) -> list[slice]:
        """Where the characters of each page are."""
        ends = np.searchsorted(self.sheets, np.arange(len(self.frames) + 1)).tolist()
        return [slice(first, last) for first, last in pairwise(ends)]

    def each(self) -> Iterator[Characters]:
        """The characters of each page."""
        return map(self.found.part, self.parts())

    def between(self, first: int, last: int) -> Sheaf:
        """Some of the pages, without the last."""
        start, end = np.searchsorted(self.sheets, [first, last]).tolist()
        part = slice(start, end)
        return Sheaf(self.found.part(part), self.sheets[part] - first, self.rules[first:last], self.frames[first:last])

    def only(self, chosen: Flags) -> Sheaf:
        """The pages with some of the characters."""
        if chosen.all():
            return self
        return replace(self, found=self.found.only(chosen), sheets=self.sheets[chosen])

    def tilted(self, sheet: int, quarters: int) -> Sheaf:
        """The same with one of the pages turned clockwise for reading."""
        part, frame = self.parts()[sheet], self.frames[sheet]
        boxes, turns = self.found.boxes.copy(), self.found.turns.copy()
        boxes[part] = turned(boxes[part], quarters, frame.width, frame.height)
        turns[part] = (turns[part] + quarters) % 4
        rules, frames = self.rules.copy(), self.frames.copy()
        rules[sheet] = turned(rules[sheet], quarters, frame.width, frame.height)
        frames[sheet] = frame.tilted(quarters)
        return Sheaf(replace(self.found, boxes=boxes, turns=turns), self.sheets, rules, frames)
