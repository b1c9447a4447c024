"""Reads PDF: pdfium underneath, pdfplumber where pdfium finds nothing, and eyes for pages that are pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gongkai.domain.content import Content, Notice
from gongkai.domain.places import Place
from gongkai.errors import Refused
from gongkai.parse.pages import characters, flowing, objects, paths, pdfium, plumber, scanned
from gongkai.parse.pages.frame import Frame
from gongkai.parse.pages.page import Page, compose
from gongkai.parse.pages.plumber import Second
from gongkai.parse.pages.sight import Eyes
from gongkai.settings import Limits


def read(data: bytes, limits: Limits, eyes: Eyes | None = None) -> Content:
    """The running lines and the ruled grids of a PDF, page after page, each from top to bottom.

    A page that is a picture is read by `eyes`; without them it has the notice NEEDS_OCR. Refused as ENCRYPTED, CORRUPT,
    NO_PAGES, TOO_MANY_PAGES, TOO_MANY_CELLS or TOO_BIG.
    """
    with plumber.second(data) as second:
        try:
            with pdfium.document(data) as document:
                if pdfium.page_count(document):
                    return _by_pdfium(document, second, limits, eyes)
            nothing = Refused("NO_PAGES")
        except Refused as refusal:
            if refusal.code != "CORRUPT":
                raise
            nothing = refusal
        if not second.count():
            raise nothing
        return _by_plumber(second, limits)


def _by_pdfium(document: int, second: Second, limits: Limits, eyes: Eyes | None) -> Content:
    """A page on which pdfium finds nothing is read by pdfplumber."""
    count = pdfium.page_count(document)
    pages = flowing.whole(_first(document, count, second, limits, eyes), count, limits)
    return flowing.content("pdfium", pages, pdfium.title(document))


def _by_plumber(second: Second, limits: Limits) -> Content:
    pages = flowing.whole(_second(second, limits), second.count(), limits)
    return flowing.content("pdfplumber", pages)


def _first(document: int, count: int, second: Second, limits: Limits, eyes: Eyes | None) -> Iterator[Page]:
    before: Page | None = None
    for index in range(count):
        page, silent = _page(document, index, limits, before, eyes)
        again = _again(second, index, limits, before) if silent else None
        before = again or page
        yield before


def _second(second: Second, limits: Limits) -> Iterator[Page]:
    before: Page | None = None
    for index in range(second.count()):
        before = _again(second, index, limits, before) or Page(Frame(index + 1, 0.0, 0.0, 0.0, 0.0))
        yield before


def _again(second: Second, index: int, limits: Limits, before: Page | None) -> Page | None:
    seen = second.page(index)
    if seen is None:
        return None
    page = compose(*seen, limits.cells, before)
    return replace(page, notices=(*page.notices, _fallback(index + 1)))


def _page(document: int, index: int, limits: Limits, before: Page | None, eyes: Eyes | None) -> tuple[Page, bool]:
    """A page, and whether pdfium is silent about it although text may be there."""
    with pdfium.page(document, index) as page:
        if not page:
            return Page(Frame(index + 1, 0.0, 0.0, 0.0, 0.0)), True
        frame = Frame(index + 1, *pdfium.visible_box(page), pdfium.rotation(page))
        layers = objects.layers(page)
        drawing = paths.read(layers, frame)
        found = characters.read(page, layers, drawing.areas, frame, limits.characters)
        drawn = any(len(layer.where(pdfium.TEXT)) for layer in layers) or not len(layers[0].handles)
        read = compose(found, drawing.rules, frame, limits.cells, before)
        is_picture = scanned.is_picture(found, layers, frame)
        read = (
            _seen(page, read, frame, limits, before, eyes) if is_picture else scanned.with_pictures_told(read, layers)
        )
    return read, drawn and not len(found)


def _seen(page: int, text: Page, frame: Frame, limits: Limits, before: Page | None, eyes: Eyes | None) -> Page:
    """The page as eyes see it; what was noticed about the text on it (a hidden layer) is kept."""
    if eyes is None:
        return scanned.unread(text)
    seen = scanned.recognised(scanned.drawn(page, frame, limits.pixels), frame, eyes, limits.cells, before)
    return replace(seen, notices=(*text.notices, *seen.notices))


def _fallback(number: int) -> Notice:
    return Notice(
        "FALLBACK_READER",
        f"第 {number} 页由备用读取程序（pdfplumber）读取。",
        f"Page {number} was read by the second reader (pdfplumber).",
        Place(page=number),
    )
