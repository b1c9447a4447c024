"""Reads PDF: pdfium underneath, and pdfplumber where pdfium finds nothing."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.domain.content import Block, Content, Line, Notice
from gongkai.domain.places import Place
from gongkai.errors import Refused
from gongkai.parse.pages import characters, columns, furniture, objects, paths, pdfium
from gongkai.parse.pages.frame import Frame
from gongkai.parse.pages.page import Page, compose
from gongkai.settings import Limits


def read(data: bytes, limits: Limits) -> Content:
    """The running lines and the ruled grids of a PDF, page after page, each from top to bottom.

    Refused as ENCRYPTED, CORRUPT, NO_PAGES, NO_TEXT, TOO_MANY_PAGES, TOO_MANY_CELLS or TOO_BIG.
    """
    with pdfium.document(data) as document:
        count = pdfium.page_count(document)
        if count > limits.pages:
            raise Refused("TOO_MANY_PAGES", f"{count} > {limits.pages}")
        if count == 0:
            raise Refused("NO_PAGES")
        pages = list(_pages(document, count, limits))
        title = pdfium.title(document)
    if not any(page.lines or page.grids for page in pages):
        raise Refused("NO_TEXT")
    return Content("pdfium", tuple(_blocks(pages)), count, title, tuple(_notices(pages)))


def _pages(document: int, count: int, limits: Limits) -> Iterator[Page]:
    cells = letters = 0
    for index in range(count):
        page = _page(document, index)
        cells += sum(len(grid.rows) * grid.width for grid in page.grids)
        if cells > limits.cells:
            raise Refused("TOO_MANY_CELLS", f"more than {limits.cells}")
        letters += sum(len(line.text) for line in page.lines)
        if letters > limits.characters:
            raise Refused("TOO_BIG", f"more than {limits.characters} characters")
        yield page


def _page(document: int, index: int) -> Page:
    with pdfium.page(document, index) as page:
        left, bottom, right, top = pdfium.visible_box(page)
        frame = Frame(index + 1, left, bottom, right, top, pdfium.rotation(page))
        layers = objects.layers(page)
        drawing = paths.read(layers, frame)
        found = characters.read(page, layers, frame)
    shown = characters.without_doubles(found.only(found.seen))
    return compose(shown, drawing.rules, frame)


def _blocks(pages: list[Page]) -> Iterator[Block]:
    """Lines and grids interleaved by where they begin on their page."""
    lines = furniture.without_numbers(pages)
    for page, kept, right in zip(pages, lines, columns.right_edges(pages, lines), strict=True):
        running = [
            Line(line.text, page.frame.place(line.box), size=line.size, right=round(right, 1) if right else None)
            for line in kept
        ]
        yield from sorted([*running, *page.grids], key=_middle)


def _middle(block: Block) -> float:
    box = block.place.box
    assert box is not None
    return (box[1] + box[3]) / 2 if isinstance(block, Line) else box[1]


def _notices(pages: list[Page]) -> Iterator[Notice]:
    for page in pages:
        if not page.lines and not page.grids:
            number = page.frame.number
            yield Notice("EMPTY_PAGE", f"第 {number} 页没有文字。", f"Page {number} has no text.", Place(page=number))
