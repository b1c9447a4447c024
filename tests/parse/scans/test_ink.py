"""What is ink, and which of it are the lines of a table."""

from __future__ import annotations

import numpy as np

from gongkai.parse.scans.engine import Grey
from gongkai.parse.scans.ink import ink, rules, without
from gongkai.parse.scans.textboxes import Boxes

SCALE = 2.0
NO_TEXT = np.empty((0, 4), np.intp)


def drawn(*lines: tuple[int, int, int, int], paper: int = 240) -> Grey:
    grey = np.full((300, 400), paper, np.uint8)
    for left, top, right, bottom in lines:
        grey[top:bottom, left:right] = 30
    return grey


def found(texts: Boxes, *lines: tuple[int, int, int, int]) -> list[list[int]]:
    return sorted(rules(ink(drawn(*lines), SCALE), texts, SCALE).tolist())


def near(boxes: list[list[int]], *expected: tuple[int, int, int, int]) -> bool:
    return len(boxes) == len(expected) and np.allclose(boxes, sorted(map(list, expected)), atol=3)


def test_a_shadow_is_no_ink() -> None:
    shaded = np.repeat(np.linspace(120, 250, 400)[None], 300, axis=0).astype(np.uint8)
    assert not ink(shaded, SCALE).any()


def test_a_frame_gives_its_four_sides() -> None:
    frame = (50, 50, 350, 52), (50, 150, 350, 152), (50, 50, 52, 152), (348, 50, 350, 152)
    assert near(found(NO_TEXT, *frame), *frame)


def test_a_line_with_a_small_break_is_one() -> None:
    assert near(found(NO_TEXT, (50, 50, 200, 52), (202, 50, 350, 52)), (50, 50, 350, 52))


def test_the_stroke_of_a_letter_is_no_line() -> None:
    box = np.array([[90, 85, 200, 115]])
    assert found(box, (100, 100, 140, 103)) == []


def test_a_short_line_between_two_walls_is_a_border_and_one_that_ends_nowhere_is_none() -> None:
    walls = (50, 20, 52, 280), (90, 20, 92, 280)
    assert near(found(NO_TEXT, *walls, (50, 100, 92, 102)), *walls, (50, 100, 92, 102))
    assert near(found(NO_TEXT, *walls, (50, 100, 75, 102)), *walls)


def test_lines_are_painted_over_in_the_colour_of_the_paper() -> None:
    clean = without(drawn((50, 50, 350, 52)), np.array([[50, 50, 350, 52]]))
    assert clean.min() == 240
