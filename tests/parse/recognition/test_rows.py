from collections.abc import Callable

from gongkai.domain.content import Grid, Line
from gongkai.domain.disclosure import Table
from gongkai.parse.joining import join
from gongkai.parse.recognition import recognise

Draw = Callable[..., Grid]
Lines = Callable[..., list[Line]]


def _table(lines: Lines, grid: Grid, title: str = "部门支出总体情况表") -> Table:
    return recognise([*lines(title, "单位：万元"), grid]).tables[0]


def _codes(table: Table) -> list[str | None]:
    return [row.code for row in table.rows]


HEADING = "功能分类科目编码 | < | < | 功能分类科目名称 | 合计 | 基本支出 | 项目支出\n类 | 款 | 项 | ^ | ^ | ^ | ^\n"


def test_a_code_in_three_columns_is_one_code(draw: Draw, lines: Lines) -> None:
    table = _table(
        lines, draw(HEADING + "208 | | | 社会保障支出 | 3.00 | 3.00 |\n208 | 01 | 01 | 行政运行 | 3.00 | 3.00 |")
    )
    assert _codes(table) == ["208", "2080101"]


def test_a_level_printed_only_where_it_changes_is_carried_down(draw: Draw, lines: Lines) -> None:
    body = "208 | | | 社会保障支出 | 3 | |\n | 01 | | 管理事务 | 3 | |\n | | 01 | 行政运行 | 3 | |\n | | 2 | 一般事务 | 3 | |"
    assert _codes(_table(lines, draw(HEADING + body))) == ["208", "20801", "2080101", "2080102"]


def test_a_code_drawn_over_all_code_columns_counts_once(draw: Draw, lines: Lines) -> None:
    assert _codes(_table(lines, draw(HEADING + "2080101 | < | < | 行政运行 | 3 | 3 |"))) == ["2080101"]


def test_code_and_name_in_one_cell_are_told_apart(draw: Draw, lines: Lines) -> None:
    table = _table(lines, draw("科目 | 合计 | 基本支出\n2080101 行政运行 | 3.00 | 3.00\n208-社会保障支出 | 3.00 |"))
    assert [(row.code, row.name) for row in table.rows] == [("2080101", "行政运行"), ("208", "社会保障支出")]


def test_a_total_row_has_no_code_and_loses_its_colon(draw: Draw, lines: Lines) -> None:
    table = _table(lines, draw(HEADING + "总计: | < | < | < | 3.00 | |\n | | | 合 计 | 3.00 | |"))
    assert [(row.name, row.code, row.total_row) for row in table.rows] == [("总计", None, True), ("合计", None, True)]


def test_a_total_whose_letters_stand_in_two_columns_is_one(draw: Draw, lines: Lines) -> None:
    (row,) = _table(lines, draw(HEADING + " | | 合 | 计 | 3.00 | |")).rows
    assert (row.name, row.code, row.total_row) == ("合计", None, True)


def test_a_unit_row_keeps_its_number_in_the_name(draw: Draw, lines: Lines) -> None:
    (row,) = _table(lines, draw(HEADING + " | | | 101020-青河县水利局 | 3.00 | |")).rows
    assert (row.code, row.name, row.total_row) == (None, "101020-青河县水利局", False)


def test_a_name_cut_by_the_page_end_is_one_name(draw: Draw, lines: Lines) -> None:
    body = "208 | 01 | 99 | 其他人力资源管理 | 3.00 | | 3.00\n | | | 事务支出 | | |"
    (row,) = _table(lines, draw(HEADING + body)).rows
    assert row.name == "其他人力资源管理事务支出"


def test_a_figure_cut_by_the_page_end_is_one_figure(draw: Draw, lines: Lines) -> None:
    (row,) = _table(lines, draw(HEADING + " | | | 合计 | 1966.6 | | 11.1\n | | | | 6 | | 0")).rows
    assert {key: str(value) for key, value in row.values.items() if value is not None} == {
        "total": "1966.66",
        "project": "11.10",
    }


def test_a_figure_cut_before_its_separator_is_one_figure(draw: Draw, lines: Lines) -> None:
    (row,) = _table(lines, draw(HEADING + " | | | 合计 | 14,666 | | 3\n | | | | ,700.0 | | .5\n | | | | 0 | | ")).rows
    assert (str(row.values["total"]), str(row.values["project"])) == ("14666700.00", "3.5")


