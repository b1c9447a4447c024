from collections.abc import Callable

from gongkai.domain.content import Content, Grid
from gongkai.parse.wrapped import rebuild

UNIT = "编制部门：示例区档案馆 单位：万元\n"
GENERAL = (
    "部门支出总体情况表\n"
    + UNIT
    + "科目编码 科目名称 合计 基本支出 项目支出\n类 款 项\n201 一般公共服务支出 9.00 5.00 4.00\n201 26 档案事务 5.00 5.00\n"
    "201 29 群众团体事务 4.00 4.00\n合计 9.00 5.00 4.00\n"
)
FUND = (
    "政府性基金预算支出情况表\n"
    + UNIT
    + "科目编码 科目名称 合计 基本支出 项目支出\n类 款 项\n{rows}合计 {total}\n备注：无\n"
)
PROJECTS = (
    "项目支出情况表\n"
    + UNIT
    + "科目编码\n科目 项目名称\n项目\n支出\n合计\n工\n资\n福\n利\n支\n出\n对个\n人和\n家庭\n的补\n助\n类 款 项\n"
    "201 29 01\n行政运行 慰问活动 12.00 12.0\n0\n"
)
THREE_PUBLIC = (
    "一般公共预算“三公”经费支出情况表\n"
    + UNIT
    + "合计 因公出国（境）费 公务用车购置及运行费 公务接待费\n小计 公务用车购置费 公务用车运行费\n2.00 2.00 2.00\n"
)
BASIC = (
    "一般公共预算基本支出情况表\n"
    + UNIT
    + "科目编码 科目名称 合计 人员经费 公用经费\n类 款\n302 商品和服务支出 2.00 2.00\n302 31 公务用车运行维护费 2.00 2.00\n合计 2.00 2.00\n"
)


def _last_row(content: Content) -> list[str]:
    return [block for block in rebuild(content).blocks if isinstance(block, Grid)][-1].texts()[-1]


def _codes(content: Content) -> list[str]:
    return [notice.code for notice in rebuild(content).notices]


def test_the_table_of_all_expenditure_tells_the_columns_of_its_parts(content: Callable[[str], Content]) -> None:
    text = GENERAL + FUND.format(rows="201 29 群众团体事务 4.00 4.00\n", total="4.00 4.00")
    assert _last_row(content(text)) == ["", "合计", "4.00", "", "4.00"]
    assert _codes(content(text)) == []


def test_without_evidence_the_reader_is_told(content: Callable[[str], Content]) -> None:
    text = FUND.format(rows="229 其他支出 4.00 4.00\n", total="4.00 4.00")
    assert _last_row(content(text)) == ["", "合计", "4.00", "", "4.00"]
    assert _codes(content(text)) == ["AMBIGUOUS_COLUMN", "AMBIGUOUS_COLUMN"]


def test_a_broken_cell_stands_in_the_column_of_its_width(content: Callable[[str], Content]) -> None:
    assert _last_row(content(PROJECTS)) == ["2012901", "行政运行", "慰问活动", "12.00", "", "12.00"]
    assert _codes(content(PROJECTS)) == ["AMBIGUOUS_COLUMN"]


def test_the_economic_class_tells_the_item_of_three_public(content: Callable[[str], Content]) -> None:
    assert _last_row(content(BASIC + THREE_PUBLIC)) == ["2.00", "", "2.00", "", "2.00", ""]
    assert _codes(content(BASIC + THREE_PUBLIC)) == []
