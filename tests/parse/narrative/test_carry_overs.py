"""The list of what is carried over."""

from __future__ import annotations

from decimal import Decimal

from .conftest import Tell


def test_each_item_has_a_name_an_amount_and_a_purpose(tell: Tell) -> None:
    first, second = tell(
        "第三部分 说明",
        "十一、上年结转结余预算情况说明",
        "云溪区水务局上年结转结余1,030.15万元，其中：",
        "1. 山财农[2022]412号关于下达资金[第一批]1,020.00 万元，主要用于：水库维修支出。",
        "2.关于节水宣传-山财农〔2023〕54号 10.15 万元,主要用于:宣传费支出；",
    ).carry_overs
    assert (first.name, first.amount) == ("山财农[2022]412号关于下达资金[第一批]", Decimal("1020.00"))
    assert (first.purpose, first.policy_refs) == ("水库维修支出", ("山财农〔2022〕412号",))
    assert (second.name, second.amount, second.purpose) == (
        "关于节水宣传-山财农〔2023〕54号",
        Decimal("10.15"),
        "宣传费支出",
    )


def test_an_item_without_a_purpose_is_kept(tell: Tell) -> None:
    (item,) = tell("第三部分 说明", "二、上年结转情况", "1.河道清淤5万元。").carry_overs
    assert (item.name, item.amount, item.purpose) == ("河道清淤", Decimal(5), None)


def test_an_item_without_a_number_is_known_by_its_purpose(tell: Tell) -> None:
    (item,) = tell(
        "二、上年结转情况", "上年结转结余5万元，其中：", "山财农〔2023〕54号5万元，主要用于：清淤。"
    ).carry_overs
    assert (item.name, item.purpose) == ("山财农〔2023〕54号", "清淤")


def test_a_document_without_the_list_has_none(tell: Tell) -> None:
    assert tell("第三部分 说明", "二、上年结转情况", "无上年结转结余预算。").carry_overs == ()


def test_the_word_for_the_amount_is_no_part_of_the_name(tell: Tell) -> None:
    texts = ("1.科技计划项目经费：结转150.33万元，主要用于项目实施。", "2.维修资金（第二批）结转8万元，用于维修。")
    found = tell("十一、上年结转结余情况", *texts).carry_overs
    assert [(one.name, str(one.amount)) for one in found] == [
        ("科技计划项目经费", "150.33"),
        ("维修资金（第二批）", "8"),
    ]


def test_several_items_may_stand_in_one_sentence(tell: Tell) -> None:
    text = "2023年上年结转资金共计35.6万元，主要包括：福彩公益金20万元，用于设施改造；临时救助15.6万元，用于救助。"
    found = tell("十一、上年结转结余情况", text).carry_overs
    assert [(one.name, str(one.amount), one.purpose) for one in found] == [
        ("福彩公益金", "20", "设施改造"),
        ("临时救助", "15.6", "救助"),
    ]
