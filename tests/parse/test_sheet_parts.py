"""Tables and texts of one worksheet told apart."""

from __future__ import annotations

from gongkai.parse.ooxml.addresses import Range
from gongkai.parse.sheet import Sheet
from gongkai.parse.sheet_parts import parts

FORM = [["表1 收入总表", ""], ["", "单位：万元"], ["项目", "金额"], ["教育收入", "5.00"]]


def sheet(rows: list[list[str]], merged: list[Range] | None = None) -> Sheet:
    texts = {(row, column): text for row, line in enumerate(rows, 1) for column, text in enumerate(line, 1) if text}
    return Sheet("表", False, texts, merged or [])


def found(rows: list[list[str]], merged: list[Range] | None = None) -> list[list[str]]:
    return [list(part.texts.values()) for part in parts(sheet(rows, merged))]


def test_a_title_below_an_empty_row_begins_a_table() -> None:
    assert len(found([*FORM, [""], *FORM])) == 2


def test_a_row_of_one_text_below_an_empty_row_belongs_to_the_table_when_figures_follow() -> None:
    assert len(found([*FORM, [""], ["其他收入", ""], ["合计", "5.00"]])) == 1


def test_a_part_of_the_document_begins_without_an_empty_row() -> None:
    assert found([*FORM, ["第三部分 情况说明"]])[1:] == [["第三部分 情况说明"]]


def test_tables_beside_each_other_are_two() -> None:
    rows = [[*line, "", *line] for line in FORM]
    assert found(rows) == found(FORM) * 2


def test_an_empty_column_within_a_table_parts_nothing() -> None:
    rows = [["表1 收支总表"], ["", "", "", "单位：万元"], ["收入", "", "支出", "金额"], ["教育", "", "教育", "5.00"]]
    assert len(found(rows)) == 1


def test_a_range_over_an_empty_column_holds_both_sides_together() -> None:
    rows = [[*line, "", *line] for line in FORM]
    assert len(found(rows, [Range(1, 1, 1, 5)])) == 1
