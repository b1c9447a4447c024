"""What stands on a page only to number it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from gongkai.parse.pages.lines import Printed
from gongkai.parse.pages.page import Page

MARGIN = 0.12  # of the page's height, above and below

_NUMBERED = re.compile(
    r"[-—–－―─·•~～\s]+\d{1,4}[-—–－―─·•~～\s]+"
    r"|第\s*\d{1,4}\s*页(\s*[,，/／、（(]?\s*共\s*\d{1,4}\s*页\s*[)）]?)?"
    r"|\d{1,4}\s*[/／]\s*\d{1,4}"
    r"|[Pp]age\s*\d{1,4}(\s*(of|/)\s*\d{1,4})?"
)
_BARE = re.compile(r"\d{1,4}")


def without_numbers(pages: list[Page]) -> list[tuple[Printed, ...]]:
    """The lines of each page without page numbers.

    A bare number in the margin counts as one only when it runs along with the pages, so that a figure at the
    end of a page is never lost.
    """
    offsets = Counter(offset for page in pages for _, offset in _bare(page))
    usual = {offset for offset, times in offsets.items() if times > 1} | ({0} if len(pages) == 1 else set())
    return [tuple(_kept(page, usual)) for page in pages]


def _kept(page: Page, usual: set[int]) -> Iterator[Printed]:
    numbers = {line for line, offset in _bare(page) if offset in usual}
    for line in page.lines:
        if (numbers and line in numbers) or (_NUMBERED.fullmatch(line.text) and _in_margin(line, page)):
            continue
        yield line


def _bare(page: Page) -> Iterator[tuple[Printed, int]]:
    for line in page.lines:
        if _BARE.fullmatch(line.text) and _in_margin(line, page):
            yield line, int(line.text) - page.frame.number


def _in_margin(line: Printed, page: Page) -> bool:
    return not MARGIN < line.middle / max(page.frame.height, 1.0) < 1 - MARGIN
