"""Weights of indicators."""

from tests.parse.rules.conftest import doc, indicator, objective, only, outcome, spots


def weighed(*weights: str | None):
    return objective("甲", *(indicator(f"指标{number}", ">=1", weight=weight) for number, weight in enumerate(weights)))


def test_a_hundred_and_ninety_hold():
    assert outcome("weights.sum", doc(objectives=(weighed("60", "40"), weighed("50", "40")))).held == 2


def test_another_sum_is_an_error_with_the_nearer_of_the_two():
    assert spots("weights.sum", doc(objectives=(weighed("50", "45"),))) == [("绩效表（一）", "95", "100")]
    assert only("weights.sum", doc(objectives=(weighed("50", "35"),))).expected == "90"


def test_a_sum_on_which_most_tables_agree_is_their_convention():
    tables = tuple(weighed("30", "20") for _ in range(4))
    assert spots("weights.sum", doc(objectives=tables)) == []


def test_an_indicator_without_a_weight_leaves_its_table_unchecked():
    assert outcome("weights.sum", doc(objectives=(weighed("50", None),))).status == "unchecked"


def test_without_weights_the_rule_is_not_applicable():
    assert outcome("weights.sum", doc(objectives=(weighed(None),))).status == "not_applicable"
