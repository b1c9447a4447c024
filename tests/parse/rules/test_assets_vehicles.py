"""Vehicles and their running cost."""

from tests.parse.rules.conftest import asset, assets, doc, only, outcome, project, row, said, table

from gongkai.domain.disclosure import Disclosure, Table

BASIC = table("basic_expenditure", row("30201", "办公费", operating="9.00"))


def running(cost: str, *tables: Table, **fields: object) -> Disclosure:
    given = {"assets": assets(asset("车辆", "5", "50.00", "辆")), "statements": (said("十", "公务用车运行费", cost),)}
    return doc(*tables, **{**given, **fields})


def income(**more: str) -> Table:
    return table("income", row(None, "合计", total="90.00", **{"general": "90.00", **more}))


def test_vehicles_with_running_cost_hold():
    assert outcome("assets.vehicles", running("9.00")).held == 1


def test_vehicles_without_running_cost_are_noted():
    finding = only("assets.vehicles", running("0.00"))
    assert (finding.where, finding.severity) == ("第三部分 十 公务用车运行费", "info")


def test_vehicles_that_no_other_money_and_no_other_line_can_run_are_a_warning():
    assert only("assets.vehicles", running("0.00", income(), BASIC)).severity == "warning"


def test_other_income_may_run_the_vehicles():
    assert only("assets.vehicles", running("0.00", income(general="80.00", business="10.00"), BASIC)).severity == "info"


def test_a_line_for_transport_may_run_the_vehicles():
    transport = table("basic_expenditure", row("30239", "其他交通费用", operating="9.00"))
    assert only("assets.vehicles", running("0.00", income(), transport)).severity == "info"


def test_a_project_may_run_the_vehicles():
    works = (project("执法车辆运行", "9.00"),)
    assert only("assets.vehicles", running("0.00", income(), BASIC, projects=works)).severity == "info"


def test_a_unit_without_vehicles_is_not_applicable():
    assert outcome("assets.vehicles", doc()).status == "not_applicable"
