from collections.abc import Callable

from gongkai.parse.wrapped.pieces import Piece
from gongkai.parse.wrapped.shapes import shapes

Pieces = Callable[[str], list[Piece]]

SINGLE_CHARACTERS = "科目编\n码\n科目 项目名称\n项目\n支出\n合计\n工\n资\n福\n利\n支\n出\n对个\n人和\n家庭\n的补\n助\n其\n他\n支\n出类 款 项"


def test_a_heading_broken_into_single_characters_is_whole_again(pieces: Pieces) -> None:
    heading = shapes()["project_expenditure"].read(pieces(SINGLE_CHARACTERS))
    assert [column.key for column in heading.columns] == ["total", "e301", "e303", "e399"]
    assert [column.width for column in heading.columns] == [2, 1, 2, 1]


def test_a_heading_cut_in_two_by_the_code_labels_is_whole_again(pieces: Pieces) -> None:
    heading = shapes()["project_expenditure"].read(
        pieces("科目编码\n科目 项目名称\n项目支\n出合计\n其他支\n类 款 项 出")
    )
    assert [column.heading for column in heading.columns] == ["项目支出合计", "其他支出"]


def test_the_lower_row_of_a_heading_stands_under_its_group(pieces: Pieces) -> None:
    text = "功能分类科目编码 功能分类科目名称\n总 计\n财 政 拨 款 (补 助)\n单位资金\n类 款 项\n财政拨款(补助)小计\n一般公共预算"
    columns = shapes()["income"].read(pieces(text)).columns
    assert [column.key for column in columns] == ["total", "appropriation", "general", "unit_funds"]
    assert [column.part_of for column in columns] == [None, 0, 1, 0]


def test_the_name_of_the_first_row_is_no_heading(pieces: Pieces) -> None:
    heading = shapes()["expenditure"].read(pieces("项目 支出预算\n合计 基本支出 项目支出\n类 款 项\n总计:"))
    assert heading.text.endswith("类款项")


def test_unknown_words_between_columns_are_a_column(pieces: Pieces) -> None:
    heading = shapes()["expenditure"].read(pieces("科目名称 合计 基本支出 专项往来 项目支出\n类 款 项"))
    assert [column.heading for column in heading.columns] == ["合计", "基本支出", "专项往来", "项目支出"]
    assert heading.unknown == ("专项往来",)


def test_a_heading_that_only_the_table_kinds_know_is_known(pieces: Pieces) -> None:
    columns = shapes()["expenditure"].read(pieces("科目名称 合计 基本支出 附属单位补助支出\n类 款 项")).columns
    assert [column.key for column in columns] == ["total", "basic", "subsidy_affiliated"]


def test_columns_beside_the_total_are_no_part_of_it(pieces: Pieces) -> None:
    text = "项目 年初结转和结余 本年收入 本年支出 年末结转和结余\n功能分类科目编码 科目名称 小计 基本支出 项目支出"
    columns = shapes()["fund_expenditure"].read(pieces(text)).columns
    assert [column.key for column in columns] == ["opening", "income", "total", "basic", "project", "closing"]
    assert [column.part_of for column in columns] == [None, None, None, 2, 2, None]
