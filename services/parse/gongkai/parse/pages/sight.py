"""What looking at the picture of a page gives: characters and rules as a page of text has them, and what is doubtful."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gongkai.parse.pages.characters import Characters
from gongkai.parse.pages.pdfium import Floats


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as a picture: its grey values (0 is black) row by row, and how many of its pixels make one point."""

    grey: npt.NDArray[np.uint8]
    scale: float


@dataclass(frozen=True, slots=True)
class Doubt:
    """A piece of text that was read, but not surely: the text and its box in points on the page as read."""

    text: str
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Sight:
    """What was seen, in points from the top left corner of the page as read.

    The page was turned for that: by `quarters` quarter turns clockwise; then it still stood `skew` degrees clockwise
    about its middle, and was made level.
    """

    characters: Characters
    rules: Floats
    quarters: int = 0
    skew: float = 0.0
    doubts: tuple[Doubt, ...] = ()


Eyes = Callable[[Picture], Sight]
