"""The picture that the pictures on an OFD page make up, for recognition."""

from __future__ import annotations

import math

import numpy as np
from PIL import Image

from gongkai.errors import Refused
from gongkai.parse.ofd.drawing import Shown
from gongkai.parse.ooxml.package import Package
from gongkai.parse.pages import scanned
from gongkai.parse.pages.frame import Frame
from gongkai.parse.pages.paper import check_size, on_paper, opened
from gongkai.parse.pages.sight import Picture

FORMATS = ("PNG", "JPEG", "BMP", "TIFF", "GIF")


def painted(shown: list[Shown], package: Package, frame: Frame, pixels: int) -> Picture | None:
    """The page in the density that recognition wants; None where a picture is of a kind that cannot be opened.

    Refused BOMB for a picture of more than `pixels`.
    """
    scale = scanned.density(frame, pixels)
    paper = Image.new("L", (max(round(frame.width * scale), 1), max(round(frame.height * scale), 1)), 255)
    for one in shown:
        image = _opened(package, one.file, pixels)
        if image is None:
            return None
        _put(paper, image, np.array([[scale, 0, 0], [0, scale, 0], [0, 0, 1]]) @ _square(one))
    return Picture(np.array(paper, np.uint8), scale * scanned.zoom(frame))


def _opened(package: Package, file: str, pixels: int) -> Image.Image | None:
    if file not in package:
        return None
    data = package.part(file)
    try:
        with opened(data, FORMATS) as image:
            check_size(image, pixels)
            return on_paper(image)
    except Refused as refusal:
        if refusal.code == "CORRUPT":
            return None
        raise


def _square(shown: Shown) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    a, b, c, d, e, f = shown.matrix
    return np.array([[a, c, e], [b, d, f], [0, 0, 1]], np.float64)


def _put(paper: Image.Image, image: Image.Image, matrix: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> None:
    """Lay the image on the paper where the matrix puts the unit square."""
    (a, c, e), (b, d, f), _ = matrix.tolist()
    across, down = math.hypot(a, b), math.hypot(c, d)
    if min(across, down) < 1 or max(across, down) > 2 * max(paper.size):
        return
    fitted = image.resize((round(across), round(down)), Image.Resampling.LANCZOS)
    if a > 0 and d > 0 and max(abs(b), abs(c)) < 0.5:
        paper.paste(fitted, (round(e), round(f)))
        return
    back = np.linalg.inv(matrix @ np.diag([1 / fitted.width, 1 / fitted.height, 1]))
    coefficients = tuple(back[:2].ravel().tolist())
    moved = fitted.transform(paper.size, Image.Transform.AFFINE, coefficients, Image.Resampling.BICUBIC)
    covered = Image.new("L", fitted.size, 255).transform(paper.size, Image.Transform.AFFINE, coefficients)
    paper.paste(moved, mask=covered)
