"""Cells as shown, merged ranges, and what is hidden in an OpenDocument workbook."""

from __future__ import annotations

import pytest
from fiction.opendocument import package, rows
from tests.parse.readers.conftest import only_grid, shown

from gongkai.domain.content import Content
from gongkai.errors import Refused
from gongkai.parse.readers import ods as reader
from gongkai.settings import Limits

HIDDEN = (
    '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'
)


def read(inside: str, attributes: str = 'table:name="表1"', styles: str = "") -> Content:
    return reader.read(package("spreadsheet", f"<table:table {attributes}>{inside}</table:table>", styles), Limits())


def codes(content: Content) -> list[str]:
    return [notice.code for notice in content.notices]


def test_cells_are_read_as_shown_with_sheet_and_address() -> None:
    cell = (
        '<table:table-cell office:value-type="float" office:value="1234.5"><text:p>1,234.50</text:p></table:table-cell>'
    )
    grid = only_grid(
        read(f"<table:table-row><table:table-cell><text:p>水费</text:p></table:table-cell>{cell}</table:table-row>")
    )
    amount = grid.rows[0][1]
    assert amount is not None and (amount.text, amount.place.sheet, amount.place.cell) == ("1,234.50", "表1", "B1")


def test_a_value_without_its_text_is_read_all_the_same() -> None:
    cell = '<table:table-cell office:value-type="float" office:value="12.5"/>'
    assert only_grid(read(f"<table:table-row>{cell}{cell}</table:table-row>")).texts() == [["12.5", "12.5"]]


def test_repeated_cells_and_rows_stand_as_often_as_told_and_empty_ones_cost_nothing() -> None:
    row = '<table:table-row table:number-rows-repeated="{}">{}</table:table-row>'
    cell = '<table:table-cell table:number-columns-repeated="2"><text:p>5.00</text:p></table:table-cell>'
    empty = '<table:table-cell table:number-columns-repeated="16384"/>'
    content = read(row.format(2, cell) + row.format(1048574, empty))
    assert only_grid(content).texts() == [["5.00", "5.00"]] * 2


def test_repeats_beyond_the_limit_are_refused() -> None:
    cell = '<table:table-cell table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell>'
    with pytest.raises(Refused, match="TOO_MANY_CELLS"):
        read(f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>')


def test_merged_cells_have_spans_and_what_lies_under_them_is_told() -> None:
    table = rows([["科目", None, "合计"], ["类", "款", "1.00"]], [(0, 0, 1, 2)])
    covered = table.replace(
        "<table:covered-table-cell/>", "<table:covered-table-cell><text:p>旧</text:p></table:covered-table-cell>"
    )
    content = read(covered)
    first = only_grid(content).rows[0]
    assert first[0] is not None and first[0].colspan == 2 and first[1] is None
    assert codes(content) == ["COVERED_CELLS"]


def test_a_row_of_one_text_is_running_text() -> None:
    assert shown(read(rows([["一、主要职能"], ["执行政策。"]]))) == ["一、主要职能", "执行政策。"]


def test_hidden_sheets_are_left_out_and_told() -> None:
    content = read(rows([["水费", "1.00"]]), 'table:name="表1" table:style-name="ta2"', HIDDEN)
    assert (shown(content), codes(content)) == ([], ["HIDDEN_SHEET"])


def test_hidden_rows_and_columns_are_left_out_and_told() -> None:
    column = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    hidden = rows([["核对", "7", "7"]]).replace("<table:table-row>", '<table:table-row table:visibility="filter">')
    content = read(column + rows([["科目", "旧数", "金额"]]) + hidden + rows([["水费", "8", "1"]]))
    assert only_grid(content).texts() == [["科目", "金额"], ["水费", "1"]]
    assert codes(content) == ["HIDDEN_ROWS"]
    assert "2, B" in content.notices[0].zh


def test_notes_on_cells_are_left_out() -> None:
    cell = "<table:table-cell><office:annotation><text:p>批注</text:p></office:annotation><text:p>水费</text:p></table:table-cell>"
    assert only_grid(read(f"<table:table-row>{cell}{cell}</table:table-row>")).texts() == [["水费", "水费"]]
