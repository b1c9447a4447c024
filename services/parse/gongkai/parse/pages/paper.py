"""Pictures of pages: opened without harm, in a size that is asked for, and in grey values on white paper."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from PIL import Image, UnidentifiedImageError

from gongkai.errors import Refused

DEEP = ("I;16", "I;16B", "I;16L", "I")  # grey values of two bytes


@contextmanager
def opened(data: bytes, formats: tuple[str, ...]) -> Iterator[Image.Image]:
    """The file of a picture; Refused CORRUPT or BOMB where it, or what is read from it meanwhile, is damaged or far too large."""
    try:
        with Image.open(io.BytesIO(data), formats=formats) as file:
            yield file
    except Image.DecompressionBombError as bomb:
        raise Refused("BOMB", "too many pixels") from bomb
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as problem:
        raise Refused("CORRUPT", type(problem).__name__) from problem


def check_size(image: Image.Image, pixels: int) -> None:
    """Refused BOMB for a picture of more than so many pixels."""
    if image.width * image.height > pixels:
        raise Refused("BOMB", f"{image.width} x {image.height} pixels")


def scaled(image: Image.Image, factor: float) -> Image.Image:
    """The picture so many times as large, on each side a pixel at least."""
    if factor == 1.0:
        return image
    width, height = (max(round(side * factor), 1) for side in image.size)
    return image.resize((width, height), Image.Resampling.LANCZOS)


def on_paper(image: Image.Image) -> Image.Image:
    """Grey values, on white where the picture is transparent."""
    if image.mode in DEEP:
        return Image.fromarray((np.asarray(image) // 256).astype(np.uint8))
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image.convert("L")
    layers = image.convert("RGBA").convert("LA")
    paper = Image.new("L", image.size, 255)
    paper.paste(layers.getchannel("L"), mask=layers.getchannel("A"))
    return paper
