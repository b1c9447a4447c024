"""Vehicles and their running cost."""

from tests.parse.rules.conftest import asset, assets, doc, only, outcome, said


def running(cost: str):
    return doc(assets=assets(asset("车辆", "5", "50.00", "辆")), statements=(said("十", "公务用车运行费", cost),))


def test_vehicles_with_running_cost_hold():
    assert outcome("assets.vehicles", running("9.00")).held == 1


def test_vehicles_without_running_cost_are_noted():
    finding = only("assets.vehicles", running("0.00"))
    assert (finding.where, finding.severity) == ("第三部分 十 公务用车运行费", "info")


def test_a_unit_without_vehicles_is_not_applicable():
    assert outcome("assets.vehicles", doc()).status == "not_applicable"
