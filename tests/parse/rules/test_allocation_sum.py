"""Allocations that add up."""

from tests.parse.rules.conftest import doc, outcome, project, section, spots


def allocated(text: str, amount: str = "42.00"):
    return doc(projects=(project("河道清淤", amount, allocation=text),))


def test_a_stated_whole_and_its_items_that_fit_the_amount_hold():
    assert outcome("allocation.sum", allocated("材料费12.00万元、工程款30.00万元，共计42.00万元")).held == 2


def test_a_stated_whole_that_is_not_the_amount_is_an_error():
    assert spots("allocation.sum", allocated("用于清淤支出，共计45万元")) == [("第三部分 七（一）", "45", "42")]


def test_items_that_do_not_add_up_to_the_amount_are_an_error():
    assert spots("allocation.sum", allocated("工作经费7万元及人员津贴45万元")) == [("第三部分 七（一）", "42", "52")]


def test_a_last_item_with_its_own_sum_word_is_an_item():
    assert outcome("allocation.sum", allocated("培训补贴2万元、其他支出共计40万元")).held == 1


def test_a_list_that_names_the_whole_among_its_items_is_none():
    assert spots("allocation.sum", allocated("安排资金42万元，材料费12万元、工程款20万元")) == []


def test_items_in_yuan_are_brought_to_the_unit_of_the_amount():
    assert spots("allocation.sum", allocated("材料费120000元、工程款300000元，共计42.00万元")) == []


def test_prices_and_parts_of_a_part_are_no_items():
    texts = ("补助0.25万元/月/人；安家费每人1.50万元，共计42.00万元", "工程款40万元，其中：材料费10万元，共计42.00万元")
    assert [outcome("allocation.sum", allocated(text)).held for text in texts] == [1, 1]


def test_the_amounts_unit_is_read_from_the_projects_section():
    own = section("七/（一）", "项目名称：河道清淤", "预算安排规模：420000元")
    projects = (project("河道清淤", "420000", allocation="共计42万元"),)
    assert spots("allocation.sum", doc(sections=(own,), projects=projects)) == []


def test_an_allocation_without_amounts_is_not_applicable():
    assert outcome("allocation.sum", allocated("用于清淤")).status == "not_applicable"
