"""Pages that are pictures: how they are told from pages of text, and what becomes of them."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pypdfium2.raw as raw

from gongkai.domain.content import Notice
from gongkai.domain.places import Place
from gongkai.errors import NEEDS_OCR, REASONS
from gongkai.parse.pages.characters import SPACE, UNREADABLE, Characters
from gongkai.parse.pages.frame import Frame
from gongkai.parse.pages.page import Page, compose
from gongkai.parse.pages.pdfium import Floats
from gongkai.parse.pages.sight import Doubt, Eyes, Picture, Sight

RECOGNISED = "RECOGNISED"
AMBIGUOUS = "AMBIGUOUS_SCAN"
COVERED = 0.5  # of the page: what pictures cover of one that is a scan
PICTURED = 0.1  # of the page: what pictures cover that may hold a table; a seal or an emblem is smaller
STRAY = 40  # characters that may be printed on a scan: a stamp, a page number
DRAWN = 200  # drawn shapes of a page whose letters are outlines
USUAL = 842.0  # points: the longer side of a sheet of A4
SHORTEST, LONGEST = 500.0, 1300.0  # points: a longer side beyond these tells nothing of the size of the paper
DENSITY = 200 / 72  # pixels a point
TOLD = 50  # doubtful pieces of a page that are told one by one


def is_scan(found: Characters, covered: float, shapes: int = 0) -> bool:
    """Whether a page is to be recognised: no text that can be seen and read, but pictures or many drawn shapes.

    `covered` is the share of the page under pictures. Invisible text over a picture was recognised by somebody else, and
    nothing tells how well: it does not count.
    """
    printed = found.seen & (found.codes != SPACE)
    readable = int((printed & (found.codes != UNREADABLE)).sum())
    if readable <= STRAY and covered >= COVERED:
        return True
    if readable < int(printed.sum()) / 2:
        return True
    return not readable and shapes >= DRAWN


def told(page: Page, covered: float) -> Page:
    """A page of text with a notice of pictures on it that are large enough for a table: nobody reads those."""
    if covered < PICTURED:
        return page
    number = page.frame.number
    notice = Notice(
        "UNREAD_PICTURE",
        f"第 {number} 页有图片，图中的文字没有读入，请对照原件。",
        f"Page {number} has pictures; what they show was not read: see the original.",
        Place(page=number),
    )
    return replace(page, notices=(*page.notices, notice))


def unread(page: Page) -> Page:
    """The page with the notice that it has to be recognised."""
    number, reason = page.frame.number, REASONS[NEEDS_OCR]
    notice = Notice(NEEDS_OCR, f"第 {number} 页：{reason.zh}", f"Page {number}: {reason.en}", Place(page=number))
    return replace(page, notices=(*page.notices, notice))


def drawn(page: int, frame: Frame, pixels: int) -> Picture:
    """The picture of an open page, in the density that recognition wants, of at most so many pixels."""
    scale = density(frame, pixels)
    width, height = max(round(frame.width * scale), 1), max(round(frame.height * scale), 1)
    grey = np.full((height, width), 255, np.uint8)
    bitmap = raw.FPDFBitmap_CreateEx(width, height, raw.FPDFBitmap_Gray, grey.ctypes.data, width)
    try:
        opened = ctypes.cast(page, raw.FPDF_PAGE)
        raw.FPDF_RenderPageBitmap(bitmap, opened, 0, 0, width, height, 0, raw.FPDF_GRAYSCALE | raw.FPDF_ANNOT)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)
    return Picture(grey, width / frame.width * zoom(frame))


def recognised(picture: Picture, frame: Frame, eyes: Eyes, most: int, before: Page | None) -> Page:
    """What is seen in the picture of a page; `frame` is the page as shown."""
    sight = eyes(picture)
    read = _turned(frame, sight)
    page = compose(sight.characters, sight.rules, read, most, before)
    return replace(page, notices=(*page.notices, *_notices(sight, read)))


def share(boxes: Floats, frame: Frame) -> float:
    """The share of the page that boxes (left, top, right, bottom) cover, overlaps counted twice."""
    sides = np.minimum(boxes[:, 2:], (frame.width, frame.height)) - np.maximum(boxes[:, :2], 0)
    return float(np.maximum(sides, 0).prod(1).sum() / max(frame.width * frame.height, 1.0))


def density(frame: Frame, pixels: int) -> float:
    """Pixels a point that recognition wants, so that the page has at most so many pixels."""
    return min(DENSITY / zoom(frame), math.sqrt(pixels / max(frame.width * frame.height, 1.0)))


def zoom(frame: Frame) -> float:
    """By how much the page is larger than paper: scans often have a point for each pixel."""
    longer = max(frame.width, frame.height, 1.0)
    return 1.0 if SHORTEST <= longer <= LONGEST else longer / USUAL


def _turned(frame: Frame, sight: Sight) -> Frame:
    factor = zoom(frame)
    upright = Frame(frame.number, 0.0, 0.0, frame.width / factor, frame.height / factor)
    return replace(upright.tilted(sight.quarters), skew=sight.skew, zoom=factor)


def _notices(sight: Sight, frame: Frame) -> Iterator[Notice]:
    number = frame.number
    yield Notice(
        RECOGNISED,
        f"第 {number} 页是图像，由文字识别读出，请与原件核对。",
        f"Page {number} is a picture; it was read by recognition: compare it with the original.",
        Place(page=number),
    )
    yield from (_doubtful(doubt, frame) for doubt in sight.doubts[:TOLD])
    if (more := len(sight.doubts) - TOLD) > 0:
        yield Notice(
            AMBIGUOUS,
            f"第 {number} 页另有 {more} 处识别没有把握。",
            f"Page {number}: {more} more pieces were not recognised surely.",
            Place(page=number),
        )


def _doubtful(doubt: Doubt, frame: Frame) -> Notice:
    zh, en = "未能读出", "it was not read"
    if doubt.text:
        zh, en = f"读作“{doubt.text}”", f"it was read as “{doubt.text}”"
    return Notice(
        AMBIGUOUS,
        f"第 {frame.number} 页有识别没有把握的内容，{zh}。",
        f"Page {frame.number}: something was not recognised surely; {en}.",
        frame.place(doubt.box),
    )
