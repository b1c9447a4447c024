"""Radicals, white space, broken code points, doubles and ligatures."""

import numpy as np

from gongkai.parse.pages.characters import Characters, characters, doubles, parted


def row(text: str, lefts: list[float], top: float = 0) -> Characters:
    count = len(text)
    boxes = np.array([(left, top, left + 5, top + 10) for left in lefts], float)
    return characters(
        [ord(letter) for letter in text],
        boxes,
        np.full(count, 10.0),
        np.zeros(count, np.int8),
        np.ones(count, bool),
    )


def once(found: Characters, *sheets: int) -> str:
    return found.only(~doubles(found, np.array(sheets or [0] * len(found)))).text


def test_any_white_space_is_a_space_and_what_is_not_printed_is_gone() -> None:
    assert row("⼈\u3000\xa0\u200b1", [0, 5, 10, 15, 20]).text == "人  1"


def test_a_code_point_that_means_nothing_is_marked() -> None:
    found = characters([0, 0xD800, 0x31], np.zeros((3, 4)), np.ones(3), np.zeros(3, np.int8), np.ones(3, bool))
    assert found.text == "\ufffd\ufffd1"


def test_bold_made_by_printing_twice_is_read_once() -> None:
    assert once(row("12.5012.50", [0, 5, 10, 13, 18, 0.4, 5.4, 10.4, 13.4, 18.4])) == "12.50"


def test_the_same_letter_on_the_same_spot_of_two_pages_stays() -> None:
    assert once(row("11", [0, 0]), 0, 1) == "11"


def test_equal_digits_side_by_side_stay() -> None:
    assert once(row("1100", [0, 5, 10, 15])) == "1100"


def test_equal_digits_in_one_column_stay() -> None:
    boxes = np.array([(0, top, 5, top + 10) for top in (0, 12, 24)], float)
    found = characters([0x30] * 3, boxes, np.full(3, 10.0), np.zeros(3, np.int8), np.ones(3, bool))
    assert once(found) == "000"


def test_the_letters_of_a_ligature_share_its_box() -> None:
    boxes = np.array([(0, 0, 5, 10), (5, 0, 15, 10), (5, 0, 15, 10), (15, 0, 20, 10)], float)
    assert parted(boxes, np.array([7, 7, 7, 7], np.uint64))[:, [0, 2]].tolist() == [[0, 5], [5, 10], [10, 15], [15, 20]]


def test_two_prints_of_one_letter_are_no_ligature() -> None:
    boxes = np.array([(0, 0, 5, 10), (0, 0, 5, 10)], float)
    assert parted(boxes, np.array([7, 8], np.uint64)).tolist() == boxes.tolist()
