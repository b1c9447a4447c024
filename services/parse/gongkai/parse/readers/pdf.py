"""Reads PDF: pdfium underneath, and pdfplumber where pdfium finds nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gongkai.domain.content import Block, Content, Line, Notice
from gongkai.domain.places import Place
from gongkai.errors import Refused
from gongkai.parse.pages import characters, columns, furniture, objects, paths, pdfium, plumber
from gongkai.parse.pages.frame import Frame
from gongkai.parse.pages.page import Page, compose
from gongkai.parse.pages.plumber import Second
from gongkai.settings import Limits


def read(data: bytes, limits: Limits) -> Content:
    """The running lines and the ruled grids of a PDF, page after page, each from top to bottom.

    Refused as ENCRYPTED, CORRUPT, NO_PAGES, TOO_MANY_PAGES, TOO_MANY_CELLS or TOO_BIG.
    """
    with plumber.second(data) as second:
        try:
            with pdfium.document(data) as document:
                if pdfium.page_count(document):
                    return _by_pdfium(document, second, limits)
            nothing = Refused("NO_PAGES")
        except Refused as refusal:
            if refusal.code != "CORRUPT":
                raise
            nothing = refusal
        if not second.count():
            raise nothing
        return _by_plumber(second, limits)


def _by_pdfium(document: int, second: Second, limits: Limits) -> Content:
    """A page on which pdfium finds nothing is read by pdfplumber."""
    count = pdfium.page_count(document)
    pages = _whole(_first(document, count, second, limits), count, limits)
    return _content("pdfium", pages, pdfium.title(document))


def _by_plumber(second: Second, limits: Limits) -> Content:
    pages = _whole(_second(second, limits), second.count(), limits)
    return _content("pdfplumber", pages, None)


def _whole(pages: Iterator[Page], count: int, limits: Limits) -> list[Page]:
    """All pages, as long as the document stays within its limits."""
    if count > limits.pages:
        raise Refused("TOO_MANY_PAGES", f"{count} > {limits.pages}")
    whole: list[Page] = []
    cells = letters = 0
    for page in pages:
        cells += sum(len(grid.rows) * grid.width for grid in page.grids)
        letters += sum(len(line.text) for line in page.lines) + _letters(page)
        if cells > limits.cells:
            raise Refused("TOO_MANY_CELLS", f"more than {limits.cells}")
        if letters > limits.characters:
            raise Refused("TOO_BIG", f"more than {limits.characters} characters")
        whole.append(page)
    return whole


def _letters(page: Page) -> int:
    return sum(len(cell.text) for grid in page.grids for row in grid.rows for cell in row if cell)


def _first(document: int, count: int, second: Second, limits: Limits) -> Iterator[Page]:
    before: Page | None = None
    for index in range(count):
        page, silent = _page(document, index, limits, before)
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


def _page(document: int, index: int, limits: Limits, before: Page | None) -> tuple[Page, bool]:
    """A page, and whether pdfium is silent about it although text may be there."""
    with pdfium.page(document, index) as page:
        if not page:
            return Page(Frame(index + 1, 0.0, 0.0, 0.0, 0.0)), True
        frame = Frame(index + 1, *pdfium.visible_box(page), pdfium.rotation(page))
        layers = objects.layers(page)
        drawing = paths.read(layers, frame)
        found = characters.read(page, layers, drawing.areas, frame, limits.characters)
    drawn = any(len(layer.where(pdfium.TEXT)) for layer in layers) or not len(layers[0].handles)
    return compose(found, drawing.rules, frame, limits.cells, before), drawn and not len(found)


def _content(reader: str, pages: list[Page], title: str | None) -> Content:
    notices = tuple(notice for page in pages for notice in (*page.notices, *_empty(page)))
    return Content(reader, tuple(_blocks(pages)), len(pages), title, notices)


def _blocks(pages: list[Page]) -> Iterator[Block]:
    """Lines and grids interleaved by where they stand on their page as read."""
    lines = furniture.without_numbers(pages)
    for page, kept, right in zip(pages, lines, columns.right_edges(pages, lines), strict=True):
        running = [
            (line.middle, Line(line.text, page.frame.place(line.box), size=line.size, right=right)) for line in kept
        ]
        blocks: list[tuple[float, Block]] = [*running, *zip(page.tops, page.grids, strict=True)]
        yield from (block for _, block in sorted(blocks, key=lambda placed: placed[0]))


def _empty(page: Page) -> Iterator[Notice]:
    if not page.lines and not page.grids:
        number = page.frame.number
        yield Notice("EMPTY_PAGE", f"第 {number} 页没有文字。", f"Page {number} has no text.", Place(page=number))


def _fallback(number: int) -> Notice:
    return Notice(
        "FALLBACK_READER",
        f"第 {number} 页由备用读取程序（pdfplumber）读取。",
        f"Page {number} was read by the second reader (pdfplumber).",
        Place(page=number),
    )
