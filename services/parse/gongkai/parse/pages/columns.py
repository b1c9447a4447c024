"""How far to the right a full line of running text reaches."""

from __future__ import annotations

from collections import defaultdict

from gongkai.parse.pages.lines import Printed
from gongkai.parse.pages.page import Page

FEWEST = 2  # lines that must end there
SHARE = 0.05


def right_edges(pages: list[Page], lines: list[tuple[Printed, ...]]) -> list[float | None]:
    """For each page the right edge of its column, learned from all pages of the same size.

    It is the rightmost edge that several lines reach to within one character; a single line that sticks out
    (a unit of measure above a wide table) does not count.
    """
    ends: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
    for page, kept in zip(pages, lines, strict=True):
        ends[_format(page)].extend((line.box[2], line.size) for line in kept)
    edges = {format_: _edge(found) for format_, found in ends.items()}
    return [edges[_format(page)] for page in pages]


def _format(page: Page) -> tuple[int, int]:
    return round(page.frame.width), round(page.frame.height)


def _edge(ends: list[tuple[float, float]]) -> float | None:
    if not ends:
        return None
    needed = min(len(ends), max(FEWEST, round(SHARE * len(ends))))
    ranked = sorted(ends, reverse=True)
    for first, (edge, size) in enumerate(ranked):
        if first + needed <= len(ranked) and ranked[first + needed - 1][0] >= edge - size:
            return round(edge, 1)
    return round(ranked[0][0], 1)
