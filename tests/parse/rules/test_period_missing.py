"""Periods without a year."""

from tests.parse.rules.conftest import doc, only, outcome, project


def test_a_period_with_a_year_holds():
    given = project("甲", "1.00", period_text="2024年1-12月", period=("2024-01-01", "2024-12-31"))
    assert outcome("period.missing", doc(projects=(given,))).held == 1


def test_a_period_without_a_year_is_noted():
    finding = only("period.missing", doc(projects=(project("甲", "1.00", period_text="1-12月"),)))
    assert (finding.severity, finding.expected) == ("info", "2024年1-12月")


def test_a_project_without_a_period_is_not_applicable():
    assert outcome("period.missing", doc(projects=(project("甲", "1.00"),))).status == "not_applicable"
