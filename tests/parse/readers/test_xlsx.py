"""Cells as a spreadsheet shows them, merged ranges, and what is hidden."""

from __future__ import annotations

import pytest
from tests.parse.readers.conftest import OFFICE, Make, only_grid, relations, shown, zipped

from gongkai.errors import Refused
from gongkai.parse.readers import xlsx as reader
from gongkai.settings import Limits


def text(address: str, words: str) -> str:
    return f'<c r="{address}" t="inlineStr"><is><t>{words}</t></is></c>'


def number(address: str, value: str, style: int = 0) -> str:
    return f'<c r="{address}" s="{style}"><v>{value}</v></c>'


def rows(*cells: str) -> str:
    return f"<sheetData>{''.join(f'<row>{row}</row>' for row in cells)}</sheetData>"


def codes(content) -> list[str]:
    return [notice.code for notice in content.notices]


def test_a_sheet_of_one_column_is_running_text(xlsx: Make, limits: Limits) -> None:
    content = reader.read(xlsx(rows(text("A1", "一、主要职能"), "", text("A3", "执行政策。\n完"))), limits)
    assert [(line.text, line.place.cell, line.whole) for line in content.lines()] == [
        ("一、主要职能", "A1", True),
        ("执行政策。", "A3", True),
        ("完", "A3", True),
    ]


def test_numbers_are_read_as_displayed(xlsx: Make, limits: Limits) -> None:
    sheet = rows(number("A1", "1234.5") + number("B1", "0.854", 1) + number("C1", "6411.5699999999997", 2))
    data = xlsx(sheet, formats=("#,##0.00", "0.0%", "General"))
    assert only_grid(reader.read(data, limits)).texts() == [["1,234.50", "85.4%", "6411.57"]]


def test_every_sheet_is_read_in_order(xlsx: Make, limits: Limits) -> None:
    content = reader.read(xlsx(rows(text("A1", "封面")), rows(text("A1", "甲") + text("B1", "乙"))), limits)
    assert shown(content) == ["封面", [["甲", "乙"]]]
    assert (content.pages, only_grid(content).place.sheet) == (2, "表2")


def test_merged_ranges_are_spans_and_empty_edges_are_cut_off(xlsx: Make, limits: Limits) -> None:
    sheet = rows("", text("B2", "收入") + text("D2", "支出"), text("B3", "项目") + text("C3", "数") + text("D3", "额"))
    sheet += '<mergeCells><mergeCell ref="B2:C2"/><mergeCell ref="A4:XFD1048576"/></mergeCells>'
    grid = only_grid(reader.read(xlsx(sheet), limits))
    assert grid.texts() == [["收入", "", "支出"], ["项目", "数", "额"]]
    assert grid.rows[0][0] and grid.rows[0][0].colspan == 2
    assert grid.rows[0][1] is None


def test_text_under_a_merged_range_is_left_out_with_a_notice(xlsx: Make, limits: Limits) -> None:
    sheet = (
        rows(text("A1", "甲") + text("B1", "藏") + text("C1", "乙"))
        + '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
    )
    content = reader.read(xlsx(sheet), limits)
    assert (only_grid(content).texts(), codes(content)) == ([["甲", "", "乙"]], ["COVERED_CELLS"])


def test_shared_and_rich_strings_lose_their_guides_only(xlsx: Make, limits: Limits) -> None:
    strings = "<si><t>预算_x000A_数</t></si><si><r><t>公</t></r><r><t>开</t></r><rPh><t>gong kai</t></rPh></si>"
    sheet = rows('<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>')
    assert only_grid(reader.read(xlsx(sheet, strings=strings), limits)).texts() == [["预算\n数", "公开"]]


def test_a_formula_shows_its_stored_result(xlsx: Make, limits: Limits) -> None:
    sheet = rows(f"<c r='A1'><f>B1*2</f><v>5</v></c>{number('B1', '2.5')}")
    content = reader.read(xlsx(sheet), limits)
    assert (only_grid(content).texts(), codes(content)) == ([["5", "2.5"]], [])


def test_a_formula_without_result_is_shown_and_reported_unless_it_is_only_a_text(xlsx: Make, limits: Limits) -> None:
    content = reader.read(xlsx(rows("<c r='A1'><f>SUM(B1:B2)</f></c><c r='B1'><f>100%</f><v/></c>")), limits)
    assert only_grid(content).texts() == [["=SUM(B1:B2)", "=100%"]]
    assert [notice.zh for notice in content.notices] == ["公式没有存储结果：A1。"]


