"""Procurement and its parts."""

from tests.parse.rules.conftest import doc, outcome, procurement, section, spots


def bought(total: str):
    about = section("十二/（二）", "政府采购情况", "……")
    return doc(sections=(about,), procurement=procurement(total=total, goods="1.00", works="2.00", services="3.00"))


def test_parts_that_add_up_hold():
    assert outcome("procurement.sum", bought("6.00")).held == 1


def test_parts_that_do_not_add_up_are_an_error():
    assert spots("procurement.sum", bought("7.50")) == [("第三部分 十二（二）", "7.50", "6.00")]


def test_without_parts_the_rule_is_not_applicable():
    assert outcome("procurement.sum", doc(procurement=procurement(total="6.00"))).status == "not_applicable"
