"""Both sides of a balance."""

from tests.parse.rules.conftest import doc, findings, outcome, row, spots, table

from gongkai.domain.content import Notice
from gongkai.domain.places import Place


def modern(head: str = "8.00", part: str = "5.00", total: str = "10.00", expenditure: str = "10.00"):
    return doc(
        table(
            "balance",
            row(None, "一、本年收入", side="income", amount=head),
            row(None, "1.一般公共预算拨款", side="income", amount="8.00"),
            row(None, "其中：一般财力", side="income", amount=part),
            row(None, "上级一般公共预算安排转移支付", side="income", amount="3.00"),
            row(None, "2.政府性基金预算拨款", side="income", amount=None),
            row(None, "二、上年结转结余", side="income", amount="2.00"),
            row(None, "收入总计", side="income", amount=total),
            row("213", "农林水支出", side="expenditure", amount="10.00"),
            row(None, "支出总计", side="expenditure", amount=expenditure),
        )
    )


def test_heads_parts_and_totals_that_add_up_hold():
    assert outcome("sum.balance", modern()).held == 5


def test_a_part_that_does_not_add_up_is_an_error_at_its_head():
    assert spots("sum.balance", modern(part="4.00")) == [("表1 1.一般公共预算拨款", "8.00", "7.00")]


def test_income_that_is_not_expenditure_is_an_error():
    assert ("表1 收入总计", "10.00", "12.00") in spots("sum.balance", modern(expenditure="12.00"))


def test_funds_below_a_plain_appropriation_are_its_parts():
    rows = (
        row(None, "财政拨款（补助）", side="income", amount="7.00"),
        row(None, "一般公共预算", side="income", amount="4.00"),
        row(None, "政府性基金预算", side="income", amount="2.00"),
        row(None, "事业收入", side="income", amount="1.00"),
        row(None, "小计", side="income", amount="8.00"),
        row(None, "单位上年结余", side="income", amount=None),
        row(None, "收入总计", side="income", amount="8.00"),
    )
    assert spots("sum.balance", doc(table("balance", *rows))) == [("表1 财政拨款（补助）", "7.00", "6.00")]


def test_final_accounts_repeat_the_funds_below_what_was_carried_over():
    rows = (
        row(None, "一、一般公共预算财政拨款", side="income", amount="5.00"),
        row(None, "本年收入合计", side="income", amount="5.00"),
        row(None, "年初财政拨款结转和结余", side="income", amount="2.00"),
        row(None, "一、一般公共预算财政拨款", side="income", amount="2.00"),
        row(None, "总计", side="income", amount="7.00"),
    )
    assert spots("sum.balance", doc(table("appropriation_balance", *rows), kind="final_accounts")) == []


def test_an_unnumbered_line_among_numbered_ones_may_be_a_part():
    rows = (
        row(None, "一、一般公共预算拨款收入", side="income", amount="5.00"),
        row(None, "经费拨款", side="income", amount="5.00"),
        row(None, "收入总计", side="income", amount="5.00"),
    )
    assert spots("sum.balance", doc(table("balance", *rows))) == []


def test_codes_below_the_spending_of_the_year_are_its_items():
    rows = (
        row(None, "一、本年支出", side="expenditure", total="7.00"),
        row("208", "社会保障和就业支出", side="expenditure", total="3.00"),
        row("213", "农林水支出", side="expenditure", total="4.00"),
        row(None, "二、结转下年", side="expenditure", total=None),
        row(None, "支出总计", side="expenditure", total="7.00"),
    )
    assert outcome("sum.balance", doc(table("appropriation_balance", *rows))).held == 2
    wrong = [
        row("208", "社会保障和就业支出", side="expenditure", total="2.00") if one.code == "208" else one for one in rows
    ]
    document = doc(table("appropriation_balance", *wrong))
    assert spots("sum.balance", document) == [("表4 一、本年支出", "7.00", "6.00")]


def test_functions_numbered_anew_below_the_spending_of_the_year_are_its_items():
    rows = (
        row(None, "一、本年支出", side="expenditure", total="7.00"),
        row(None, "一、教育支出", side="expenditure", total="3.00"),
        row(None, "二、预备费", side="expenditure", total=None),
        row(None, "三、其他支出", side="expenditure", total="4.00"),
        row(None, "二、年终结转结余", side="expenditure", total="1.00"),
        row(None, "支出总计", side="expenditure", total="8.00"),
    )
    assert spots("sum.balance", doc(table("appropriation_balance", *rows))) == []


def test_a_line_without_a_name_may_repeat_the_total_or_be_an_item():
    rows = [
        row(None, "", side="income", amount="7.00"),
        row(None, "一、一般公共预算", side="income", amount="7.00"),
        row(None, "收入总计", side="income", amount="7.00"),
    ]
    assert spots("sum.balance", doc(table("appropriation_balance", *rows))) == []
    rows[2] = row(None, "收入总计", side="income", amount="14.00")
    assert spots("sum.balance", doc(table("appropriation_balance", *rows))) == []


def test_a_line_that_was_not_read_whole_could_not_be_checked():
    told = Notice("NOT_A_FIGURE", "不是数字", "no number", Place(page=1, cell="amount"))
    printed = table(
        "balance",
        row(None, "一、一般公共预算", side="income", amount="1.00"),
        row(None, "收入总计", side="income", amount="3.00"),
    )
    assert findings("sum.balance", doc(printed, notices=(told,))) == []
    assert findings("sum.balance", doc(printed)) != []


def test_without_a_balance_the_rule_is_not_applicable():
    assert outcome("sum.balance", doc()).status == "not_applicable"
