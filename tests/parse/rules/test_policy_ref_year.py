"""Years of 文号."""

from dataclasses import replace

from tests.parse.rules.conftest import doc, objective, outcome, spots


def cited(goal: str):
    one = replace(objective("青财农[2023]12号、青财农[2022]40号-河道清淤"), goal=goal)
    return doc(objectives=(one,))


def test_the_same_years_hold():
    assert outcome("policy_ref.year", cited("根据青财农(2023)12号文件")).held == 1


def test_a_list_that_carries_the_year_on_to_another_number_is_an_error():
    assert spots("policy_ref.year", cited("根据青财农(2023)12号、40号文件")) == [
        ("绩效表（一）", "青财农〔2023〕40号", "青财农〔2022〕40号")
    ]


def test_a_goal_without_a_number_is_not_applicable():
    assert outcome("policy_ref.year", cited("清淤")).status == "not_applicable"
