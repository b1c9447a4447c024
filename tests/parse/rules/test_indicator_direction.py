"""Directions of cost indicators."""

from tests.parse.rules.conftest import doc, indicator, objective, only, outcome


def cost(name: str, op: str):
    return indicator(name, f"{op}100元", level1="成本指标", level2="经济成本指标", op=op)


def test_upper_limits_hold():
    assert (
        outcome("indicator.direction", doc(objectives=(objective("甲", cost("a", "<="), cost("b", "<=")),))).held == 2
    )


def test_a_lower_limit_beside_upper_ones_is_suspicious():
    finding = only("indicator.direction", doc(objectives=(objective("甲", cost("a", "<="), cost("b", ">=")),)))
    assert (finding.stated, finding.expected) == (">=100元", "<=100元")


def test_a_standard_that_stands_alone_may_be_a_lower_bound():
    assert outcome("indicator.direction", doc(objectives=(objective("甲", cost("a", ">=")),))).status == "passed"


def test_what_is_saved_is_no_cost():
    one = objective("甲", cost("a", "<="), cost("节约成本", ">="))
    assert outcome("indicator.direction", doc(objectives=(one,))).status == "passed"


def test_without_cost_indicators_the_rule_is_not_applicable():
    assert (
        outcome("indicator.direction", doc(objectives=(objective("甲", indicator("人数", ">=3人")),))).status
        == "not_applicable"
    )
