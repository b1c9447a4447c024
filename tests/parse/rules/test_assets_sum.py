"""Vehicles and their kinds."""

from tests.parse.rules.conftest import asset, assets, doc, only, outcome, section

SECTION = section("十/（三）", "国有资产占用使用情况", "1.房屋1平方米\n2.车辆5辆")


def owned(value: str, quantity: str = "5"):
    items = (
        asset("车辆", quantity, value, "辆"),
        asset("小轿车", "2", "20.00", "辆"),
        asset("其他车型", "3", "30.00", "辆"),
        asset("办公家具", None, "9.00"),
    )
    return doc(assets=assets(*items), sections=(SECTION,))


def test_kinds_that_add_up_hold_in_number_and_value():
    assert outcome("assets.sum", owned("50.00")).held == 2


def test_a_difference_is_an_error_at_the_paragraph():
    finding = only("assets.sum", owned("60.00"))
    assert (finding.where, finding.expected, finding.severity) == ("第三部分 十（三）2", "50.00", "error")


def test_a_difference_within_rounding_is_a_warning():
    assert only("assets.sum", owned("50.01")).severity == "warning"


def test_a_list_without_other_vehicles_may_not_be_whole():
    items = (asset("车辆", "5", "50.00", "辆"), asset("小轿车", "2", "20.00", "辆"), asset("越野车", "1", "9.00", "辆"))
    assert outcome("assets.sum", doc(assets=assets(*items))).status == "unchecked"


def test_vehicles_without_kinds_are_not_applicable():
    assert outcome("assets.sum", doc(assets=assets(asset("车辆", "5", "50.00", "辆")))).status == "not_applicable"
