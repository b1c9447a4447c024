"""Empty tables and their explanations."""

from dataclasses import replace

from tests.parse.rules.conftest import doc, only, outcome, row, section, spots, table

EMPTY = table("fund_expenditure", row(None, "合计", total=None), empty=True)
FILLED = table("expenditure", row(None, "合计", total="3.00"))


def fund(text: str):
    return section("八", "关于政府性基金预算拨款情况说明", text)


def test_an_empty_table_that_the_text_calls_empty_holds():
    said = fund("2024年没有使用政府性基金预算拨款安排的支出，政府性基金预算支出情况表为空表。")
    assert outcome("empty_table.statement", doc(EMPTY, sections=(said,))).held == 1


def test_a_note_of_its_own_explains_an_empty_table():
    noted = table("fund_expenditure", empty=True, note="备注：未安排政府性基金，此表为空表")
    assert outcome("empty_table.statement", doc(noted)).held == 1


def test_an_empty_table_without_explanation_is_an_error():
    said = fund("2024年没有使用政府性基金预算拨款安排的支出。")
    assert spots("empty_table.statement", doc(FILLED, EMPTY, sections=(said,))) == [("表8", None, "空表说明")]


def test_in_a_form_without_empty_tables_it_is_enough_to_say_that_there_is_no_such_money():
    said = fund("2024年没有使用政府性基金预算拨款安排的支出。")
    plain = replace(EMPTY, title="政府性基金预算支出表")
    assert outcome("empty_table.statement", doc(plain, sections=(said,))).held == 1


def test_the_standing_note_is_no_explanation():
    noted = table("fund_expenditure", empty=True, note="备注：无内容应公开空表并说明情况。")
    assert only("empty_table.statement", doc(FILLED, noted)).where == "表8"


def test_a_filled_table_that_the_text_calls_empty_is_an_error():
    filled = table("fund_expenditure", row("212", "类", total="3.00"), row(None, "合计", total="3.00"))
    document = doc(filled, sections=(fund("政府性基金预算支出情况表为空表。"),))
    assert spots("empty_table.statement", document) == [("表8", "空表", "3.00")]


def test_an_empty_table_whose_subject_no_section_speaks_of_could_not_be_checked():
    assert outcome("empty_table.statement", doc(EMPTY)).status == "unchecked"


def test_a_sum_that_the_text_gives_as_nought_explains_an_empty_table():
    plain = replace(EMPTY, title="政府性基金预算支出表")
    assert (
        outcome("empty_table.statement", doc(FILLED, plain, sections=(fund("政府性基金拨款支出预算为0；"),))).held == 1
    )


def test_a_blank_form_could_not_be_checked():
    blank = doc(EMPTY, sections=(fund("政府性基金拨款支出预算XX万元。"),))
    assert outcome("empty_table.statement", blank).status == "unchecked"


def test_without_empty_tables_the_rule_is_not_applicable():
    assert outcome("empty_table.statement", doc()).status == "not_applicable"
