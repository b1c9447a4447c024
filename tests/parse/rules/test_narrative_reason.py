"""Reasons that the figures contradict."""

import pytest
from tests.parse.rules.conftest import doc, only, outcome, row, said, section, spots, table

from gongkai.domain.disclosure import Disclosure

FEWER = "机构改革，在职人员减少"


def staffed(serving: str, *reasons: str) -> Disclosure:
    staff = section("第一部分/二", "人员情况", f"编制数30，实有人数30人，其中：{serving}；退休0人，增加0人。")
    basic = [
        said(path, "基本支出", "90.00", reason, change="-9.00")
        for path, reason in zip(("三", "五/（一）"), reasons, strict=False)
    ]
    return doc(sections=(staff,), statements=tuple(basic))


@pytest.mark.parametrize("serving", ["在职30人，减少0人", "在职30人，增加2人", "在职30人，与上年持平"])
def test_fewer_in_service_is_no_reason_where_they_did_not_become_fewer(serving: str):
    finding = only("narrative.reason", staffed(serving, FEWER, FEWER))
    assert (finding.where, finding.stated, finding.severity) == ("第三部分 三 基本支出", FEWER, "warning")


def test_fewer_in_service_is_a_reason_where_they_became_fewer():
    assert outcome("narrative.reason", staffed("在职30人，减少4人", FEWER, FEWER)).held == 1


@pytest.mark.parametrize("reasons", [(FEWER, "压减一般性支出"), ("区级聘用人员减少",), ("在职人员增加工资",)])
def test_other_reasons_beside_it_or_people_not_in_service_are_not_judged(reasons: tuple[str, ...]):
    assert outcome("narrative.reason", staffed("在职30人，减少0人", *reasons)).status == "not_applicable"


def test_the_reason_of_one_function_is_not_judged_by_the_whole_staff():
    staff = section("第一部分/二", "人员情况", "编制数30，其中：在职30人，增加1人。")
    function = said("五/（三）", "农林水支出/水利/行政运行", "9.00", FEWER, change="-2.00")
    assert outcome("narrative.reason", doc(sections=(staff,), statements=(function,))).status == "not_applicable"


def explained(running: str, basic: str, change: str = "-80.00", amount: str = "12.00") -> Disclosure:
    lines = table(
        "basic_expenditure", row("302", "商品和服务支出", operating="12.00"), row(None, "合计", operating="12.00")
    )
    statements = (
        said("三", "基本支出", "60.00", basic, change="-78.00"),
        said("十/（一）", "机关运行经费", amount, running, change=change),
    )
    return doc(lines, statements=statements)


def test_one_change_that_is_explained_in_two_ways_is_suspicious():
    document = explained("本年度业务量减少，劳务费减少", "本年度减少政府雇员工资预算")
    expected = ("第三部分 十（一） 机关运行经费", "本年度业务量减少，劳务费减少", "本年度减少政府雇员工资预算")
    assert spots("narrative.reason", document) == [expected]


def test_reasons_with_a_common_word_are_one():
    assert outcome("narrative.reason", explained("政府雇员劳务减少", "本年度减少政府雇员工资")).held == 1


@pytest.mark.parametrize(
    ("running", "change", "amount"),
    [("压减一般性支出", "-80.00", "12.00"), ("劳务费减少", "-70.00", "12.00"), ("劳务费减少", "-80.00", "13.00")],
    ids=["a general cause", "a part of the change", "not the running costs of the table"],
)
def test_reasons_that_may_both_be_true_are_no_finding(running: str, change: str, amount: str):
    assert spots("narrative.reason", explained(running, "减少政府雇员工资", change, amount)) == []
