"""From the pages of a document to its content: lines and grids in reading order, with what was noticed."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.domain.content import Block, Content, Line, Notice
from gongkai.domain.places import Place
from gongkai.errors import NEEDS_OCR, Refused
from gongkai.parse.isolation import progress
from gongkai.parse.pages import columns, furniture, scanned
from gongkai.parse.pages.page import Page
from gongkai.settings import Limits


def content(reader: str, pages: list[Page], title: str | None = None) -> Content:
    """The content of all pages; the reader's name tells when pages were recognised."""
    notices = tuple(notice for page in pages for notice in (*page.notices, *_empty(page)))
    seen = any(notice.code == scanned.RECOGNISED for notice in notices)
    return Content(f"{reader}+rapidocr" if seen else reader, tuple(_blocks(pages)), len(pages), title, notices)


def whole(pages: Iterator[Page], count: int, limits: Limits) -> list[Page]:
    """All pages, as long as the document stays within its limits; Refused TOO_MANY_PAGES, TOO_MANY_CELLS or TOO_BIG."""
    if count > limits.pages:
        raise Refused("TOO_MANY_PAGES", f"{count} > {limits.pages}")
    progress.expect(count)
    read: list[Page] = []
    cells = letters = 0
    for page in pages:
        progress.tell()
        cells += sum(len(grid.rows) * grid.width for grid in page.grids)
        letters += sum(len(line.text) for line in page.lines) + _letters(page)
        if cells > limits.cells:
            raise Refused("TOO_MANY_CELLS", f"more than {limits.cells}")
        if letters > limits.characters:
            raise Refused("TOO_BIG", f"more than {limits.characters} characters")
        read.append(page)
    return read


def _letters(page: Page) -> int:
    return sum(len(cell.text) for grid in page.grids for row in grid.rows for cell in row if cell)


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
    if not page.lines and not page.grids and not any(notice.code == NEEDS_OCR for notice in page.notices):
        number = page.frame.number
        yield Notice("EMPTY_PAGE", f"第 {number} 页没有文字。", f"Page {number} has no text.", Place(page=number))
