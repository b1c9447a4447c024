"""Characters become lines and cell texts: order, line breaks, and spaces only where there is one."""

import numpy as np

from gongkai.parse.pages.characters import Characters
from gongkai.parse.pages.lines import printed, texts

Piece = tuple[str, float, float]


def characters(*pieces: Piece, size: float = 10, turn: int = 0) -> Characters:
    """Pieces of text at (left, top); every letter is as wide as high, a digit half as wide."""
    codes: list[int] = []
    boxes: list[tuple[float, float, float, float]] = []
    for text, left, top in pieces:
        for letter in text:
            width = size / 2 if letter.isascii() else size
            codes.append(ord(letter))
            boxes.append((left, top, left + width, top + size))
            left += width
    count = len(codes)
    return Characters(
        np.array(codes, np.uint32),
        np.array(boxes, float),
        np.full(count, size),
        np.full(count, turn, np.int8),
        np.ones(count, bool),
    )


def test_lines_go_from_top_to_bottom_whatever_the_drawing_order() -> None:
    lines = printed(characters(("第二行", 0, 15), ("第一行", 0, 0)))
    assert [line.text for line in lines] == ["第一行", "第二行"]


def test_a_line_has_its_box_and_size() -> None:
    (line,) = printed(characters(("合计", 20, 5), ("12", 60, 6)))
    assert (line.text, line.box, line.size) == ("合计12", (20, 5, 70, 16), 10)


def test_a_gap_alone_is_no_space_between_chinese_characters() -> None:
    (line,) = printed(characters(("收", 0, 0), ("入", 25, 0)))
    assert line.text == "收入"


def test_a_very_wide_gap_separates_chinese_text() -> None:
    (line,) = printed(characters(("编制单位：某局", 0, 0), ("单位：万元", 200, 0)))
    assert line.text == "编制单位：某局 单位：万元"


def test_a_gap_between_latin_words_is_a_space() -> None:
    (line,) = printed(characters(("Open", 0, 0), ("Data", 23, 0)))
    assert line.text == "Open Data"


def test_digits_set_a_little_apart_stay_one_number() -> None:
    (line,) = printed(characters(("1234", 0, 0), (".56", 21, 0)))
    assert line.text == "1234.56"


def test_a_printed_space_is_kept_once() -> None:
    (line,) = printed(characters(("A", 0, 0), (" ", 5, 0), ("B", 30, 0)))
    assert line.text == "A B"


def test_blank_lines_are_no_lines() -> None:
    assert printed(characters(("   ", 0, 0))) == []


def test_a_raised_mark_stays_on_its_line() -> None:
    (line,) = printed(characters(("面积12m", 0, 0), ("2", 35, -3)))
    assert line.text == "面积12m2"


def test_cells_have_their_lines_joined_by_line_breaks() -> None:
    shown = characters(("其他支", 0, 0), ("出", 0, 12), ("12", 50, 6))
    groups = np.array([0, 0, 0, 0, 2, 2])
    assert texts(shown, groups, 3) == ["其他支\n出", "", "12"]


def test_text_that_runs_downwards_is_read_downwards() -> None:
    shown = characters(("甲", 0, 0), ("乙", 0, 10), ("丙", 0, 20), turn=1)
    assert texts(shown, np.zeros(3, int), 1) == ["甲乙丙"]


def test_text_that_runs_upwards_is_read_upwards() -> None:
    shown = characters(("甲", 0, 20), ("乙", 0, 10), ("丙", 0, 0), turn=3)
    assert texts(shown, np.zeros(3, int), 1) == ["甲乙丙"]


def test_spaces_typed_as_an_indent_are_no_part_of_the_box() -> None:
    (line,) = printed(characters(("  云溪区水务局 ", 20, 5)))
    assert (line.text, line.box) == ("云溪区水务局", (30, 5, 90, 15))
