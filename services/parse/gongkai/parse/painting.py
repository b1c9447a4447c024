"""A page as a picture, by the kind of its file: PDF and OFD through pdfium, pictures as they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PIL import Image, ImageOps

from gongkai.errors import Refused
from gongkai.parse.ofd import printing
from gongkai.parse.pages.paper import check_size, opened, scaled
from gongkai.parse.readers.image import FORMATS as PICTURES
from gongkai.settings import Limits

DPI = 110
_POINTS = 72.0
_MOST_PIXELS = 50_000_000
_LONGEST = 2000.0  # pixels of a picture's longer side


def painted(source: Path, kind: str, page: int, limits: Limits) -> tuple[Image.Image, float]:
    """Page `page` (from 1) of a file of this paged format, and how many of its pixels one unit of the page's places is.

    Refused NOT_FOUND without such a page, or what its reader refuses.
    """
    return _PAINTERS[kind](source.read_bytes(), page, limits)


def _pdf(data: bytes, page: int, _: Limits) -> tuple[Image.Image, float]:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    _check(page, len(document))
    shown = document[page - 1]
    width, height = shown.get_size()
    scale = min(DPI / _POINTS, (_MOST_PIXELS / max(width * height, 1)) ** 0.5)
    return shown.render(scale=scale).to_pil().convert("RGB"), scale


def _ofd(data: bytes, page: int, limits: Limits) -> tuple[Image.Image, float]:
    printed = printing.page(data, page, limits)
    if isinstance(printed, bytes):
        return _pdf(printed, 1, limits)
    scale = min(DPI / _POINTS, printed.scale) / printed.scale
    return scaled(Image.fromarray(printed.grey), scale).convert("RGB"), printed.scale * scale


def _picture(data: bytes, page: int, limits: Limits) -> tuple[Image.Image, float]:
    with opened(data, PICTURES) as file:
        _check(page, getattr(file, "n_frames", 1))
        file.seek(page - 1)
        check_size(file, limits.pixels)
        image = ImageOps.exif_transpose(file).convert("RGB")
    scale = min(1.0, _LONGEST / max(image.size))
    return scaled(image, scale), scale


def _check(page: int, count: int) -> None:
    if not 1 <= page <= count:
        raise Refused("NOT_FOUND", f"page {page} of {count}")


_PAINTERS: Mapping[str, Callable[[bytes, int, Limits], tuple[Image.Image, float]]] = {
    "pdf": _pdf,
    "ofd": _ofd,
    "png": _picture,
    "jpeg": _picture,
    "tiff": _picture,
}
