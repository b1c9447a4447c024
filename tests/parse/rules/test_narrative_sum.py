"""Lists that add up."""

from tests.parse.rules.conftest import doc, outcome, section, spots


def basic(staff: str, running: str = "20.00"):
    text = (
        f"一般公共预算基本支出100.00万元，其中：\n人员经费{staff}万元，主要包括：基本工资50.00万元、奖金30.00万元。\n"
        f"公用经费{running}万元，主要包括：办公费15.00万元、水费5.00万元。"
    )
    return doc(sections=(section("六", "一般公共预算基本支出情况说明", text),))


def test_lists_and_halves_that_add_up_hold():
    assert outcome("narrative.sum", basic("80.00")).held == 3


def test_a_list_that_does_not_add_up_is_an_error_at_what_it_explains():
    assert spots("narrative.sum", basic("75.00")) == [
        ("第三部分 六 人员经费", "75.00", "80.00"),
        ("第三部分 六 基本支出", "100.00", "95.00"),
    ]


def test_a_list_in_yuan_is_brought_to_the_unit_of_its_total():
    text = "收支总预算3.00万元。支出预算包括：农林水支出20000元、住房保障支出10000元。"
    assert spots("narrative.sum", doc(sections=(section("一", "收支预算总体情况说明", text),))) == []


def test_a_list_without_amounts_is_not_applicable():
    text = "收支总预算3.00万元。支出预算包括：农林水支出、住房保障支出。"
    assert (
        outcome("narrative.sum", doc(sections=(section("一", "收支预算总体情况说明", text),))).status
        == "not_applicable"
    )
