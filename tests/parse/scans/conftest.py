"""Pictures of pages, drawn line by line."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from gongkai.parse.pages.sight import Picture

SCALE = 200 / 72
LEFT, TOP, WIDE, HIGH = 40.0, 60.0, 80.0, 24.0  # points: where the table stands, and its cells

Sheet = Callable[..., Picture]


@pytest.fixture
def sheet() -> Sheet:
    """Draws a ruled table of figures on a small page, then turns it clockwise by quarters and by degrees."""
    return _sheet


def _sheet(rows: Sequence[Sequence[str]], *, quarters: int = 0, skew: float = 0.0, noise: float = 0.0) -> Picture:
    image = Image.new("L", (round(560 * SCALE), round(240 * SCALE)), 255)
    pen = ImageDraw.Draw(image)
    font = ImageFont.load_default(11 * SCALE)
    right, bottom = LEFT + WIDE * len(rows[0]), TOP + HIGH * len(rows)
    for number in range(len(rows) + 1):
        _line(pen, LEFT, TOP + HIGH * number, right, TOP + HIGH * number)
    for number in range(len(rows[0]) + 1):
        _line(pen, LEFT + WIDE * number, TOP, LEFT + WIDE * number, bottom)
    for down, row in enumerate(rows):
        for across, text in enumerate(row):
            spot = ((LEFT + WIDE * across + 4) * SCALE, (TOP + HIGH * down + 5) * SCALE)
            pen.multiline_text(spot, text, fill=0, font=font, spacing=0)
    grey = _askew(np.array(image), skew)
    if noise:
        grey = np.clip(grey + np.random.default_rng(1).normal(0, noise, grey.shape), 0, 255).astype(np.uint8)
    return Picture(np.ascontiguousarray(np.rot90(grey, -quarters)), SCALE)


def _line(pen: ImageDraw.ImageDraw, left: float, top: float, right: float, bottom: float) -> None:
    pen.line([edge * SCALE for edge in (left, top, right, bottom)], fill=0, width=2)


def _askew(grey: np.ndarray, degrees: float) -> np.ndarray:
    height, width = grey.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    return cv2.warpAffine(grey, turn, (width, height), borderValue=255.0, flags=cv2.INTER_CUBIC)
