"""Carry-overs of list and table."""

from tests.parse.rules.conftest import carried, doc, outcome, row, section, spots, table

LINES = table(
    "carry_over", row(None, "甲", total="1.00"), row(None, "乙", total="2.00"), row(None, "合计", total="3.00")
)
SECTION = section("十一", "关于上年结转结余预算情况说明", "上年结转结余3.00万元，包括：……")


def listed(*amounts: str):
    items = tuple(carried(name, amount) for name, amount in zip("甲乙", amounts, strict=True))
    return doc(LINES, sections=(SECTION,), carry_overs=items)


def test_items_and_their_sum_that_fit_hold():
    assert outcome("carry_over.amount", listed("1.00", "2.00")).held == 3


def test_an_item_that_differs_is_an_error_and_so_is_the_sum():
    assert spots("carry_over.amount", listed("1.00", "2.50")) == [
        ("第三部分 十一 2", "2.50", "2.00"),
        ("第三部分 十一", "3.00", "3.50"),
    ]


def test_a_list_that_was_not_read_as_a_whole_is_not_added_up():
    numbered = section(
        "十一", SECTION.heading or "", "上年结转结余3.00万元，其中：\n1.甲1.00万元\n2.乙1.00万元\n3.丙1.00万元"
    )
    items = (carried("甲", "1.00"), carried("乙", "1.00"))
    assert outcome("carry_over.amount", doc(sections=(numbered,), carry_overs=items)).status == "unchecked"


def test_without_a_list_the_rule_is_not_applicable():
    assert outcome("carry_over.amount", doc(LINES)).status == "not_applicable"
