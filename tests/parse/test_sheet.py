"""What a worksheet hides, and what is left of it."""

from __future__ import annotations

from gongkai.parse.ooxml.addresses import Range
from gongkai.parse.sheet import Axis, Sheet


def test_what_is_shown_is_counted_without_what_is_hidden() -> None:
    rows = Axis([(7, 9), (2, 3), (3, 4)])
    assert [rows.hides(number) for number in (1, 2, 4, 5, 9, 10)] == [False, True, True, False, True, False]
    assert [rows.shown(number) for number in (1, 3, 5, 6, 10)] == [1, 1, 2, 3, 4]
    assert [rows.original(number) for number in (1, 2, 3, 4)] == [1, 5, 6, 10]


def test_a_merged_range_shows_its_text_in_the_part_that_is_left() -> None:
    sheet = Sheet("表1", False, {(1, 1): "标题", (2, 2): "数"}, [Range(1, 1, 1, 3)], hidden_columns=[(1, 1)])
    shown = sheet.as_shown()
    assert (shown.texts, shown.merged) == ({(1, 1): "标题", (2, 1): "数"}, [Range(1, 1, 1, 2)])
    assert shown.address(2, 1) == "B2"


def test_a_merged_range_that_is_hidden_whole_is_gone() -> None:
    sheet = Sheet("表1", False, {(1, 1): "旧", (3, 1): "新"}, [Range(1, 1, 2, 2)], hidden_rows=[(1, 2)])
    assert (sheet.as_shown().texts, sheet.as_shown().merged, sheet.hides()) == ({(1, 1): "新"}, [], ["1"])
