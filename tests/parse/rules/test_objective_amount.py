"""Cost indicators against the allocation."""

import pytest
from tests.parse.rules.conftest import doc, indicator, objective, only, outcome, project

from gongkai.domain.disclosure import Disclosure

ITEMS = "巡护人员工资及社保50万元，防汛宣传费20万元"


def costed(name: str, value: str, allocation: str = ITEMS, measure: str = "万元", op: str | None = None) -> Disclosure:
    cost = indicator(name, f"{value}{measure}", op=op, value=value, measure=measure, level1="成本指标")
    works = (project("防汛", "70.00", allocation=allocation),)
    return doc(projects=works, objectives=(objective("防汛", cost, total="70.00", fiscal="70.00"),))


@pytest.mark.parametrize("value", ["50", "45"])
def test_a_cost_within_the_item_of_its_use_holds(value: str):
    assert outcome("objective.amount", costed("巡护人员工资", value)).held == 1


def test_a_cost_above_the_item_of_its_use_is_suspicious():
    finding = only("objective.amount", costed("按照合同标准发放工资金额（万元）", "70"))
    assert (finding.stated, finding.expected, finding.severity) == ("70", "50", "warning")


@pytest.mark.parametrize("name", ["工资总额", "人均工资", "工资标准", "工资标准（元）", "项目成本"])
def test_totals_and_standards_are_no_amounts_of_a_use(name: str):
    assert outcome("objective.amount", costed(name, "70")).status == "not_applicable"


@pytest.mark.parametrize(
    "allocation", ["巡护人员工资50万元，聘用人员工资20万元", "工资及宣传费70万元", "社保局工作经费50万元，宣传费20万元"]
)
def test_a_use_of_several_items_or_of_none_is_not_judged(allocation: str):
    assert outcome("objective.amount", costed("巡护人员工资", "70", allocation)).status == "not_applicable"


def test_a_limit_is_no_amount():
    assert outcome("objective.amount", costed("巡护人员工资", "70", op="<=")).status == "not_applicable"
