from collections.abc import Callable

from gongkai.domain.content import Content
from gongkai.parse.recognition.kinds import by_title
from gongkai.parse.wrapped.spans import spans

TEXT = """
部门支出总体情况表
第二部分 公开表
表三：
部门支出总体情况表
编制部门：示例区档案馆 单位：万元
合计 基本支出 项目支出
合计 9.00 9.00
备注：无内容应公开空表并说明情况。
表四：
财政拨款收支预算总体情况表
编制部门：示例区档案馆
和方志办公室
单位：万元
收入 支出
第三部分 情况说明
"""


def _bodies(content: Content) -> list[tuple[str, list[str]]]:
    found = spans(content.blocks, lambda title: kind.code if (kind := by_title(title)) else None)
    texts = [line.text for line in content.lines()]
    return [(span.kind, texts[span.start : span.end]) for span in found]


def test_a_table_lies_between_its_unit_line_and_its_note_or_the_next_part(content: Callable[[str], Content]) -> None:
    assert _bodies(content(TEXT)) == [
        ("expenditure", ["合计 基本支出 项目支出", "合计 9.00 9.00"]),
        ("appropriation_balance", ["收入 支出"]),
    ]


def test_a_title_over_two_lines_is_one_title(content: Callable[[str], Content]) -> None:
    text = "国有资本经营预算支出情\n况表\n单位：万元\n合计"
    assert _bodies(content(text)) == [("capital_expenditure", ["合计"])]


def test_the_last_titles_of_the_contents_begin_no_table(content: Callable[[str], Content]) -> None:
    text = "一、部门收入总体情况表\n二、部门支出总体情况表\n部门收入总体情况表\n单位：万元\n总计"
    assert _bodies(content(text)) == [("income", ["总计"])]
