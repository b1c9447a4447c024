"""A table whose figures were not read into columns is told to be unread, never shown as published empty."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from gongkai.domain.content import Content, Grid, Line
from gongkai.domain.places import Place
from gongkai.parse.recognition import recognise
from gongkai.parse.wrapped import rebuild

Draw = Callable[..., Grid]
Lines = Callable[..., list[Line]]

FIGURES = ("201 一般公共服务支出 12.00 5.00 7.00", "20126 档案事务 12.00 5.00 7.00", "合计 12.00 5.00 7.00")


def test_figures_below_a_title_without_a_grid_get_a_notice(lines: Lines) -> None:
    found = recognise(lines("部门支出总体情况表", *FIGURES))
    assert [notice.code for notice in found.notices] == ["UNREAD_TABLE"]


def test_a_table_announced_in_the_contents_but_unread_is_not_called_empty(draw: Draw, lines: Lines) -> None:
    titles = ("部门收支总体情况表", "部门收入总体情况表", "部门支出总体情况表", "项目支出情况表")
    contents = [f"{numeral}、{title}" for numeral, title in zip("一二三四", titles, strict=True)]
    grid = draw("项目 | 预算数 | 功能分类 | 预算数\n一、财政拨款 | 12.00 | 201 一般公共服务支出 | 12.00")
    blocks = [*lines("目录", *contents, "部门收支总体情况表"), grid, *lines("部门支出总体情况表", *FIGURES)]
    empty = {table.code: table.empty for table in recognise(blocks).tables}
    assert empty["expenditure"] is False
    assert empty["project_expenditure"] is True


def test_sentences_below_a_title_are_no_table(lines: Lines) -> None:
    found = recognise(lines("部门支出总体情况表", "本表中的金额共计12.00万元。", "比上年增加1.00万元，增长9.09%。"))
    assert found.notices == ()


def test_lines_whose_places_are_known_are_never_counted_into_columns(lines: Lines) -> None:
    placed = [
        replace(line, place=Place(page=1, box=(0.0, 0.0, 9.0, 9.0))) for line in lines("部门支出总体情况表", *FIGURES)
    ]
    content = Content(reader="pdf", blocks=tuple(placed))
    assert rebuild(content) is content


def test_one_row_of_whole_figures_below_a_title_gets_a_notice(lines: Lines) -> None:
    found = recognise(
        lines("部门支出总体情况表", "单位名称 合计 基本支出 项目支出", "某单位 28150400 20000000 8150400 0")
    )
    assert [notice.code for notice in found.notices] == ["UNREAD_TABLE"]
