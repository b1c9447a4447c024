"""Indicators that stand twice."""

from tests.parse.rules.conftest import doc, indicator, objective, only, outcome

from gongkai.domain.content import Notice


def test_indicators_of_different_targets_hold():
    one = objective("甲", indicator("满意度", ">=95%"), indicator("满意度", ">=90%"))
    assert outcome("indicator.duplicate", doc(objectives=(one,))).held == 2


def test_the_same_indicator_again_is_suspicious():
    one = objective("甲", indicator("满意度", ">=95%"), indicator("满意度", ">=95%"))
    assert only("indicator.duplicate", doc(objectives=(one,))).where == "绩效表（一）"


def test_the_same_indicator_in_two_tables_is_no_duplicate():
    tables = (objective("甲", indicator("满意度", ">=95%")), objective("乙", indicator("满意度", ">=95%")))
    assert outcome("indicator.duplicate", doc(objectives=tables)).status == "passed"


def test_a_form_that_may_be_several_run_together_could_not_be_checked():
    one = objective(None, indicator("满意度", ">=95%"), indicator("满意度", ">=95%"))
    told = Notice("UNREAD_OBJECTIVE", "没有读", "unread")
    assert outcome("indicator.duplicate", doc(objectives=(one,), notices=(told,))).status == "unchecked"
    assert outcome("indicator.duplicate", doc(objectives=(one,))).status == "failed"


def test_without_indicators_the_rule_is_not_applicable():
    assert outcome("indicator.duplicate", doc()).status == "not_applicable"
