"""Reads OFD: what is printed on its pages goes the way of a PDF's, through the same finder of lines and tables."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.domain.content import Content
from gongkai.errors import Refused
from gongkai.parse.ofd.drawing import POINTS, Drawn, draw
from gongkai.parse.ofd.package import Documents
from gongkai.parse.ofd.pictures import painted
from gongkai.parse.ooxml.package import Package
from gongkai.parse.pages import flowing, scanned
from gongkai.parse.pages.frame import Frame
from gongkai.parse.pages.page import Page, compose
from gongkai.parse.pages.sight import Eyes
from gongkai.settings import Limits


def read(data: bytes, limits: Limits, eyes: Eyes | None = None) -> Content:
    """The running lines and the ruled grids of an OFD, page after page; places are in points from the top left corner.

    A page that is a picture is read by `eyes`; without them it has the notice NEEDS_OCR. Refused as CORRUPT, UNSAFE_XML,
    BOMB, NO_PAGES, TOO_MANY_PAGES, TOO_MANY_CELLS or TOO_BIG.
    """
    package = Package(data, limits)
    documents = Documents(package)
    if not documents.count:
        raise Refused("NO_PAGES")
    pages = flowing.whole(_pages(documents, package, limits, eyes), documents.count, limits)
    return flowing.content("ofd", pages, documents.title)


def _pages(documents: Documents, package: Package, limits: Limits, eyes: Eyes | None) -> Iterator[Page]:
    before: Page | None = None
    for number, (sheet, shared) in enumerate(documents.sheets(), 1):
        drawn = draw(sheet, shared, limits.characters)
        _, _, width, height = sheet.area
        frame = Frame(number, 0.0, 0.0, width * POINTS, height * POINTS)
        found, covered = drawn.characters(), scanned.share(drawn.pictured(), frame)
        text = compose(found, drawn.bars(), frame, limits.cells, before)
        if scanned.is_scan(found, covered):
            before = _seen(text, drawn, package, limits, eyes, before)
        else:
            before = scanned.told(text, covered)
        yield before


def _seen(text: Page, drawn: Drawn, package: Package, limits: Limits, eyes: Eyes | None, before: Page | None) -> Page:
    """The page as eyes see it; one whose pictures nobody can open is told."""
    picture = painted(drawn.pictures, package, text.frame, limits.pixels)
    if picture is None:
        return scanned.told(text, 1.0)
    if eyes is None:
        return scanned.unread(text)
    return scanned.recognised(picture, text.frame, eyes, limits.cells, before)
