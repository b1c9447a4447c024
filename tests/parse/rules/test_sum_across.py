"""Columns that add up."""

from tests.parse.rules.conftest import doc, findings, only, outcome, row, table

from gongkai.domain.content import Notice
from gongkai.domain.places import Place


def test_a_line_whose_columns_add_up_holds_and_an_empty_one_adds_nothing():
    line = row("301", "类", total="3.00", personnel="3.00", operating=None)
    assert outcome("sum.across", doc(table("basic_expenditure", line))).held == 1


def test_a_line_whose_columns_do_not_add_up_is_an_error():
    line = row("301", "类", total="3.00", personnel="1.00", operating="1.50")
    finding = only("sum.across", doc(table("basic_expenditure", line)))
    assert (finding.where, finding.stated, finding.expected) == ("表6 301", "3.00", "2.50")


def test_the_subtotal_of_the_appropriation_stands_for_its_columns():
    line = row("208", "类", total="9.00", appropriation="7.00", general="5.00", fund="2.00", unit_funds="2.00")
    assert outcome("sum.across", doc(table("income", line))).held == 2


def test_the_balance_of_a_fund_is_opening_and_income_less_expenditure():
    line = row("212", "类", opening="1.00", income="5.00", total="4.00", basic=None, closing="3.00")
    assert only("sum.across", doc(table("fund_expenditure", line), kind="final_accounts")).expected == "2.00"


def test_a_column_that_is_missing_from_line_to_total_was_not_read():
    rows = (
        row("213", "类", total="9.00", appropriation="7.00", special_account=None),
        row("21303", "款", total="9.00", appropriation="7.00", special_account=None),
        row(None, "合计", total="9.00", appropriation="7.00", special_account=None),
    )
    assert outcome("sum.across", doc(table("income", *rows))).status == "unchecked"


def test_a_fund_without_a_column_of_its_own_leaves_the_appropriation_unchecked():
    lines = (
        row(None, "一、本年支出", side="expenditure", total="9.00", general="7.00", fund=None),
        row(None, "（一）教育支出", side="expenditure", total="7.00", general="7.00", fund=None),
        row(None, "（二）国有资本经营预算支出", side="expenditure", total="2.00", general=None, fund=None),
        row(None, "支出总计", side="expenditure", total="9.00", general="7.00", fund=None),
    )
    assert outcome("sum.across", doc(table("appropriation_balance", *lines))).status == "unchecked"
    wrong = row(None, "支出总计", side="expenditure", total="9.50", general="7.00", fund=None)
    assert outcome("sum.across", doc(table("appropriation_balance", *lines[:3], wrong))).status == "failed"


def test_a_line_that_was_torn_in_two_could_not_be_checked():
    torn = (
        row("205", "类", total="9.00", basic="9.00", in_projects=None),
        row("202020", "项", total="388", basic="385", in_projects=None),
        row("77070", "", total="1.54", basic="4.45", in_projects=None),
    )
    assert findings("sum.across", doc(table("expenditure", *torn))) == []
    assert len(findings("sum.across", doc(table("expenditure", *torn[1:2])))) == 1


def test_a_column_of_no_known_kind_leaves_the_table_unchecked():
    line = row("208", "类", total="3.00", personnel="1.00", operating="1.00", c9="1.00")
    assert outcome("sum.across", doc(table("basic_expenditure", line))).status == "unchecked"


def test_a_total_without_any_printed_column_could_not_be_checked():
    line = row("301", "类", total="3.00", personnel=None, operating=None)
    assert outcome("sum.across", doc(table("basic_expenditure", line))).status == "unchecked"


def test_a_line_that_was_not_read_whole_could_not_be_checked():
    told = Notice("NOT_A_FIGURE", "不是数字", "no number", Place(page=1, cell="total"))
    printed = table("expenditure", row("208", "类", total="3.00", basic="1.00", in_projects="1.00"))
    assert findings("sum.across", doc(printed, notices=(told,))) == []
    assert findings("sum.across", doc(printed)) != []


def test_tables_without_columns_that_add_up_are_not_applicable():
    assert outcome("sum.across", doc(table("expenditure", row("208", "类", total="1.00")))).status == "not_applicable"
