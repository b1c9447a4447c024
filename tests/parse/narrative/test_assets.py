"""What a unit holds at the end of a year."""

from __future__ import annotations

from decimal import Decimal

from gongkai.domain.disclosure import Asset

from .conftest import Tell


def listed(asset: Asset) -> tuple[str, Decimal | None, str | None, Decimal | None]:
    return asset.name, asset.quantity, asset.measure, asset.value


def test_quantities_and_values_are_told_apart(tell: Tell) -> None:
    found = tell(
        "（三）略", "三、国有资产占用使用情况",
        "截至2023年底，云溪区水务局占用使用国有资产总体情况为：",
        "1. 房屋 1,710.62 平方米，价值 4281.43 万元。",
        "2. 车辆 4 辆，价值 55.80 万元；其中：执法执勤用车 1 辆，价值 14.70 万元。",
        "3. 办公家具价值 565.85 万元。",
        "单位价值 50 万元以上大型设备 0 台（套）。",
        "2024年未安排购置车辆经费，安排购置50万元以上大型设备0台（套）。",
    ).assets  # fmt: skip
    assert found is not None
    assert found.as_of == "2023"
    assert [listed(one) for one in found.items] == [
        ("房屋", Decimal("1710.62"), "平方米", Decimal("4281.43")),
        ("车辆", Decimal(4), "辆", Decimal("55.80")),
        ("执法执勤用车", Decimal(1), "辆", Decimal("14.70")),
        ("办公家具", None, None, Decimal("565.85")),
        ("单位价值50万元以上大型设备", Decimal(0), "台（套）", None),
    ]


def test_final_accounts_name_what_each_kind_is_worth(tell: Tell) -> None:
    found = tell(
        "二、国有资产占用情况",
        "截至2021年12月31日，云溪站资产总额500.00万元，其中，流动资产100.00万元。与上年相比，本年资产总额增加10.00万元。处置车辆1辆。",
        unit="云溪站",
    ).assets
    assert found is not None
    assert [(one.name, one.value) for one in found.items] == [
        ("资产总额", Decimal("500.00")),
        ("流动资产", Decimal("100.00")),
    ]


def test_the_noun_stands_without_the_unit_and_the_word_for_its_sum(tell: Tell) -> None:
    text = "云溪区水务局资产总额12,345.67万元，其中，流动资产1,000.00万元；房屋建筑物总面积5,600.00平方米。"
    found = tell("一、国有资产占有使用情况", text).assets
    assert found is not None
    assert [one.name for one in found.items] == ["资产总额", "流动资产", "房屋建筑物"]


def stated(tell: Tell, text: str) -> list[tuple[str, Decimal | None, str | None, Decimal | None]]:
    found = tell("五、其他", "（二）国有资产占用情况", text).assets
    return [listed(one) for one in found.items] if found else []


def test_a_value_may_follow_after_the_quantity(tell: Tell) -> None:
    text = "共有车辆17台，共计350.23万元；单位价值100万元（含）以上设备（不含车辆）2台（套）。"
    assert stated(tell, text) == [
        ("车辆", Decimal(17), "台", Decimal("350.23")),
        ("单位价值100万元（含）以上设备（不含车辆）", Decimal(2), "台（套）", None),
    ]


def test_a_name_may_have_several_nouns_and_brackets_state_parts(tell: Tell) -> None:
    text = "占用国有资产总计3,456.7万元，其中：土地、房屋及构筑物2,000万元（房屋面积5,600平方米），通用设备800万元（其中车辆10辆，价值180万元）。"
    assert stated(tell, text)[1:] == [
        ("土地、房屋及构筑物", None, None, Decimal(2000)),
        ("房屋", Decimal(5600), "平方米", None),
        ("通用设备", None, None, Decimal(800)),
        ("车辆", Decimal(10), "辆", Decimal(180)),
    ]


def test_a_change_is_no_asset_but_what_stands_beside_it_is(tell: Tell) -> None:
    text = "固定资产总额560.5万元，较上年增加20万元，其中车辆2台，价值36.8万元。与上年相比，资产总额增加9万元，其中车辆8台。"
    assert [one[0] for one in stated(tell, text)] == ["固定资产总额", "车辆"]


def test_a_total_before_a_colon_is_an_asset_of_its_own(tell: Tell) -> None:
    text = "2023年末共有车辆3辆：机要通信用车1辆；应急保障用车2辆。2024年拟新增配置车辆1辆。"
    assert [one[:2] for one in stated(tell, text)] == [
        ("车辆", Decimal(3)),
        ("机要通信用车", Decimal(1)),
        ("应急保障用车", Decimal(2)),
    ]


def test_an_area_behind_the_value_is_that_of_the_same_asset(tell: Tell) -> None:
    text = "办公用房账面价值356.00万元、面积1,200平方米；房屋36,500平方米，金额9,800.00万元。"
    assert stated(tell, text) == [
        ("办公用房", Decimal(1200), "平方米", Decimal("356.00")),
        ("房屋", Decimal(36500), "平方米", Decimal("9800.00")),
    ]


def test_a_plan_ends_the_assets_of_its_sentence_but_not_those_before_it(tell: Tell) -> None:
    text = "上年末固定资产金额为356.80万元（详见下表），本年度拟购置固定资产12.00万元，其中车辆1辆。"
    assert [one[0] for one in stated(tell, text)] == ["固定资产"]


def test_the_value_may_follow_the_quantity_at_once(tell: Tell) -> None:
    told = tell(
        "五、国有资产占有情况", "截至2022年12月31日，在建工程1项12277.73万元。无形资产471项234.37万元。", "六、其他"
    )
    assert [(one.name, str(one.quantity), one.measure, str(one.value)) for one in told.assets.items] == [
        ("在建工程", "1", "项", "12277.73"),
        ("无形资产", "471", "项", "234.37"),
    ]
