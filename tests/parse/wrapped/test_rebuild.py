from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.domain.content import Cell, Content, Grid, Line
from gongkai.domain.places import Place
from gongkai.parse.joining import join
from gongkai.parse.recognition import recognise
from gongkai.parse.wrapped import rebuild

TEXT = """
第二部分 2024年部门预算公开表
表三：
部门支出总体情况表
编制部门：示例区档案馆 单位：万元
项目 支出预算
功能分类科目编码
功能分类科目名称 合 计 基本支出 项目支出
类 款 项
总计: 12.00 5.00 7.00
示例区档案馆 12.00 5.00 7.00
20
1
一般公共服务支出 12.00 5.00 7.00
20
1
26 档案事务 12.00 5.00 7.00
20
1
26 01
行政运
行
5.00 5.00
20
1
26 04 档案馆 7.00 7.0
0
合计 12.00 5.00 7.00
备注：无内容应公开空表并说明情况。
第三部分 情况说明
"""


def test_a_table_becomes_a_grid_between_its_caption_and_its_note(content: Callable[[str], Content]) -> None:
    blocks = rebuild(content(TEXT)).blocks
    kinds = [type(block).__name__ for block in blocks]
    assert kinds == ["Line"] * 4 + ["Grid"] + ["Line"] * 2
    assert isinstance(blocks[4], Grid)
    assert blocks[4].texts() == [
        ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
        ["", "总计:", "12.00", "5.00", "7.00"],
        ["", "示例区档案馆", "12.00", "5.00", "7.00"],
        ["201", "一般公共服务支出", "12.00", "5.00", "7.00"],
        ["20126", "档案事务", "12.00", "5.00", "7.00"],
        ["2012601", "行政运行", "5.00", "5.00", ""],
        ["2012604", "档案馆", "7.00", "", "7.00"],
        ["", "合计", "12.00", "5.00", "7.00"],
    ]


def test_every_cell_knows_its_line(content: Callable[[str], Content]) -> None:
    grid = next(block for block in rebuild(content(TEXT)).blocks if isinstance(block, Grid))
    assert [cell.place.line for cell in grid.rows[6] if cell] == [23, 23, 25, 23, 25]


def test_text_without_tables_is_returned_unchanged(content: Callable[[str], Content]) -> None:
    text = content("第三部分 情况说明\n一、收支预算总体情况说明\n收支总预算 12.00 万元。")
    assert rebuild(text) is text


def test_amounts_that_fit_in_no_column_are_kept_and_reported(content: Callable[[str], Content]) -> None:
    odd = content(TEXT.replace("7.00 7.0\n0", "7.00 1.00 2.00 4.00"))
    grid = next(block for block in rebuild(odd).blocks if isinstance(block, Grid))
    assert grid.texts()[6][-1] == "7.00 1.00 2.00 4.00"
    assert "UNPLACED_AMOUNT" in [notice.code for notice in rebuild(odd).notices]


def test_a_table_whose_text_does_not_follow_its_cells_stays_lines_and_is_told(
    content: Callable[[str], Content],
) -> None:
    jumbled = content(TEXT.replace(" 12.00 5.00 7.00", " 12.00 12.00 5.00 5.00 7.00 7.00"))
    rebuilt = rebuild(jumbled)
    assert (rebuilt.blocks, [notice.code for notice in rebuilt.notices]) == (jumbled.blocks, ["UNREAD_TABLE"])


def test_a_heading_printed_again_on_the_next_page_is_no_row(content: Callable[[str], Content]) -> None:
    again = "— 9 —\n项目 支出预算\n功能分类科目编码\n功能分类科目名称 合 计 基本支出 项目支出\n类 款 项\n合计 12.00"
    grid = next(
        block
        for block in rebuild(content(TEXT.replace("\n合计 12.00", "\n" + again))).blocks
        if isinstance(block, Grid)
    )
    assert len(grid.rows) == 8


@pytest.mark.corpus
@pytest.mark.parametrize(("name", "tables"), [("gaoxin-2020/source.txt", 9), ("synthetic/syn-04/doc-wrap.txt", 9)])
def test_the_wrapped_disclosures_of_the_corpus_have_all_their_tables(corpus: Path, name: str, tables: int) -> None:
    lines = (corpus / name).read_text("utf-8").split("\n")
    text = Content("txt", tuple(Line(line, Place(line=at + 1)) for at, line in enumerate(lines) if line.strip()))
    recognition = recognise(join(rebuild(text).blocks))
    assert [table.number for table in recognition.tables] == list(range(1, tables + 1))
    assert "other" not in {table.code for table in recognition.tables}


def test_amounts_of_a_balance_table_that_fit_in_no_column_are_kept(content: Callable[[str], Content]) -> None:
    text = (
        "部门收支总体情况表\n编制部门：示例区档案馆 单位：万元\n收 入 支 出\n项 目 预算数 功能分类 预算数\n"
        "事业收入 1.00 2.00 201 一般公共服务支出 3.00 4.00\n收入总计 1.00 支出总计 3.00\n"
    )
    grid = next(block for block in rebuild(content(text)).blocks if isinstance(block, Grid))
    assert grid.texts()[2] == ["事业收入", "1.00 2.00", "201 一般公共服务支出", "3.00 4.00"]
    assert [notice.code for notice in rebuild(content(text)).notices] == ["UNPLACED_AMOUNT", "UNPLACED_AMOUNT"]


def test_a_document_with_drawn_tables_is_returned_unchanged(content: Callable[[str], Content]) -> None:
    lines = content(TEXT).blocks
    drawn = Grid(((Cell("合计", Place()), Cell("12.00", Place())),), Place())
    text = Content("pdf", (*lines[:8], drawn, *lines[-2:]))
    assert rebuild(text) is text
