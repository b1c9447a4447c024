"""Tables that are announced."""

from dataclasses import replace

from tests.parse.rules.conftest import doc, only, outcome, row, table

from gongkai.domain.content import Notice

FIRST = table("balance", row(None, "收入总计", side="income", amount="1.00"))
SECOND = table("income", row(None, "合计", total="1.00"))


def test_printed_tables_hold():
    assert outcome("table.missing", doc(FIRST, SECOND)).held == 2


def test_a_table_that_is_only_announced_is_suspicious():
    announced = replace(table("expenditure", empty=True), currency=None)
    assert only("table.missing", doc(FIRST, SECOND, announced)).where == "表3"


def test_a_number_without_any_table_could_not_be_checked():
    assert outcome("table.missing", doc(FIRST, replace(SECOND, number=3))).skipped == 1


def test_where_tables_were_left_unread_an_announced_one_may_be_among_them():
    announced = replace(table("expenditure", empty=True), currency=None)
    told = Notice("UNREAD_TABLE", "没有读", "unread")
    assert outcome("table.missing", doc(FIRST, SECOND, announced, notices=(told,))).skipped == 1


def test_tables_without_numbers_are_not_applicable():
    assert outcome("table.missing", doc(replace(FIRST, number=None))).status == "not_applicable"
