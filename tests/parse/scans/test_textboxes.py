"""From the chance of text at each pixel to boxes: size, overlaps, direction and skew."""

from __future__ import annotations

import numpy as np
import pytest

from gongkai.parse.scans.engine import Chances
from gongkai.parse.scans.textboxes import boxes, is_sideways, skew


def chances(*cores: tuple[int, int, int, int]) -> Chances:
    found = np.zeros((200, 400), np.float32)
    for left, top, right, bottom in cores:
        found[top:bottom, left:right] = 0.9
    return found


def test_a_line_reaches_beyond_the_core_that_the_network_marks() -> None:
    assert boxes(chances((100, 50, 200, 60))).tolist() == [[93, 43, 207, 67]]


def test_weak_and_thin_marks_are_no_text() -> None:
    weak = chances((100, 50, 200, 52))
    weak[100:110, 100:200] = 0.35
    assert boxes(weak).tolist() == []


def test_lines_below_one_another_do_not_overlap() -> None:
    upper, lower = sorted(boxes(chances((100, 50, 200, 60), (100, 66, 200, 76))).tolist(), key=lambda box: box[1])
    assert upper[3] == lower[1] == 63


def test_neighbours_on_a_line_do_not_overlap() -> None:
    left, right = sorted(boxes(chances((100, 50, 200, 60), (206, 50, 300, 60))).tolist())
    assert left[2] == right[0] == 203


def test_text_that_runs_down_is_sideways() -> None:
    assert is_sideways(chances((50, 20, 60, 180), (80, 20, 90, 150)))
    assert not is_sideways(chances((50, 20, 160, 30), (80, 50, 90, 60)))


@pytest.mark.parametrize("degrees", [-3.0, 0.5])
def test_the_skew_is_that_of_the_long_lines(degrees: float) -> None:
    found = np.zeros((200, 400), np.float32)
    for x in range(50, 350):
        y = 100 + round((x - 200) * np.tan(np.radians(degrees)))
        found[y - 5 : y + 5, x] = 0.9
    assert skew(found) == pytest.approx(degrees, abs=0.1)
    assert skew(chances((100, 50, 110, 60))) == 0.0
