"""Pictures of pages as recognition wants them: in grey values, on white paper."""

from __future__ import annotations

import numpy as np
from PIL import Image

DEEP = ("I;16", "I;16B", "I;16L", "I")  # grey values of two bytes


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
