"""The value of large equipment."""

from tests.parse.rules.conftest import asset, assets, doc, only, outcome


def valued(equipment: str):
    items = (
        asset("办公家具", None, "10.00"),
        asset("其他资产", None, "70.00"),
        asset("单位价值50万元以上大型设备", "1", equipment),
    )
    return doc(assets=assets(*items))


def test_equipment_that_fits_into_other_assets_holds():
    assert outcome("assets.part", valued("75.00")).held == 1


def test_equipment_worth_more_than_all_other_assets_is_suspicious():
    assert only("assets.part", valued("149.00")).stated == "149.00"


def test_equipment_without_a_value_is_not_applicable():
    assert outcome("assets.part", doc(assets=assets(asset("其他资产", None, "70.00")))).status == "not_applicable"
