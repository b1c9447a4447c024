"""Procurement by kinds and reserved shares."""

from __future__ import annotations

from decimal import Decimal

from .conftest import Tell


def test_total_kinds_and_reserved_amounts_are_told_apart(tell: Tell) -> None:
    found = tell(
        "十、其他重要事项",
        "（二）政府采购情况",
        "2024年，云溪区水务局政府采购预算19.48万元，其中：政府采购货物预算6.98万元，政府采购工程预算0万元，政府采购服务预算12.50万元。",
        "2024年，云溪区水务局面向中小企业预留政府采购项目预算金额19.48万元，其中：面向小微企业预留政府采购项目预算金额11.40万元。",
    ).procurement
    assert found is not None
    kinds = (found.total, found.goods, found.works, found.services, found.reserved_sme, found.reserved_micro)
    assert kinds == tuple(map(Decimal, ("19.48", "6.98", "0", "12.50", "19.48", "11.40")))


def test_other_wordings_and_missing_kinds(tell: Tell) -> None:
    found = tell(
        "三、政府采购支出情况",
        "安排政府采购预算11.48万元：货物类采购1.48万元；服务类采购10万元。授予小微企业合同金额2万元。",
    ).procurement
    assert found is not None
    assert (found.total, found.goods, found.works, found.reserved_micro) == (
        Decimal("11.48"),
        Decimal("1.48"),
        None,
        Decimal(2),
    )


def test_kinds_in_one_list_are_read_one_by_one(tell: Tell) -> None:
    found = tell(
        "六、政府采购预算情况", "采购预算总额30万元，其中：货物预算10万元、服务预算20万元、工程预算0万元。"
    ).procurement
    assert found is not None
    assert (found.total, found.goods, found.services, found.works) == (
        Decimal(30),
        Decimal(10),
        Decimal(20),
        Decimal(0),
    )


def test_without_an_amount_there_is_no_procurement(tell: Tell) -> None:
    assert tell("三、政府采购情况", "未安排政府采购预算。").procurement is None


def test_services_to_be_bought_are_services(tell: Tell) -> None:
    text = "2023年度政府采购预算总额10.00万元，其中：拟采购货物支出1.00万元、拟采购工程支出0.00万元、拟购买服务支出9.00万元。"
    found = tell("一、政府采购情况", text).procurement
    assert found is not None
    assert (found.goods, found.works, found.services) == (Decimal("1.00"), Decimal("0.00"), Decimal("9.00"))
