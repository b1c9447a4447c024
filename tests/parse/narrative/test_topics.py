"""Parts of the text that are announced within their paragraphs."""

from __future__ import annotations

from decimal import Decimal

from .conftest import Tell


def test_a_title_that_opens_its_paragraph_announces_what_follows(tell: Tell) -> None:
    found = tell(
        "七、其他重要事项的情况说明",
        "（一）政府采购支出情况。2022年度政府采购支出总额35.00万元，其中：政府采购货物支出5.00万元、政府采购服务支出30.00万元。",
        "（二）国有资产占用情况。截至2022年12月31日，共有车辆6辆。",
    )
    assert found.procurement is not None
    assert (found.procurement.total, found.procurement.goods) == (Decimal("35.00"), Decimal("5.00"))
    assert found.assets is not None
    assert (found.assets.as_of, [one.name for one in found.assets.items]) == ("2022", ["车辆"])


def test_a_topic_ends_where_a_number_of_its_kind_comes_again(tell: Tell) -> None:
    found = tell(
        "五、其他重要事项",
        "2.政府采购情况",
        "（1）政府采购预算总额8.00万元，其中货物3.00万元。",
        "3.购置计划。采购服务9.00万元。",
    ).procurement
    assert found is not None
    assert (found.total, found.goods, found.services) == (Decimal("8.00"), Decimal("3.00"), None)


def test_the_topic_may_begin_with_an_unnumbered_title_and_ends_at_the_next(tell: Tell) -> None:
    found = tell("三、说明", "政府采购情况：采购预算总额8.00万元。", "绩效情况：服务采购2.00万元。").procurement
    assert found is not None
    assert (found.total, found.services) == (Decimal("8.00"), None)


def test_what_is_carried_over_in_the_income_is_no_item_without_a_name(tell: Tell) -> None:
    assert tell("二、收入预算", "1.上年结转：100.00万元，用于项目。").carry_overs == ()
