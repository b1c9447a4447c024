"""Figures that a narrow cell breaks: their rest is read behind their beginning, as a lone 0, O or 1 tells too little."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from gongkai.parse.scans.engine import HEIGHT, Engine, Grey
from gongkai.parse.scans.letters import FIGURES, Letter, is_figure, letters
from gongkai.parse.scans.textboxes import Boxes

SHORT = 2.2  # heights of the line: how wide the rest of a figure may be
BELOW = 0.8  # heights of the line: how far it may stand below its beginning


def read_again(
    texts: Sequence[list[Letter]], lines: Sequence[Grey], boxes: Boxes, rules: Boxes, engine: Engine
) -> list[list[Letter]]:
    """The texts, the rests of figures as they read behind their beginnings; `lines` are the pictures of the boxes."""
    pairs = list(_pairs(texts, boxes, rules))
    both = [_beside(lines[head], lines[tail]) for head, tail in pairs]
    found = list(texts)
    for (head, tail), chances in zip(pairs, engine.what(both), strict=True):
        rest = _rest(letters(chances, engine.signs), texts[head])
        if rest:
            shift = lines[head].shape[1] / len(lines[head])
            found[tail] = [Letter(one.sign, one.start - shift, one.end - shift, one.chance) for one in rest]
    return found


def _pairs(texts: Sequence[list[Letter]], boxes: Boxes, rules: Boxes) -> Iterator[tuple[int, int]]:
    """Beginnings and rests: a box of a figure, and the short one right below it in the same cell."""
    level = rules[rules[:, 2] - rules[:, 0] > rules[:, 3] - rules[:, 1]]
    for tail, (left, top, right, bottom) in enumerate(boxes.tolist()):
        if right - left > SHORT * (bottom - top) or not _may_be_rest(_text(texts[tail])):
            continue
        over = (boxes[:, 0] < right) & (boxes[:, 2] > left) & (boxes[:, 1] < top)
        near = over & (np.abs(boxes[:, 3] - top) < BELOW * (bottom - top))
        for head in np.flatnonzero(near).tolist():
            if is_figure(_text(texts[head])) and not _between(level, boxes[head], boxes[tail]):
                yield head, tail


def _may_be_rest(text: str) -> bool:
    return len(text) <= 2 and (not text or is_figure(text) or not any(ord(sign) > 0x2E80 for sign in text))


def _between(level: Boxes, upper: Boxes, lower: Boxes) -> bool:
    middles = (upper[1] + upper[3]) // 2, (lower[1] + lower[3]) // 2
    across = (level[:, 0] < lower[2]) & (level[:, 2] > lower[0])
    return bool((across & (level[:, 1] > middles[0]) & (level[:, 3] < middles[1])).any())


def _beside(head: Grey, tail: Grey) -> Grey:
    """Both pictures in one line, each with its share of paper on both sides."""
    return np.concatenate([_high(head), _high(tail)], axis=1)


def _high(line: Grey) -> Grey:
    width = max(round(line.shape[1] * HEIGHT / len(line)), 1)
    return np.asarray(cv2.resize(line, (width, HEIGHT), interpolation=cv2.INTER_CUBIC), np.uint8)


def _rest(text: list[Letter], head: list[Letter]) -> list[Letter]:
    """What stands behind the beginning, if that reads as before and only figures follow."""
    bare = [letter for letter in text if letter.sign != " "]
    start = _text(head)
    if not _text(bare).startswith(start):
        return []
    rest = bare[len(start) :]
    return rest if all(letter.sign in FIGURES for letter in rest) else []


def _text(text: Sequence[Letter]) -> str:
    return "".join(letter.sign for letter in text if letter.sign != " ")
