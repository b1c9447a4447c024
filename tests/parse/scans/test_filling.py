"""Boxes of text and drawn cells: parted at walls and between lines, completed where ink was missed."""

from __future__ import annotations

import numpy as np

from gongkai.parse.scans.filling import completed, covers, parted, unspaced, unstacked
from gongkai.parse.scans.textboxes import Boxes

SCALE = 2.0
WALL = np.array([[100, 10, 102, 200]])
CELL = np.array([[20, 20, 200, 22], [20, 80, 200, 82], [20, 20, 22, 82], [110, 20, 112, 82], [200, 20, 202, 82]])


def boxes(*found: tuple[int, int, int, int]) -> Boxes:
    return np.array(found, np.intp).reshape(-1, 4)


def test_a_box_across_a_wall_is_two() -> None:
    assert parted(boxes((50, 50, 150, 70)), WALL, SCALE).tolist() == [[50, 50, 99, 70], [103, 50, 150, 70]]


def test_what_sticks_out_beyond_a_wall_without_a_letter_is_dropped() -> None:
    assert parted(boxes((50, 50, 105, 70)), WALL, SCALE).tolist() == [[50, 50, 99, 70]]


def test_a_wall_that_ends_above_the_text_parts_nothing() -> None:
    assert parted(boxes((50, 190, 150, 220)), WALL, SCALE).tolist() == [[50, 190, 150, 220]]


def test_two_lines_in_one_box_are_parted_between_them() -> None:
    marks = np.zeros((200, 300), np.uint8)
    marks[52:64, 60:90] = marks[72:84, 70:80] = 255
    stacked = unstacked(boxes((50, 46, 100, 90), (150, 50, 250, 70), (150, 80, 250, 100)), marks, SCALE)
    assert stacked.tolist()[:2] == [[50, 46, 100, 68], [50, 68, 100, 90]]


def test_the_parts_of_one_sign_are_not_parted() -> None:
    marks = np.zeros((200, 300), np.uint8)
    marks[54:57, 60:90] = marks[80:84, 55:95] = 255
    assert len(unstacked(boxes((50, 46, 100, 90), (150, 50, 250, 70), (150, 80, 250, 100)), marks, SCALE)) == 3


def spots(*stretches: tuple[int, int]) -> np.ndarray:
    """Ink 20 pixels high, from one edge to another."""
    marks = np.zeros((200, 300), np.uint8)
    for start, end in stretches:
        marks[50:70, start:end] = 255
    return marks


def test_a_box_over_two_columns_is_parted_in_the_gap_between_them() -> None:
    assert unspaced(boxes((10, 46, 200, 74)), spots((12, 60), (100, 190))).tolist() == [
        [10, 46, 80, 74],
        [80, 46, 200, 74],
    ]


def test_single_letters_set_wide_apart_and_gaps_between_words_part_nothing() -> None:
    for stretches in (((12, 32), (80, 100)), ((12, 60), (72, 150))):
        assert len(unspaced(boxes((10, 46, 200, 74)), spots(*stretches))) == 1


def test_ink_that_no_box_covers_gets_a_box_and_dirt_gets_none() -> None:
    marks = np.zeros((200, 300), np.uint8)
    marks[40:56, 130:140] = 255
    marks[50:52, 50:52] = 255
    (found,) = completed(boxes(), marks, CELL, SCALE).tolist()
    assert found[0] <= 130 < 140 <= found[2] and found[1] <= 40 < 56 <= found[3]


def test_ink_beside_a_box_belongs_to_it() -> None:
    marks = np.zeros((200, 300), np.uint8)
    marks[48:51, 30:44] = 255
    (found,) = completed(boxes((46, 38, 100, 62)), marks, CELL, SCALE).tolist()
    assert found[0] <= 30 and found[1:] == [38, 100, 62]


def test_a_seal_is_told_by_its_size_and_a_letter_a_line_or_a_table_is_none() -> None:
    marks = np.zeros((900, 1200), np.uint8)
    for left, top, right, bottom in (
        (100, 100, 300, 290),
        (400, 100, 440, 140),
        (400, 200, 700, 260),
        (50, 400, 1100, 890),
    ):
        marks[top:bottom, [left, right - 1]] = marks[[top, bottom - 1], left:right] = 255
    assert covers(marks, SCALE).tolist() == [[100, 100, 300, 290]]
