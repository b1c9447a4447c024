"""Looks at the picture of a page: sets it upright and level, finds its lines and its text, and reads the text."""

from __future__ import annotations

from functools import cache
from typing import TypeVar

import cv2
import numpy as np

from gongkai.parse.pages.sight import Doubt, Picture, Sight
from gongkai.parse.scans import filling, ink, reading, textboxes
from gongkai.parse.scans.engine import Chances, Engine, Grey
from gongkai.parse.scans.textboxes import Boxes

COARSE = 150 / 72  # pixels a point in which text is looked for; it is read in all pixels that there are
ASKED = 12  # lines whose way up is asked for
ROUGH = 3.0  # degrees that the lines of text may be wrong by
LEVEL = 0.02  # degrees that need no turning

Pixels = TypeVar("Pixels", Grey, Chances)


def look(picture: Picture, threads: int = 1) -> Sight:
    """What is on the page."""
    engine = _engine(threads)
    stood, likely, quarters = _upright(picture, engine)
    skew = _skew(stood, likely, picture.scale)
    grey, chances = (_level(stood, skew), _level(likely, skew)) if skew else (stood, likely)
    marks = ink.ink(grey, picture.scale)
    boxes = _scaled(textboxes.boxes(chances), grey, chances)
    hidden = tuple(_cover(box) for box in (filling.covers(marks, picture.scale) / picture.scale).tolist())
    rules = ink.rules(marks, boxes, picture.scale)
    marks = ink.without(marks, rules, paper=0)
    boxes = filling.unstacked(filling.parted(boxes, rules, picture.scale), marks, picture.scale)
    boxes = filling.unspaced(boxes, marks)
    boxes = filling.completed(boxes, marks, rules, picture.scale)
    found, doubts = reading.read(ink.without(grey, rules), marks, boxes, rules, picture.scale, engine)
    return Sight(found, rules / picture.scale, quarters, skew, (*doubts, *hidden))


def _cover(box: list[float]) -> Doubt:
    left, top, right, bottom = box
    return Doubt("", (left, top, right, bottom))


@cache
def _engine(threads: int) -> Engine:
    return Engine(threads)


def _upright(picture: Picture, engine: Engine) -> tuple[Grey, Chances, int]:
    """The picture and the chances of text, turned clockwise so that text stands upright, and the quarter turns."""
    grey, quarters = picture.grey, 0
    chances = _where(grey, picture.scale, engine)
    if textboxes.is_sideways(chances):
        grey, quarters = _quarter(grey, 1), 1
        chances = _where(grey, picture.scale, engine)
    lines = sorted(
        reading.crops(grey, _scaled(textboxes.boxes(chances), grey, chances)), key=lambda line: -line.shape[1]
    )
    if lines and float(np.median(engine.upside_down(lines[:ASKED]))) > 0.5:
        grey, chances, quarters = _quarter(grey, 2), _quarter(chances, 2), quarters + 2
    return grey, chances, quarters


def _skew(grey: Grey, chances: Chances, scale: float) -> float:
    """By how many degrees the page is askew: the lines of text tell it roughly, long drawn lines exactly."""
    rough = textboxes.skew(chances)
    exact = ink.slant(ink.ink(_level(grey, rough), scale), scale)
    skew = rough + exact if exact is not None and abs(exact) < ROUGH else rough
    return skew if abs(skew) > LEVEL else 0.0


def _where(grey: Grey, scale: float, engine: Engine) -> Chances:
    share = min(COARSE / scale, 1.0)
    height, width = (max(round(side * share), 1) for side in grey.shape)
    return engine.where(np.asarray(cv2.resize(grey, (width, height), interpolation=cv2.INTER_AREA), np.uint8))


def _scaled(boxes: Boxes, grey: Grey, chances: Chances) -> Boxes:
    """Boxes of the coarse picture in pixels of the fine one."""
    return np.asarray(np.round(boxes * (grey.shape[1] / chances.shape[1])), np.intp)


def _quarter(picture: Pixels, clockwise: int) -> Pixels:
    return np.ascontiguousarray(np.rot90(picture, -clockwise))


def _level(picture: Pixels, skew: float) -> Pixels:
    """Turned back about the middle; what comes in from outside is like the edge."""
    height, width = picture.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1.0)
    level = cv2.warpAffine(picture, turn, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(level, picture.dtype)
