"""Pictures in an office file that may be pages or tables of text: read by eyes where there are any, else told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gongkai.domain.content import Block, Content, Grid, Notice
from gongkai.domain.places import Place
from gongkai.errors import NEEDS_OCR, Refused
from gongkai.parse.ooxml.package import Package, unread
from gongkai.parse.pages.sight import Eyes
from gongkai.parse.readers import image
from gongkai.settings import Limits

_LINES = 15
"""Lines of a picture that is a page of text without any table; a drawing or a chart has fewer."""


class Pictures:
    """The large pictures of a document as they come, each once; they count as its pages."""

    def __init__(self, package: Package, limits: Limits, eyes: Eyes | None) -> None:
        self._package = package
        self._limits = limits
        self._eyes = eyes
        self._waiting = set(package.large_pictures())
        self._count = 0
        self._notices: list[Notice] = []
        self.any_read = False

    def blocks(self, part: str) -> Iterator[Block]:
        """What a picture shows, where that is text."""
        if part.lower() not in self._waiting:
            return
        self._count += 1
        if self._eyes is None:
            self._waiting.discard(part.lower())
            self._notices.append(_needs_eyes(self._count))
            return
        content = self._seen(part, self._eyes)
        if content is not None and _is_text(content):
            self._waiting.discard(part.lower())
            self.any_read = True
            self._notices += map(_of_picture, content.notices)
            yield from content.blocks

    def notices(self) -> Iterator[Notice]:
        """What was read by recognition, waits for it, or was not read at all."""
        yield from self._notices
        if self._waiting:
            yield unread(len(self._waiting))

    def _seen(self, part: str, eyes: Eyes) -> Content | None:
        """What eyes see; None for a kind of picture that cannot be opened."""
        try:
            return image.read(self._package.part(part), self._limits, eyes, self._count)
        except Refused:
            return None


def _is_text(content: Content) -> bool:
    """Whether a picture was a table or a page, and no photograph, chart or drawing with a few words."""
    tables = any(grid.width > 1 and len(grid.rows) > 1 for grid in content.blocks if isinstance(grid, Grid))
    return tables or len(content.blocks) >= _LINES


def _needs_eyes(number: int) -> Notice:
    return Notice(
        NEEDS_OCR,
        f"第 {number} 幅图片可能是一页文字或表格，需要文字识别扩展（gongkai[ocr]）才能读取。",
        f"Picture {number} may be a page or a table: reading it needs the extra gongkai[ocr].",
        Place(page=number),
    )


def _of_picture(notice: Notice) -> Notice:
    """A notice about a page as one about the picture that is the page."""
    number = notice.place.page if notice.place else None
    zh = notice.zh.replace(f"第 {number} 页", f"第 {number} 幅图片")
    return replace(notice, zh=zh, en=notice.en.replace(f"Page {number}", f"Picture {number}"))