def test_two_whole_figures_are_never_made_one(draw: Draw, lines: Lines) -> None:
    recognition = recognise([*lines("部门支出总表"), draw(HEADING + " | | | 合计 | 200 | |\n | | | | 300 | |")])
    assert [row["total"] for row in recognition.tables[0].rows] == [200, 300]
    assert [notice.code for notice in recognition.notices] == ["NO_NAME"]


def test_words_in_a_column_of_figures_are_kept_as_a_notice(draw: Draw, lines: Lines) -> None:
    body = "208 | | | 社会保障支出 | 见附件 | |\n210 | | | 卫生健康支出 | — | |\n212 | | | 城乡社区支出 | 1.00 | |"
    recognition = recognise([*lines("部门支出总表"), draw(HEADING + body)])
    assert [row["total"] for row in recognition.tables[0].rows] == [None, None, 1]
    assert ["见附件" in notice.zh for notice in recognition.notices] == [True]


def test_an_empty_cell_is_none_and_a_printed_zero_is_zero(draw: Draw, lines: Lines) -> None:
    (row,) = _table(lines, draw(HEADING + "208 | | | 社会保障支出 | 1,003.50 | 0.00 |")).rows
    assert [str(row[key]) for key in ("total", "basic", "project")] == ["1003.50", "0.00", "None"]


def test_every_value_has_its_place(draw: Draw, lines: Lines) -> None:
    (row,) = _table(lines, draw(HEADING + "208 | | | 社会保障支出 | 3.00 | |", page=7)).rows
    assert row.place is not None
    assert row.cells["total"].page == row.place.page == 7


def test_lines_of_a_list_that_say_no_figures_belong_to_the_name_above(draw: Draw, lines: Lines) -> None:
    heading = "项目 | 总计 | 财政拨款 | <\n^ | ^ | 合计 | 项目支出\n"
    body = "青财〔2023〕1号关于下达 | 5 | 5 | 5\n水利资金[第 | 6 | 6 | 6\n二批] | | |"
    table = _table(lines, draw(heading + body), "上年结转结余情况明细表")
    assert [row.name for row in table.rows] == ["青财〔2023〕1号关于下达", "水利资金[第二批]"]


def test_a_unit_without_figures_is_a_row_of_its_own(draw: Draw, lines: Lines) -> None:
    body = "2080101 | < | < | 行政运行 | 3 | 3 |\n | | | 青河县水文站 | | |\n2080101 | < | < | 行政运行 | 1 | 1 |"
    assert [row.name for row in _table(lines, draw(HEADING + body)).rows] == ["行政运行", "青河县水文站", "行政运行"]


def test_a_row_whose_figures_stand_on_the_next_page_is_one_row(draw: Draw, lines: Lines) -> None:
    first = draw(HEADING + "2080199 | < | < | 其他人力资源管理 | | |", page=1)
    blocks = [*lines("部门支出总表"), first, draw(" | | | 事务支出 | 3.00 | 3.00 |", page=2)]
    (row,) = recognise(join(blocks)).tables[0].rows
    assert (row.code, row.name, str(row["total"])) == ("2080199", "其他人力资源管理事务支出", "3.00")


def test_a_total_is_found_in_whichever_column_it_stands(draw: Draw, lines: Lines) -> None:
    grid = (
        "项目分类 | 项目名称 | 科目编码 | 科目名称 | 合计\n事业发展 | 防汛 | 2130314 | 防汛 | 3.00\n合计 | | | | 3.00"
    )
    last = _table(lines, draw(grid), "项目支出预算表").rows[-1]
    assert (last.name, last.total_row) == ("合计", True)


def test_a_word_of_headings_on_a_new_page_is_no_rest_of_a_name(draw: Draw, lines: Lines) -> None:
    first, rest = (
        draw(HEADING + "213 | 05 | | 乡村振兴 | 3.00 | |", page=1),
        draw(" | | | 科目 | | |\n213 | 05 | 04 | 农村建设 | 3.00 | |", page=2),
    )
    table = recognise(join([*lines("部门支出总体情况表", page=1), first, rest])).tables[0]
    assert [row.name for row in table.rows] == ["乡村振兴", "科目", "农村建设"]
