"""Projects stated by labels."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gongkai.parse.narrative.projects import period

from .conftest import Tell

HEAD = ("第三部分 说明", "七、项目支出情况说明")


def test_labels_of_any_order_make_a_project(tell: Tell) -> None:
    (project,) = tell(
        *HEAD,
        "（一）项目名称：山财农[2023]262号-水库维修",
        "预算安排规模：1,281.25万元",
        "设立的政策依据：《水法》、山财农[2023]262号、84号。",
        "资金来源：区财政拨款",
        "项目承担单位：云溪区水务局。",
        "资金分配情况：维修养护，共计1,281.25万元；",
        "执行时间：2024年1月1日至2024年12月31日",
    ).projects
    assert (project.name, project.amount) == ("山财农[2023]262号-水库维修", Decimal("1281.25"))
    assert project.policy_basis == "《水法》、山财农[2023]262号、84号"
    assert project.policy_refs == ("山财农〔2023〕262号", "《水法》", "山财农〔2023〕84号")
    assert (project.undertaker, project.allocation) == ("云溪区水务局", "维修养护，共计1,281.25万元")
    assert (project.period, project.extra) == (("2024-01-01", "2024-12-31"), {"资金来源": "区财政拨款"})


def test_a_value_goes_on_in_the_next_paragraph(tell: Tell) -> None:
    (project,) = tell(*HEAD, "（一）项目名称：清淤", "资金分配情况：河道5万元，", "沟渠3万元。").projects
    assert project.allocation == "河道5万元，沟渠3万元"


def test_each_name_begins_another_project(tell: Tell) -> None:
    told = tell(
        *HEAD,
        "项目名称：清淤",
        "预算安排规模：1万元",
        "项目名称：护岸",
        "预算安排规模：2万元",
        "八、三公经费",
        "预算为0。",
    )
    assert [(one.name, one.amount) for one in told.projects] == [("清淤", Decimal(1)), ("护岸", Decimal(2))]


def test_labels_that_are_headings_make_a_project(tell: Tell) -> None:
    (project,) = tell(
        "第三部分 项目文本", "一、项目名称", "清淤", "二、立项依据", "《水法》", "三、项目概况", "河道12条。"
    ).projects
    assert (project.name, project.policy_refs, project.extra) == ("清淤", ("《水法》",), {"项目概况": "河道12条"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019年1-12月", ("2019-01-01", "2019-12-31")),
        ("2024年1月至12月", ("2024-01-01", "2024-12-31")),
        ("2024年3月15日至2025年2月28日", ("2024-03-15", "2025-02-28")),
        ("2024.01.01-2024.12.31", ("2024-01-01", "2024-12-31")),
        ("2024年全年", ("2024-01-01", "2024-12-31")),
        ("2024年1月-2月", ("2024-01-01", "2024-02-29")),
        ("1-12月", None),
        ("2024年13月-14月", None),
        ("长期", None),
    ],
)
def test_a_period_needs_its_year(text: str, expected: tuple[str, str] | None) -> None:
    assert period(text) == expected


def test_a_project_may_be_told_under_numbered_headings(tell: Tell) -> None:
    outline = ("1.项目概述", "建设智慧水利平台。", "2.立项依据", "云水发〔2022〕12号", "3.实施主体", "云溪区水务局", "4.实施方案", "公开招标。",
               "5.实施周期", "2023年1月至2023年12月", "6.年度预算安排", "2023年预算安排500.00万元。", "7.绩效目标", "平台上线。")  # fmt: skip
    second = ("（二）防汛经费", "1.项目概述：购买物资。", "2.立项依据：《防洪法》", "3.年度预算安排：20.00万元。")
    found = tell("三、重点项目情况", "（一）“智慧水利”建设项目", *outline, *second).projects
    assert [(one.name, str(one.amount), one.undertaker, one.period) for one in found] == [
        ("“智慧水利”建设项目", "500.00", "云溪区水务局", ("2023-01-01", "2023-12-31")),
        ("防汛经费", "20.00", None, None),
    ]
    assert found[0].policy_refs == ("云水发〔2022〕12号",)


def test_the_amount_may_be_labelled_as_the_budget_of_the_project(tell: Tell) -> None:
    (project,) = tell(*HEAD, "（一）项目名称：水库维修", "项目预算：12.50万元", "实施单位：云溪区水务局").projects
    assert project.amount == Decimal("12.50")


def test_a_period_may_say_from_and_to() -> None:
    assert period("自2017年3月1日起至2017年11月30日止") == ("2017-03-01", "2017-11-30")


@pytest.mark.parametrize(
    ("printed", "amount"),
    [("2024年安排100.5万元", "100.5"), ("1,560.8万元", "1560.8"), ("35万", "35"), ("300", "300"), ("￥2,350.00万元", "2350.00"),
     ("按每人50元计算，共安排100万元", "100"), ("生均1200元/年", None), ("2024年度", None)],
)  # fmt: skip
def test_the_amount_of_a_project_is_a_sum_and_neither_a_year_nor_a_rate(
    tell: Tell, printed: str, amount: str | None
) -> None:
    (one,) = tell("七、项目支出", "项目名称：修渠", f"预算安排规模：{printed}").projects
    assert one.amount == (None if amount is None else Decimal(amount))


def test_the_amount_may_stand_in_the_allocation_alone(tell: Tell) -> None:
    (one,) = tell(
        "七、项目支出", "项目名称：修渠", "资金安排情况：2023年安排资金62.00万元，其中中央补助50.00万元。"
    ).projects
    assert one.amount == Decimal("62.00")


def test_a_project_may_be_told_in_one_paragraph(tell: Tell) -> None:
    text = "1.低保资金500万元。立项依据：山民发〔2022〕15号；实施单位：山阳市民政局；实施时间：2023年1-12月；资金用途：发放低保金。"
    (one,) = tell("七、项目支出", "安排项目1个，共计500万元：", text).projects
    assert (one.name, one.amount, one.undertaker) == ("低保资金", Decimal(500), "山阳市民政局")
    assert (one.policy_refs, one.period) == (("山民发〔2022〕15号",), ("2023-01-01", "2023-12-31"))
    assert one.extra == {"资金用途": "发放低保金"}


def test_a_sentence_with_an_amount_and_one_label_is_no_project(tell: Tell) -> None:
    assert tell("七、项目支出", "1.低保资金500万元。资金来源：财政拨款。").projects == ()


def test_a_counted_title_names_the_project_below_it(tell: Tell) -> None:
    (one,) = tell(
        "二、项目支出情况说明",
        "项目一：运动员伙食补助",
        "（1）立项依据：山体字〔2021〕30号",
        "（2）实施主体：山阳市体育学校",
        "（3）年度预算安排：128.00万元",
    ).projects
    assert (one.name, one.amount) == ("运动员伙食补助", Decimal("128.00"))


def test_a_project_may_be_told_in_one_paragraph_under_its_name(tell: Tell) -> None:
    first, second = tell(
        "三、重点项目",
        "1.节水改造。项目概述：改造管网。立项依据：山水〔2023〕5号。实施主体：水务局。年度预算安排：120.50万元。",
        "2.防汛。项目概述：备汛。立项依据：山水〔2023〕6号。实施周期：2024年。年度预算安排：20万元。",
    ).projects
    assert (first.name, first.amount, first.undertaker) == ("节水改造", Decimal("120.50"), "水务局")
    assert (second.name, second.policy_refs, second.period_text) == ("防汛", ("山水〔2023〕6号",), "2024年")


def test_a_numbered_label_that_nobody_knows_ends_the_one_before(tell: Tell) -> None:
    (one,) = tell(
        "四、重点项目",
        "（一）节水改造",
        "1.项目概况",
        "改造管网。",
        "2.立项依据",
        "山水〔2023〕5号。",
        "3.联系科室",
        "农水科。",
        "4.预算安排",
        "120.50万元。",
    ).projects
    assert (one.policy_basis, one.amount, one.extra["联系科室"]) == ("山水〔2023〕5号", Decimal("120.50"), "农水科")


def test_labels_that_stand_alone_go_with_the_line_below_them(tell: Tell) -> None:
    (one,) = tell(
        "八、重点项目", "项目名称", "节水改造", "实施单位", "山阳市水务局", "预算金额", "120.50万元", "九、其他"
    ).projects
    assert (one.name, one.undertaker, one.amount) == ("节水改造", "山阳市水务局", Decimal("120.50"))


def test_labels_without_a_field_are_kept_as_printed(tell: Tell) -> None:
    (one,) = tell("八、项目", "项目名称：节水；预算金额：120.50万元；项目内容：改造管网。").projects
    assert (one.amount, one.extra) == (Decimal("120.50"), {"项目内容": "改造管网"})
