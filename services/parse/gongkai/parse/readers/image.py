"""Reads pictures of pages: PNG, JPEG and TIFF, each picture of the file as one page."""

from __future__ import annotations

import io
from collections.abc import Iterator

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from gongkai.domain.content import Content
from gongkai.errors import Refused
from gongkai.parse.pages import flowing, scanned
from gongkai.parse.pages.frame import Frame
from gongkai.parse.pages.page import Page
from gongkai.parse.pages.paper import on_paper
from gongkai.parse.pages.sight import Eyes, Picture
from gongkai.settings import Limits

FORMATS = ("PNG", "JPEG", "TIFF")
LEAST, MOST = 1754, 3300  # pixels of the longer side: A4 in 150 dots an inch, A3 in 200


def read(data: bytes, limits: Limits, eyes: Eyes | None = None) -> Content:
    """The lines and ruled grids of the pictures, turned as they were taken; places are in pixels.

    Without `eyes` every page has the notice NEEDS_OCR. Refused as CORRUPT, BOMB (more pixels than allowed),
    TOO_MANY_PAGES or TOO_MANY_CELLS.
    """
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as file:
            count = getattr(file, "n_frames", 1)
            return flowing.content("picture", flowing.whole(_pages(file, count, limits, eyes), count, limits))
    except Image.DecompressionBombError as bomb:
        raise Refused("BOMB", "too many pixels") from bomb
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as problem:
        raise Refused("CORRUPT", type(problem).__name__) from problem


def _pages(file: Image.Image, count: int, limits: Limits, eyes: Eyes | None) -> Iterator[Page]:
    before: Page | None = None
    for index in range(count):
        file.seek(index)
        before = _page(file, index + 1, limits, eyes, before)
        yield before


def _page(file: Image.Image, number: int, limits: Limits, eyes: Eyes | None, before: Page | None) -> Page:
    if file.width * file.height > limits.pixels:
        raise Refused("BOMB", f"{file.width} x {file.height} pixels")
    if eyes is None:
        return scanned.unread(Page(Frame(number, 0.0, 0.0, float(file.width), float(file.height))))
    shown = on_paper(ImageOps.exif_transpose(file))
    frame = Frame(number, 0.0, 0.0, float(shown.width), float(shown.height))
    return scanned.recognised(_picture(shown, frame), frame, eyes, limits.cells, before)


def _picture(image: Image.Image, frame: Frame) -> Picture:
    """The picture in the density that recognition wants."""
    longer = max(image.size)
    factor = min(max(longer, LEAST), MOST) / longer
    width, height = (max(round(side * factor), 1) for side in image.size)
    fitted = image.resize((width, height), Image.Resampling.LANCZOS) if factor != 1.0 else image
    return Picture(np.array(fitted, np.uint8), width / image.width * scanned.zoom(frame))
