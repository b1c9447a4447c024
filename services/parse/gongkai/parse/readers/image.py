"""Reads pictures of pages: PNG, JPEG and TIFF, each picture of the file as one page."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from PIL import Image, ImageOps

from gongkai.domain.content import Content
from gongkai.parse.pages import flowing, scanned
from gongkai.parse.pages.frame import Frame
from gongkai.parse.pages.page import Page
from gongkai.parse.pages.paper import check_size, on_paper, opened, scaled
from gongkai.parse.pages.sight import Eyes, Picture
from gongkai.settings import Limits

FORMATS = ("PNG", "JPEG", "TIFF")
LEAST, MOST = 1754, 3300  # pixels of the longer side: A4 in 150 dots an inch, A3 in 200


def read(data: bytes, limits: Limits, eyes: Eyes | None = None, first: int = 1) -> Content:
    """The lines and ruled grids of the pictures, turned as they were taken; places are in pixels, pages count from `first`.

    Without `eyes` every page has the notice NEEDS_OCR. Refused as CORRUPT, BOMB (more pixels than allowed),
    TOO_MANY_PAGES or TOO_MANY_CELLS.
    """
    with opened(data, FORMATS) as file:
        count = getattr(file, "n_frames", 1)
        return flowing.content("picture", flowing.whole(_pages(file, first, count, limits, eyes), count, limits))


def _pages(file: Image.Image, first: int, count: int, limits: Limits, eyes: Eyes | None) -> Iterator[Page]:
    before: Page | None = None
    for index in range(count):
        file.seek(index)
        before = _page(file, first + index, limits, eyes, before)
        yield before


def _page(file: Image.Image, number: int, limits: Limits, eyes: Eyes | None, before: Page | None) -> Page:
    check_size(file, limits.pixels)
    if eyes is None:
        return scanned.unread(Page(Frame(number, 0.0, 0.0, float(file.width), float(file.height))))
    shown = on_paper(ImageOps.exif_transpose(file))
    frame = Frame(number, 0.0, 0.0, float(shown.width), float(shown.height))
    return scanned.recognised(_picture(shown, frame), frame, eyes, limits.cells, before)


def _picture(image: Image.Image, frame: Frame) -> Picture:
    """The picture in the density that recognition wants."""
    longer = max(image.size)
    factor = min(max(longer, LEAST), MOST) / longer
    fitted = scaled(image, factor)
    return Picture(np.array(fitted, np.uint8), fitted.width / image.width * scanned.zoom(frame))
