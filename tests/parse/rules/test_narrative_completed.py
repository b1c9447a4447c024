"""Parts of a budget."""

import pytest
from tests.parse.rules.conftest import doc, only, outcome, section, spots


def told(text: str):
    return doc(sections=(section("七", "“三公”经费支出决算情况说明", text),))


@pytest.mark.parametrize(
    "text",
    [
        "公务接待费支出预算为4.00万元，支出决算为3.00万元，完成预算的75.00%。",
        "年初预算为1,200.00万元，决算数为900.00万元，完成年初预算的75%。",
        "支出决算为3.00万元，完成全年预算4.00万元的75%。",
    ],
)
def test_spending_divided_by_the_budget_holds(text: str):
    assert outcome("narrative.completed", told(text)).held == 1


def test_another_part_is_an_error():
    document = told("公务接待费支出预算为4.00万元，支出决算为3.00万元，完成预算的57.00%。")
    assert spots("narrative.completed", document) == [("第三部分 七", "57.00", "75.00")]


def test_a_part_that_was_cut_off_is_a_warning():
    assert (
        only("narrative.completed", told("支出决算为2000.00万元，完成预算3000.00万元的66.66%。")).severity == "warning"
    )


def test_without_such_a_sentence_the_rule_is_not_applicable():
    assert outcome("narrative.completed", told("本年无支出。")).status == "not_applicable"
