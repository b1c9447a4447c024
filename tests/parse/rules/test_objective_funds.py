"""Funds of performance tables."""

from tests.parse.rules.conftest import doc, objective, outcome, spots


def test_sources_of_projects_and_units_that_add_up_hold():
    tables = (
        objective("甲", total="5.00", fiscal="3.00", other="2.00"),
        objective(None, total="9.00", upper="4.00", local="5.00"),
    )
    assert outcome("objective.funds", doc(objectives=tables)).held == 2


def test_a_total_that_is_not_the_sum_is_an_error():
    tables = (objective("甲", total="5.50", fiscal="3.00", other="2.00"),)
    assert spots("objective.funds", doc(objectives=tables)) == [("绩效表（一）", "5.50", "5.00")]


def test_a_table_without_sources_is_not_applicable():
    assert outcome("objective.funds", doc(objectives=(objective("甲", total="5.00"),))).status == "not_applicable"
