"""Reads PDF: pdfium underneath, pdfplumber where pdfium finds nothing, and eyes for pages that are pictures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace

import numpy as np

from gongkai.domain.content import Content, Notice
from gongkai.domain.places import Place
from gongkai.errors import Refused
from gongkai.parse.isolation import progress
from gongkai.parse.pages import characters, flowing, objects, paths, pdfium, plumber, scanned
from gongkai.parse.pages.characters import Text
from gongkai.parse.pages.frame import Frame, shown
from gongkai.parse.pages.objects import Objects
from gongkai.parse.pages.page import Page, compose, together
from gongkai.parse.pages.plumber import Second
from gongkai.parse.pages.sheaf import Sheaf
from gongkai.parse.pages.sight import Eyes
from gongkai.settings import Limits

TOGETHER = 16  # pages that are read at once
HEAVY = 50_000  # characters and objects of those


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


@dataclass(frozen=True, slots=True)
class _Look:
    """What tells who reads a page: pdfium is silent about it although text may be there, it is to be recognised, and
    which share of it pictures cover."""

    frame: Frame
    silent: bool
    is_scan: bool
    covered: float


def _first(document: int, count: int, second: Second, limits: Limits, eyes: Eyes | None) -> Iterator[Page]:
    before: Page | None = None
    done = 0
    while done < count:
        sheaf, looks = _next(document, done, min(TOGETHER, count - done), limits)
        for start, end in _runs(looks):
            texts = together(sheaf.between(start, end), limits.cells, before)
            for text, look in zip(texts, looks[start:end], strict=True):
                page = (
                    _seen(document, text, look, limits, before, eyes)
                    if look.is_scan
                    else scanned.told(text, look.covered)
                )
                again = _again(second, look.frame.number - 1, limits, before) if look.silent else None
                before = again or page
                yield before
        done += len(looks)


def _runs(looks: list[_Look]) -> Iterator[tuple[int, int]]:
    """Pages that are read by pdfium together, the others alone: what goes on overleaf depends on who reads a page."""
    start = 0
    for at, look in enumerate(looks):
        if look.silent or look.is_scan:
            if start < at:
                yield start, at
            yield at, at + 1
            start = at + 1
    if start < len(looks):
        yield start, len(looks)


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


def _next(document: int, first: int, most: int, limits: Limits) -> tuple[Sheaf, list[_Look]]:
    """The next pages, so many or until they are much."""
    with ExitStack() as opened:
        pages: list[int] = []
        texts: list[Text] = []
        weight = 0
        while len(pages) < most and weight < HEAVY:
            pages.append(opened.enter_context(pdfium.page(document, first + len(pages))))
            texts.append(characters.text(pages[-1], limits.characters))
            weight += len(texts[-1]) + pdfium.object_count(pages[-1])
            progress.tell()
        frames = [_frame(page, number) for number, page in enumerate(pages, first + 1)]
        drawn = objects.read(pages)
        drawing = paths.read(drawn, frames)
        sheaf = Sheaf(*characters.read(texts, drawn, drawing.areas, frames), drawing.rules, frames)
        return sheaf, _looks(sheaf, drawn)


def _frame(page: int, number: int) -> Frame:
    if not page:
        return Frame(number, 0.0, 0.0, 0.0, 0.0)
    return Frame(number, *pdfium.visible_box(page), pdfium.rotation(page))


def _looks(sheaf: Sheaf, drawn: Objects) -> list[_Look]:
    count = len(sheaf.frames)
    every, texts, shapes = (
        np.bincount(sheets, minlength=count).tolist()
        for sheets in (drawn.sheets, drawn.of(pdfium.TEXT).sheets, drawn.of(pdfium.PATH).sheets)
    )
    covered = _covered(drawn.of(pdfium.IMAGE), sheaf.frames)
    return [
        _Look(
            frame,
            not len(found) and (texts[sheet] > 0 or not every[sheet]),
            scanned.is_scan(found, covered[sheet], shapes[sheet]),
            covered[sheet],
        )
        for sheet, (frame, found) in enumerate(zip(sheaf.frames, sheaf.each(), strict=True))
    ]


def _covered(pictures: Objects, frames: list[Frame]) -> list[float]:
    """The share of each page that its pictures cover."""
    boxes = shown(frames, objects.bounds(pictures), pictures.sheets)
    return [scanned.share(boxes[pictures.sheets == sheet], frame) for sheet, frame in enumerate(frames)]


def _seen(document: int, text: Page, look: _Look, limits: Limits, before: Page | None, eyes: Eyes | None) -> Page:
    """The page as eyes see it; what was noticed about the text on it (a hidden layer) is kept."""
    if eyes is None:
        return scanned.unread(text)
    with pdfium.page(document, look.frame.number - 1) as page:
        picture = scanned.drawn(page, look.frame, limits.pixels)
    seen = scanned.recognised(picture, look.frame, eyes, limits.cells, before)
    return replace(seen, notices=(*text.notices, *seen.notices))


def _fallback(number: int) -> Notice:
    return Notice(
        "FALLBACK_READER",
        f"第 {number} 页由备用读取程序（pdfplumber）读取。",
        f"Page {number} was read by the second reader (pdfplumber).",
        Place(page=number),
    )
