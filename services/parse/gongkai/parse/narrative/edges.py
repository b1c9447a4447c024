"""Where printed lines stand on their page: full or short, indented, centred, or set apart by space."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from gongkai.domain.content import Line
from gongkai.parse.narrative.breaks import first_word, is_announced, is_open

SLACK = 2.6
"""Signs by which a full line may fall short: closing marks never begin the next line."""

_INDENTED, _CENTRED, _WIDE_GAP = 1.2, 1.5, 1.4
_FIRST_LINE, _FEWEST_OPEN = 2, 2


class Edges:
    """What is usual among the lines of a document: the left edge for each right one, indents, and the space between."""

    def __init__(self, lines: Sequence[Line]) -> None:
        boxed = [line for line in lines if line.place.box]
        self.narrow = _narrow(boxed)
        self.lefts = self._lefts(boxed)
        self.pitch = median([gap for gap in map(_gap, boxed, boxed[1:]) if gap > 0] or [0.0])
        announced = [line for line in boxed if is_announced(line.text)]
        self.indents = 2 * sum(map(self.is_indented, announced)) >= len(announced)
        self.starts = {round(box(line)[0]) for line in announced}

    def is_full(self, before: Line, line: Line) -> bool:
        """Whether the first word of the line had no room any more in the line before."""
        room, height = self.right(before) - box(before)[2], size(before)
        return room < SLACK * height or room < (SLACK + first_word(line.text)) * height

    def is_indented(self, line: Line) -> bool:
        """Whether the line begins to the right of where lines go on."""
        return self._inset(line) > _INDENTED * size(line)

    def starts_oddly(self, line: Line) -> bool:
        """Whether no numbered line begins where this one does."""
        left = round(box(line)[0])
        return self.starts.isdisjoint((left - 1, left, left + 1))

    def is_centred(self, before: Line, line: Line) -> bool:
        """Whether two lines are one centred heading."""
        middle = (self.lefts.get(self.right(line), 0.0) + self.right(line)) / 2
        is_inset = self._inset(line) > (_FIRST_LINE + 1) * size(line)
        both = all(abs((box(one)[0] + box(one)[2]) / 2 - middle) < _CENTRED * size(line) for one in (before, line))
        return is_inset and both and size(before) == size(line)

    def is_below(self, before: Line, line: Line) -> bool:
        """Whether the line is printed like the one right above it, which begins no further in than a paragraph does."""
        is_text = self._inset(before) <= (_FIRST_LINE + 1) * size(before) and size(before) == size(line)
        return is_text and before.place.page == line.place.page and not self.is_apart(before, line)

    def is_apart(self, before: Line, line: Line) -> bool:
        """Whether more space than usual stands between two lines of a page."""
        return _gap(before, line) > _WIDE_GAP * self.pitch

    def right(self, line: Line) -> int:
        """The right edge of the line's column in whole points: that of its own page where lines there break off before."""
        return self.narrow.get(line.place.page, _right(line))

    def _inset(self, line: Line) -> float:
        return box(line)[0] - self.lefts.get(self.right(line), box(line)[0])

    def _lefts(self, boxed: Sequence[Line]) -> dict[int, float]:
        """For each right edge the left edge at which lines go on: the usual one of those after a full line."""
        after_full: dict[int, Counter[int]] = {self.right(line): Counter() for line in boxed}
        for before, line in pairwise(boxed):
            if before.place.page == line.place.page and self.is_full(before, line):
                after_full[self.right(line)][round(box(line)[0])] += 1
        elsewhere = _usual_left(
            sum(after_full.values(), Counter[int]()), min((box(line)[0] for line in boxed), default=0.0)
        )
        return {edge: _usual_left(counted, elsewhere) for edge, counted in after_full.items()}


def box(line: Line) -> tuple[float, float, float, float]:
    """The box of a line; nothing at the origin where there is none."""
    return line.place.box or (0.0, 0.0, 0.0, 0.0)


def size(line: Line) -> float:
    """The font size, else the height."""
    return line.size or box(line)[3] - box(line)[1]


def _right(line: Line) -> int:
    return round(line.right if line.right is not None else box(line)[2])


def _gap(before: Line, line: Line) -> float:
    return box(line)[1] - box(before)[1] if before.place.page == line.place.page else 0.0


def _narrow(boxed: Sequence[Line]) -> dict[int | None, int]:
    """The right edge of each page whose text is set narrower than the others', as sheets of a workbook are.

    Such a page shows it by sentences that break off at the same edge well before the usual one; the short pages that
    follow it are set like it.
    """
    ends: dict[int | None, list[Line]] = {}
    for line in boxed:
        ends.setdefault(line.place.page, []).append(line)
    narrow: dict[int | None, int] = {}
    before: int | None = None
    for page, lines in ends.items():
        longest = max(lines, key=lambda line: box(line)[2])
        edge, slack = box(longest)[2], size(longest)
        at_edge = [line for line in lines if box(line)[2] > edge - slack and is_open(line.text)]
        if _right(longest) - edge > slack and len(at_edge) >= _FEWEST_OPEN:
            narrow[page] = before = round(edge)
        elif before is not None and edge <= before + slack and _right(longest) - edge > slack:
            narrow[page] = before
        else:
            before = None
    return narrow


def _usual_left(counted: Counter[int], elsewhere: float) -> float:
    """A page with a heading only has no left edge of its own; that of the other pages stands for it."""
    often = max(counted.values(), default=0)
    return float(min((left for left, times in counted.items() if times >= max(2, often / 4)), default=elsewhere))
