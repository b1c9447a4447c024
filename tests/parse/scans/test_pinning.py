"""Letters at the ink that they stand for."""

from __future__ import annotations

import numpy as np
import pytest

from gongkai.parse.scans.letters import Letter
from gongkai.parse.scans.pinning import extents

SIZE = 20.0


def inked(*stretches: tuple[int, int], width: int = 200) -> np.ndarray:
    found = np.zeros(width, bool)
    for start, end in stretches:
        found[start:end] = True
    return found


def text(signs: str) -> list[Letter]:
    return [Letter(sign, float(at), at + 1.0, 1.0) for at, sign in enumerate(signs)]


def test_the_first_letter_begins_and_the_last_one_ends_where_the_ink_does() -> None:
    assert extents(text("支出"), inked((10, 50)), SIZE) == [(10.0, 30.0), (30.0, 50.0)]


def test_a_code_and_a_name_end_and_begin_at_the_gap_between_them() -> None:
    found = extents(text("205教育"), inked((0, 30), (40, 80)), SIZE)
    assert [found[2][1], found[3][0]] == [30.0, 40.0]
    assert [found[0][0], found[4][1]] == [0.0, 80.0]


def test_a_gap_where_no_figure_meets_a_word_moves_no_letter() -> None:
    ends = [end for _, end in extents(text("支出合计"), inked((0, 40), (50, 90)), SIZE)]
    assert ends == pytest.approx([22.5, 45.0, 67.5, 90.0])


def test_a_narrow_gap_moves_no_letter() -> None:
    assert extents(text("2支"), inked((0, 20), (24, 44)), SIZE)[0] == (0.0, 22.0)


def test_without_ink_the_letters_fill_the_box() -> None:
    assert extents(text("支出"), inked(width=40), SIZE) == [(0.0, 20.0), (20.0, 40.0)]
