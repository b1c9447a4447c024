"""Cells as displayed, merged cells, and what is hidden in an XML Spreadsheet of 2003."""

from __future__ import annotations

import pytest
from tests.parse.readers.conftest import only_grid, shown

from gongkai.domain.content import Content
from gongkai.errors import Refused
from gongkai.parse.readers import spreadsheetml as reader
from gongkai.settings import Limits

STYLES = (
    '<Style ss:ID="Default"/><Style ss:ID="s1"><NumberFormat ss:Format="Standard"/></Style>'
    '<Style ss:ID="s2"><NumberFormat ss:Format="Long Date"/></Style><Style ss:ID="s3" ss:Parent="s1"/>'
)


def read(table: str, options: str = "", encoding: str = "utf-8") -> Content:
    page = (
        f'<?xml version="1.0" encoding="{encoding}"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        f'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles>{STYLES}</Styles>'
        f'<Worksheet ss:Name="表1"><Table>{table}</Table>{options}</Worksheet></Workbook>'
    )
    return reader.read(page.encode(encoding), Limits())


def cell(text: str, kind: str = "String", more: str = "") -> str:
    return f'<Cell {more}><Data ss:Type="{kind}">{text}</Data></Cell>'


def row(*cells: str, more: str = "") -> str:
    return f"<Row {more}>{''.join(cells)}</Row>"


def test_cells_are_read_as_displayed_with_their_address() -> None:
    cells = (
        cell("水费"), cell("1234.5", "Number", 'ss:StyleID="s1"'), cell("7", "Number", 'ss:StyleID="s3"'),
        cell("2024-02-18T00:00:00.000", "DateTime", 'ss:StyleID="s2"'), cell("1", "Boolean"),
    )  # fmt: skip
    grid = only_grid(read(row(*cells), encoding="gb18030"))
    assert grid.texts() == [["水费", "1,234.50", "7.00", "2024年2月18日", "TRUE"]]
    assert grid.rows[0][1] is not None and (grid.rows[0][1].place.sheet, grid.rows[0][1].place.cell) == ("表1", "B1")


def test_places_that_are_left_out_are_counted_and_merged_cells_are_spans() -> None:
    first = row(cell("收入", more='ss:MergeAcross="1"'), cell("支出"))
    grid = only_grid(read(first + row(cell("教育"), cell("数", more='ss:Index="3"'), more='ss:Index="3"')))
    assert grid.texts() == [["收入", "", "支出"], ["", "", ""], ["教育", "", "数"]]
    assert grid.rows[0][0] is not None and grid.rows[0][0].colspan == 2


def test_hidden_rows_and_columns_are_left_out_and_told() -> None:
    columns = '<Column/><Column ss:Hidden="1"/>'
    rows = row(cell("科目"), cell("旧"), cell("金额")) + row(cell("甲"), cell("8"), cell("9"), more='ss:Hidden="1"')
    content = read(columns + rows + row(cell("乙"), cell("8"), cell("1")))
    assert only_grid(content).texts() == [["科目", "金额"], ["乙", "1"]]
    assert [notice.code for notice in content.notices] == ["HIDDEN_ROWS"]


def test_hidden_sheets_are_left_out_and_formulas_without_a_result_are_told() -> None:
    formula = row(cell("合计"), '<Cell ss:Formula="=SUM(R[-2]C:R[-1]C)"/>')
    hidden = "<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions>"
    assert [notice.code for notice in read(formula).notices] == ["UNCALCULATED"]
    assert shown(read(formula, hidden)) == []


def test_a_cell_beyond_every_sheet_is_corrupt() -> None:
    with pytest.raises(Refused, match="CORRUPT"):
        read(row(cell("甲", more='ss:Index="99999"')))
