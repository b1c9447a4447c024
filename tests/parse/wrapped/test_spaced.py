"""Tables whose columns only spaces keep apart: read by position or told, never counted out."""

from __future__ import annotations

from gongkai.domain.content import Content, Grid, Line
from gongkai.domain.places import Place
from gongkai.parse.wrapped import rebuild


def _content(text: str) -> Content:
    lines = text.strip("\n").split("\n")
    return Content("txt", tuple(Line(line, Place(line=number)) for number, line in enumerate(lines, 1)))


def test_texts_stand_in_the_column_that_they_are_printed_in() -> None:
    rebuilt = rebuild(_content("""
部门支出总表
科目编码   科目名称        合  计     基本支出   项目支出
     208   社会保障支出    3.00                      3.00
   20805   养老支出        2.00                      2.00
"""))  # fmt: skip
    (grid,) = (block for block in rebuilt.blocks if isinstance(block, Grid))
    assert grid.texts() == [
        ["科目编码", "科目名称", "合  计", "基本支出", "项目支出"],
        ["208", "社会保障支出", "3.00", "", "3.00"],
        ["20805", "养老支出", "2.00", "", "2.00"],
    ]
    assert rebuilt.notices == ()


def test_a_group_stands_over_the_columns_around_its_middle() -> None:
    rebuilt = rebuild(_content("""
科目名称        合计            本年支出
                          基本支出    项目支出
社会保障支出    3.00          1.00        2.00
农林水支出      2.00          2.00
"""))  # fmt: skip
    (grid,) = (block for block in rebuilt.blocks if isinstance(block, Grid))
    assert [cell and (cell.text, cell.colspan) for cell in grid.rows[0]] == [
        ("科目名称", 1),
        ("合计", 1),
        ("本年支出", 2),
        None,
    ]


def test_a_table_is_told_where_a_heading_may_stand_over_several_columns() -> None:
    rebuilt = rebuild(_content("""
部门支出总表
科目名称        本年支出
                合计       基本支出      项目支出
社会保障支出    3.00           1.00          2.00
农林水支出      2.00           2.00
"""))  # fmt: skip
    assert not any(isinstance(block, Grid) for block in rebuilt.blocks)
    assert [notice.code for notice in rebuilt.notices] == ["UNREAD_TABLE"]


def test_the_line_of_unit_and_currency_is_no_row() -> None:
    rebuilt = rebuild(_content("""
部门：云溪区水务局                单位：万元
科目名称        合计
社会保障支出    3.00
农林水支出      2.00
"""))  # fmt: skip
    assert isinstance(rebuilt.blocks[0], Line)
    assert isinstance(rebuilt.blocks[1], Grid)


def test_a_table_of_one_row_is_told_where_its_places_are_not_clear() -> None:
    rebuilt = rebuild(_content("""
“三公”经费支出表
合计   因公出国（境）费用             公务用车购置及运行维护费           公务接待费
                            小计   公务用车购置费   公务用车运行维护费
3.76                        3.76                                  3.76
"""))  # fmt: skip
    assert [notice.code for notice in rebuilt.notices] == ["UNREAD_TABLE"]
