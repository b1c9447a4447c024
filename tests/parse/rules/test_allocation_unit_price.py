"""Numbers times prices."""

from tests.parse.rules.conftest import doc, outcome, project, spots


def allocated(text: str):
    return doc(projects=(project("见习补贴", "132.60", allocation=text),))


def test_a_number_a_price_and_months_that_give_the_amount_hold():
    assert (
        outcome("allocation.unit_price", allocated("见习生130人，补贴1700.00元/人/月*6个月，共计132.60万元")).held == 1
    )


def test_another_product_is_suspicious():
    found = spots("allocation.unit_price", allocated("见习生130人，补贴1700元/人/月*5个月，共计132.60万元"))
    assert [(where, stated) for where, stated, _ in found] == [("第三部分 七（一）", "132.60")]


def test_a_price_without_a_number_is_not_applicable():
    assert outcome("allocation.unit_price", allocated("补贴1700元/人/月，共计132.60万元")).status == "not_applicable"
