"""A planned number times its price."""

from dataclasses import replace

import pytest
from tests.parse.rules.conftest import doc, indicator, objective, only, outcome, project

from gongkai.domain.disclosure import Disclosure


def planned(goal: str, allocation: str = "用于防汛演练，1500元/场，共计6.00万元", amount: str = "6.00") -> Disclosure:
    count = indicator("演练场次", ">=40场", op=">=", value="40", measure="场")
    price = indicator("每场标准", "1500元/场", value="1500", measure="元/场", level1="成本指标")
    table = replace(objective("防汛演练", count, price, total=amount, fiscal=amount), goal=goal)
    return doc(projects=(project("防汛演练", amount, allocation=allocation),), objectives=(table,))


def test_a_number_and_its_price_that_make_the_amount_hold():
    assert outcome("objective.unit_cost", planned("全年开展40场演练。")).held == 1


def test_a_number_and_its_price_that_make_another_amount_are_suspicious():
    finding = only("objective.unit_cost", planned("开展40场演练。", "1500元/场，共计11.10万元", "11.10"))
    assert (finding.where, finding.stated, finding.expected) == ("绩效表（一） 演练场次", "11.10", "6")


@pytest.mark.parametrize("goal", ["开展不少于40场演练。", "开展40场以上演练。", "开展演练。", "开展140场演练。"])
def test_a_number_that_the_goal_leaves_open_is_not_judged(goal: str):
    document = planned(goal, "1500元/场，共计11.10万元", "11.10")
    assert outcome("objective.unit_cost", document).status == "not_applicable"


@pytest.mark.parametrize(
    "allocation",
    [
        "1500元/场/月，共计11.10万元",
        "1500元/场，另付交通费2万元，共计11.10万元",
        "1500元/场",
        "1500元/场*2次，共计11.10万元",
    ],
    ids=["a month", "more than the price", "no whole", "times more"],
)
def test_an_allocation_that_is_not_one_price_is_not_judged(allocation: str):
    assert outcome("objective.unit_cost", planned("开展40场演练。", allocation, "11.10")).status == "not_applicable"
