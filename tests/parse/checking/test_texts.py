"""Amounts in running text."""

from decimal import Decimal

from gongkai.parse.checking.allocations import read
from gongkai.parse.checking.texts import after, listed, pairs
from gongkai.parse.checking.units import in_unit, printed_unit, same


def test_an_amount_directly_after_a_phrase():
    spoken = after("收支总预算(?:数?为)?", "2024年收支总预算为13,417.50万元。")
    assert spoken and (spoken.value, spoken.unit) == (Decimal("13417.50"), "万元")


def test_names_and_amounts_of_a_list_end_with_its_paragraph():
    items, _ = listed("包括[:：]", "支出包括：农林水支出7.00万元、住房保障支出3.00万元。\n另有1.00万元")
    assert [(item.name, str(item.value)) for item in items] == [("农林水支出", "7.00"), ("住房保障支出", "3.00")]


def test_prices_are_no_amounts_of_a_list():
    assert list(pairs("补贴1700.00元/人/月")) == []


def test_the_unit_behind_an_amount_with_separators():
    assert printed_unit(Decimal("1760.00"), "规模：1,760.00万元") == "万元"
    assert printed_unit(Decimal("760.00"), "规模：1760.00万元") is None


def test_units_are_compared_at_the_coarser_printing():
    assert same(Decimal("123.46"), "万元", Decimal("1234567.89"), "元")
    assert not same(Decimal("123.46"), "万元", Decimal("1234700.00"), "元")
    assert in_unit(Decimal("123.46"), "万元", "元") == Decimal("1234600")


def test_a_number_a_price_and_months_are_multiplied_only_when_all_are_given_once():
    assert read("121人，1400元/人/月*6个月").product == Decimal("1016400")
    assert read("1400元/人/月*6个月").product is None
