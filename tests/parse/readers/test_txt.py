"""Plain text: tables between tabs, paragraphs, and lines as they were printed."""

from __future__ import annotations

from tests.parse.readers.conftest import only_grid, shown

from gongkai.parse.readers import txt as reader
from gongkai.settings import Limits


def read(text: str):
    return reader.read(text.encode(), Limits())


def test_a_run_of_tabbed_lines_is_a_grid_filled_up_to_its_width() -> None:
    content = read("表一\n\n科目\t合计\t基本\n201\t1.00\n\t2.00\t\n\n备注：无")
    assert shown(content) == ["表一", [["科目", "合计", "基本"], ["201", "1.00", ""], ["", "2.00", ""]], "备注：无"]
    assert only_grid(content).rows[1][0].place.line == 4


def test_a_blank_line_ends_a_grid() -> None:
    assert shown(read("a\tb\n\nc\td")) == [[["a", "b"]], [["c", "d"]]]


def test_a_repeated_heading_begins_a_new_grid() -> None:
    heading = "支出\t\t\n科目\t合计\t基本"
    content = read(f"单位：万元\t\t\n{heading}\n201\t1\t1\n{heading}\n202\t2\t2")
    assert [grid.texts()[-1][0] for grid in content.grids()] == ["201", "202"]


def test_rows_of_figures_may_be_alike() -> None:
    assert len(list(read("甲\t1\t1\n甲\t1\t1\n甲\t1\t1").grids())) == 1


def test_tabs_that_only_indent_make_no_grid() -> None:
    assert shown(read("\t一、主要职能\n\t（一）执行政策。")) == ["一、主要职能", "（一）执行政策。"]


def test_an_indented_line_among_rows_is_a_row() -> None:
    assert shown(read("a\tb\tc\n\t\t小计\nd\te\tf")) == [[["a", "b", "c"], ["", "", "小计"], ["d", "e", "f"]]]


def test_a_row_with_a_single_text_and_empty_cells_stays_a_row() -> None:
    assert shown(read("第二批]\t\t\t")) == [[["第二批]", "", "", ""]]]


def test_a_row_that_lost_its_empty_cells_stays_a_row() -> None:
    text = "标题\n\n一段话。\n\n又一段。\n\n第二批]\n甲\t1\n上年结余\n乙\t2\n\n备注。"
    grid = [["第二批]", ""], ["甲", "1"], ["上年结余", ""], ["乙", "2"]]
    assert shown(read(text)) == ["标题", "一段话。", "又一段。", grid, "备注。"]


def test_what_a_converter_left_in_cells_is_taken_out() -> None:
    text = "<p>某财社</p> <p>[2023]84号</p>\t$\\geq 85\\%$\n-----\t:---:\na<br/>b\t$x^2$"
    assert shown(read(text)) == [[["某财社\n[2023]84号", ">=85%"], ["a\nb", "$x^2$"]]]


def test_a_table_between_bars_is_a_grid() -> None:
    assert shown(read("| 科目 | 金额 |\n| --- | ---: |\n| 201 | 1.00 |")) == [[["科目", "金额"], ["201", "1.00"]]]


def test_a_drawn_table_is_a_grid_and_keeps_its_empty_cells() -> None:
    drawn = "表一\n┌────┬────┐\n│科目│金额│\n├────┼────┤\n│    │5.00│\n└────┴────┘\n"
    content = read(drawn)
    assert shown(content) == ["表一", [["科目", "金额"], ["", "5.00"]]]
    assert only_grid(content).rows[1][0].place.line == 5
    assert only_grid(read("||金额|\n|教育|5.00|")).texts() == [["", "金额"], ["教育", "5.00"]]


def test_lines_of_a_text_without_blank_lines_are_paragraphs() -> None:
    content = read("一、主要职能\n（一）执行国家有关政策和法律法规，并组织实施。\n二、机构设置")
    assert all(line.whole for line in content.lines())


def test_in_a_text_with_blank_lines_a_line_may_go_on_in_the_next_one() -> None:
    content = read("一、关于某某局单位\n2024年收支预算的说明\n\n正文一。\n\n正文二（含参照公务员法管理\n\n事业单位）。")
    assert [line.whole for line in content.lines()] == [False, True, True, False, True]


def test_a_text_that_was_printed_wrapped_has_no_whole_lines() -> None:
    line = "负责全区专业技术人才选拔和培养工作并负责管理办法的组织"
    content = read("\n\n".join([f"（{number}）{line}" for number in range(8)] + ["实施工作。"]))
    assert not any(line.whole for line in content.lines())


def test_broken_characters_are_reported() -> None:
    content = reader.read("某某局2024年预算公开".encode()[:-1], Limits())
    assert shown(content) == ["某某局2024年预算公\ufffd"]
    assert [notice.code for notice in content.notices] == ["BROKEN_CHARACTERS"]
