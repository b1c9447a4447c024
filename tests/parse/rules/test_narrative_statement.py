"""What the text denies."""

from tests.parse.rules.conftest import doc, only, outcome, row, section, staffing, table


def appropriation(fund: str | None):
    return table(
        "appropriation_balance", row(None, "支出总计", side="expenditure", total="9.00", general="9.00", fund=fund)
    )


ONLY = section("四", "财政拨款收支预算", "收入全部为一般公共预算拨款，无政府性基金预算拨款。")


def test_a_denial_that_the_table_bears_out_holds():
    assert outcome("narrative.statement", doc(appropriation(None), sections=(ONLY,))).status == "passed"


def test_a_fund_that_the_text_denies_is_an_error():
    finding = only("narrative.statement", doc(appropriation("4.00"), sections=(ONLY,)))
    assert (finding.where, finding.expected) == ("第三部分 四", "4.00")


def test_spending_from_a_fund_that_the_text_denies_is_an_error():
    denial = section("八", "政府性基金预算拨款情况说明", "2024年没有使用政府性基金预算拨款安排的支出。")
    assert only("narrative.statement", doc(appropriation("4.00"), sections=(denial,))).where == "第三部分 八"


def test_subordinates_that_the_first_part_denies_are_an_error():
    running = section("十/（一）", "机关运行经费情况", "局本级及下属2家行政单位的机关运行经费")
    finding = only("narrative.statement", doc(sections=(running,), staffing=staffing(subordinates=0)))
    assert finding.where == "第三部分 十（一）"


def test_a_narrative_that_denies_nothing_is_not_applicable():
    assert (
        outcome("narrative.statement", doc(sections=(section("四", "说明", "收支相等。"),))).status == "not_applicable"
    )
