"""Reads OFD: what is printed on its pages goes the way of a PDF's, through the same finder of lines and tables."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.domain.content import Content
from gongkai.errors import Refused
from gongkai.parse.ofd.drawing import POINTS, draw
from gongkai.parse.ofd.package import Documents
from gongkai.parse.ooxml.package import Package
from gongkai.parse.pages import flowing
from gongkai.parse.pages.frame import Frame
from gongkai.parse.pages.page import Page, compose
from gongkai.settings import Limits


def read(data: bytes, limits: Limits) -> Content:
    """The running lines and the ruled grids of an OFD, page after page; places are in points from the top left corner.

    Refused as CORRUPT, UNSAFE_XML, NO_PAGES, TOO_MANY_PAGES, TOO_MANY_CELLS or TOO_BIG.
    """
    package = Package(data, limits)
    documents = Documents(package)
    if not documents.count:
        raise Refused("NO_PAGES")
    pages = flowing.whole(_pages(documents, limits), documents.count, limits)
    return flowing.content("ofd", pages, documents.title)


def _pages(documents: Documents, limits: Limits) -> Iterator[Page]:
    before: Page | None = None
    for number, (sheet, shared) in enumerate(documents.sheets(), 1):
        drawn = draw(sheet, shared, limits.characters)
        _, _, width, height = sheet.area
        frame = Frame(number, 0.0, 0.0, width * POINTS, height * POINTS)
        before = compose(drawn.characters(), drawn.bars(), frame, limits.cells, before)
        yield before
