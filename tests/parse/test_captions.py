import pytest

from gongkai.parse import captions


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("表 1", 1),
        ("表一：", 1),
        ("表十二", 12),
        ("附表3", 3),
        ("附件表4", 4),
        ("公开01表", 1),
        ("部门公开表5", 5),
        ("财决公开03表", 3),
        ("表7 2024年项目支出情况表", 7),
        ("预算02-1表", None),
        ("表3-1", None),
        ("单位收支总体情况表", None),
    ],
)
def test_the_number_of_a_table_is_read_in_every_style(text: str, number: int | None) -> None:
    assert captions.number(text) == number


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("单位：万元", "万元"),
        ("金额单位：元", "元"),
        ("编制部门：青河县水利局\t单位：万元", "万元"),
        ("2024年部门收支总表（单位：亿元）", "亿元"),
        ("编制单位：青河县水利局", None),
    ],
)
def test_the_unit_of_money_is_read_wherever_it_stands(text: str, money: str | None) -> None:
    assert captions.currency(text) == money


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("八、政府性基金预算支出情况表", "政府性基金预算支出情况表"),
        ("表1 2024年部门收支总表", "2024年部门收支总表"),
        ("表七：项目支出情况表 单位：万元", "项目支出情况表"),
        ("部门收入总体情况表（续）", "部门收入总体情况表"),
        ("项 目 支 出 情 况 表", "项目支出情况表"),
    ],
)
def test_a_title_is_freed_from_number_unit_and_spaces(text: str, title: str) -> None:
    assert captions.title(text) == title


def test_a_sentence_is_no_caption() -> None:
    assert not captions.is_caption("具体情况见下表（按项目分别填报）：")
    assert not captions.is_caption("第二部分 2024年部门预算公开表")
    assert not captions.is_caption("国有资本经营预算支出情况表为空表。")


def test_page_numbers_are_furniture() -> None:
    assert captions.is_furniture("— 12 —")
    assert captions.is_furniture("第3页 共40页")
    assert not captions.is_furniture("合计")


def test_a_line_that_says_the_table_is_empty_is_known() -> None:
    assert captions.says_empty("本单位2024年无政府性基金预算支出，故本表无数据。")
    assert not captions.says_empty("八、关于政府性基金的说明：本表无数据")


def test_a_line_of_amounts_is_no_page_number() -> None:
    assert [captions.is_furniture(text) for text in ("— 12 —", "3/40", "第 3 页 共 40 页", "")] == [True] * 4
    assert not any(captions.is_furniture(text) for text in ("74.95 26.78 42.35", "12.50", "1234567", "1 2 3"))
