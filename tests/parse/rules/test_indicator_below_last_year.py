"""Targets below last year's value."""

from tests.parse.rules.conftest import doc, indicator, objective, only, outcome


def target(value: str, last: str | None, op: str = ">="):
    one = indicator("人数", f"{op}{value}人", op=op, value=value, measure="人", last_year=last)
    return doc(objectives=(objective("甲", one),))


def test_a_target_above_last_year_holds():
    assert outcome("indicator.below_last_year", target("120", "100人")).held == 1


def test_a_target_below_last_year_is_noted():
    finding = only("indicator.below_last_year", target("80", "100"))
    assert (finding.severity, finding.stated, finding.expected) == ("info", "80", "100")


def test_an_upper_limit_or_no_value_of_last_year_is_not_applicable():
    assert outcome("indicator.below_last_year", target("80", "100", "<=")).status == "not_applicable"
    assert outcome("indicator.below_last_year", target("80", None)).status == "not_applicable"
