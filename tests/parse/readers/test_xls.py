"""Cells as displayed, merged ranges, and what is hidden in a workbook of Excel 97 to 2003."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable

import pytest
import xlwt
from tests.parse.readers.conftest import only_grid, shown

from gongkai.domain.content import Content
from gongkai.errors import Refused
from gongkai.parse.readers import xls as reader
from gongkai.settings import Limits

Fill = Callable[[xlwt.Worksheet], None]


def book(fill: Fill) -> bytes:
    made = xlwt.Workbook(encoding="utf-8")
    fill(made.add_sheet("表1"))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def read(fill: Fill) -> Content:
    return reader.read(book(fill), Limits())


def test_numbers_are_read_as_displayed() -> None:
    def fill(sheet: xlwt.Worksheet) -> None:
        for column, (value, code) in enumerate([(1234.5, "#,##0.00"), (0.854, "0.0%"), (6411.57, "General")]):
            sheet.write(0, column, value, xlwt.easyxf(num_format_str=code))
        sheet.write(0, 3, datetime.date(2024, 3, 5), xlwt.easyxf(num_format_str="yyyy-mm-dd"))
        sheet.write(0, 4, True)

    assert only_grid(read(fill)).texts() == [["1,234.50", "85.4%", "6411.57", "2024-03-05", "TRUE"]]


def test_merged_cells_have_spans_and_places_are_addresses() -> None:
    def fill(sheet: xlwt.Worksheet) -> None:
        sheet.write_merge(0, 0, 0, 1, "科目")
        for column, text in enumerate(["类", "款"]):
            sheet.write(1, column, text)

    head = only_grid(read(fill)).rows[0][0]
    assert head is not None and (head.text, head.colspan, head.place.sheet, head.place.cell) == ("科目", 2, "表1", "A1")


def test_hidden_sheets_are_left_out_and_told() -> None:
    def fill(sheet: xlwt.Worksheet) -> None:
        sheet.visibility = 1
        sheet.write(0, 0, "水费")

    content = read(fill)
    assert (shown(content), [notice.code for notice in content.notices]) == ([], ["HIDDEN_SHEET"])


def test_hidden_rows_and_columns_are_left_out_and_told() -> None:
    def fill(sheet: xlwt.Worksheet) -> None:
        for row, texts in enumerate([("科目", "旧数", "金额"), ("核对", "7.00", "7.00"), ("水费", "8.00", "1.00")]):
            for column, text in enumerate(texts):
                sheet.write(row, column, text)
        sheet.row(1).hidden = True
        sheet.col(1).hidden = True

    content = read(fill)
    assert [notice.code for notice in content.notices] == ["HIDDEN_ROWS"]
    assert only_grid(content).texts() == [["科目", "金额"], ["水费", "1.00"]]


def test_a_truncated_file_is_corrupt() -> None:
    whole = book(lambda sheet: [sheet.write(row, 0, f"行{row}" * 50) for row in range(400)] and None)
    for length in (600, 5_000, len(whole) // 2):
        with pytest.raises(Refused, match="CORRUPT"):
            reader.read(whole[:length], Limits())
