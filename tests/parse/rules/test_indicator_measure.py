"""Measures of rates."""

from tests.parse.rules.conftest import doc, indicator, objective, only, outcome


def measured(name: str, measure: str):
    return doc(objectives=(objective("甲", indicator(name, f">=95{measure}", measure=measure)),))


def test_a_rate_in_percent_holds():
    assert outcome("indicator.measure", measured("完成率", "%")).held == 1


def test_a_rate_that_counts_people_is_suspicious():
    assert only("indicator.measure", measured("比例达标率", "人")).stated == ">=95人"


def test_a_frequency_is_no_rate():
    assert outcome("indicator.measure", measured("巡查频率", "次")).status == "not_applicable"


def test_a_number_is_not_applicable():
    assert outcome("indicator.measure", measured("人数", "人")).status == "not_applicable"