def test_hidden_rows_and_columns_are_left_out_and_told(xlsx: Make, limits: Limits) -> None:
    cells = [
        text("A1", "科目") + text("B1", "旧数") + text("C1", "金额"),
        text("A3", "教育") + number("B3", "8") + number("C3", "9"),
    ]
    sheet = (
        "<cols><col min='2' max='2' hidden='1'/></cols>"
        f"<sheetData><row r='1'>{cells[0]}</row><row r='2' ht='0'>{text('A2', '核对')}</row><row r='3'>{cells[1]}</row></sheetData>"
    )
    content = reader.read(xlsx(sheet), limits)
    grid = only_grid(content)
    assert (grid.texts(), codes(content)) == ([["科目", "金额"], ["教育", "9"]], ["HIDDEN_ROWS"])
    assert [cell.place.cell for cell in grid.rows[1] if cell] == ["A3", "C3"]
    assert "2, B" in content.notices[0].zh


def test_hidden_sheets_are_left_out_and_told(xlsx: Make, limits: Limits) -> None:
    content = reader.read(
        xlsx(rows(text("A1", "旧表")), rows(text("A1", "新表")), states=("hidden", "visible")), limits
    )
    assert (shown(content), codes(content)) == (["新表"], ["HIDDEN_SHEET"])


def test_zeros_that_the_sheet_does_not_show_are_empty(xlsx: Make, limits: Limits) -> None:
    sheet = '<sheetViews><sheetView showZeros="0"/></sheetViews>' + rows(number("A1", "0") + number("B1", "1"))
    assert shown(reader.read(xlsx(sheet), limits)) == ["1"]


def test_a_sheet_with_a_whole_document_is_cut_into_paragraphs_and_tables(xlsx: Make, limits: Limits) -> None:
    cells = [
        "某局二〇二四年预算公开",
        "本局负责统计工作。",
        "",
        "表一",
        "科目|金额",
        "201|1.00",
        "",
        "二、说明",
        "收入1.00万元。",
    ]
    sheet = rows(
        *("".join(text(f"{column}{n}", words) for column, words in zip("AB", line.split("|"), strict=False) if words)
          for n, line in enumerate(cells, 1))
    )  # fmt: skip
    assert shown(reader.read(xlsx(sheet), limits)) == [
        "某局二〇二四年预算公开",
        "本局负责统计工作。",
        [["表一", ""], ["科目", "金额"], ["201", "1.00"]],
        "二、说明",
        "收入1.00万元。",
    ]


def test_far_cells_make_no_immense_grid(xlsx: Make, limits: Limits) -> None:
    sheet = rows(text("A1", "x") + text("B1", "y"), text("XFC1048576", "z") + text("XFD1048576", "z"))
    assert shown(reader.read(xlsx(sheet), limits)) == [[["x", "y"]], [["z", "z"]]]


def test_cells_without_addresses_follow_each_other(xlsx: Make, limits: Limits) -> None:
    sheet = "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row></sheetData>"
    assert only_grid(reader.read(xlsx(sheet), limits)).texts() == [["1", "2"], ["3", ""]]


def test_text_boxes_follow_the_cells_and_embedded_files_are_reported(limits: Limits) -> None:
    drawing = (
        '<d xmlns:a="a"><a:txBody><a:p><a:r><a:t>注：</a:t></a:r><a:r><a:t>含上年结转</a:t></a:r></a:p></a:txBody></d>'
    )
    parts = {
        "xl/workbook.xml": f'<workbook xmlns:r="{OFFICE}"><sheets><sheet name="一" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations({"worksheet": "sheet.xml"}),
        "xl/sheet.xml": f"<worksheet>{rows(text('A1', '正文'))}</worksheet>",
        "xl/_rels/sheet.xml.rels": relations({"drawing": "drawing.xml"}),
        "xl/drawing.xml": drawing,
        "xl/embeddings/a.bin": "",
        "xl/vbaProject.bin": "",
    }
    content = reader.read(zipped(parts), limits)
    assert (shown(content), codes(content)) == (["正文", "注：含上年结转"], ["MACROS", "EMBEDDED"])


@pytest.mark.parametrize(
    ("sheet", "code"),
    [
        (rows(*(text(f"A{row}", "x") + text(f"XFD{row}", "y") for row in range(1, 400))), "TOO_MANY_CELLS"),
        (rows(text("ZZZZ99999999", "x")), "CORRUPT"),
        (rows('<c r="A1" t="s"><v>7</v></c>'), "CORRUPT"),
        ("<sheetData><row>", "CORRUPT"),
    ],
)
def test_impossible_sheets_are_refused(xlsx: Make, limits: Limits, sheet: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        reader.read(xlsx(sheet), limits)
    assert caught.value.code == code
