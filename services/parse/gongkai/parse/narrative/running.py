"""Lines that only accompany the pages: running heads, and the page numbers of a text without pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from gongkai.domain.content import Block, Line
from gongkai.domain.text import tidy

_DIGITS = re.compile(r"\d+")
_FEWEST_PAGES, _FEWEST_NUMBERS, _LONGEST_HEAD, _SAME_HEIGHT = 3, 3, 60, 3.0

Spot = tuple[int, Line]


def without_running(pieces: Sequence[Block]) -> list[Block]:
    """The pieces without heads and feet that come again on the pages, and without bare numbers that count the pages."""
    spots = [(at, piece) for at, piece in enumerate(pieces) if isinstance(piece, Line)]
    dropped = {*_heads(spots), *_counting(spots)}
    return [piece for at, piece in enumerate(pieces) if at not in dropped]


def _heads(spots: Sequence[Spot]) -> Iterator[int]:
    """The highest or lowest lines of pages that say the same at the same height on at least three pages and half of all."""
    pages: dict[int, list[Spot]] = {}
    for at, line in spots:
        if line.place.page is not None and line.place.box:
            pages.setdefault(line.place.page, []).append((at, line))
    for edge in (min, max):
        outermost = [edge(page, key=lambda spot: _top(spot[1])) for page in pages.values()]
        for same in _alike(outermost):
            if len(same) >= _FEWEST_PAGES and 2 * len(same) >= len(pages):
                yield from (at for at, _ in same)


def _alike(spots: Iterable[Spot]) -> Iterable[list[Spot]]:
    groups: dict[tuple[str, int], list[Spot]] = {}
    for at, line in spots:
        text = _DIGITS.sub("#", tidy(line.text))
        if len(text) <= _LONGEST_HEAD:
            groups.setdefault((text, round(_top(line) / _SAME_HEIGHT)), []).append((at, line))
    return groups.values()


def _top(line: Line) -> float:
    return line.place.box[1] if line.place.box else 0.0


def _counting(spots: Sequence[Spot]) -> Iterator[int]:
    """Bare numbers that go up by one through the text: 1 … 2 … 3. Others are figures and stay."""
    bare = [(at, int(line.text)) for at, line in spots if line.place.page is None and _is_bare(line)]
    steps = [one[1] + 1 == other[1] for one, other in pairwise(bare)]
    if len(bare) >= _FEWEST_NUMBERS and all(steps):
        yield from (at for at, _ in bare)


def _is_bare(line: Line) -> bool:
    return line.place.sheet is None and len(line.text.strip()) <= 3 and line.text.strip().isdecimal()
