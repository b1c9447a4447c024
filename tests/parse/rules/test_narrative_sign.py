"""Directions of change and percentage."""

from tests.parse.rules.conftest import doc, outcome, said, spots


def stated(change: str, pct: str):
    return doc(statements=(said("三", "基本支出", "50.00", change=change, change_pct=pct),))


def test_one_direction_holds():
    assert outcome("narrative.sign", stated("-5.00", "-9.09")).held == 1


def test_opposite_directions_are_an_error():
    assert spots("narrative.sign", stated("-5.00", "9.09")) == [("第三部分 三 基本支出", "9.09", "-9.09")]


def test_a_change_of_zero_has_no_direction():
    assert outcome("narrative.sign", stated("0.00", "-1.00")).status == "not_applicable"


def test_without_a_percentage_the_rule_is_not_applicable():
    assert (
        outcome("narrative.sign", doc(statements=(said("三", "基本支出", "1.00", change="1.00"),))).status
        == "not_applicable"
    )
