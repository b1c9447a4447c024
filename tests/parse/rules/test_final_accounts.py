"""All rules together on invented final accounts in 元, told in 万元."""

from dataclasses import replace

from tests.parse.rules.conftest import doc, row, said, section, table

from gongkai.domain.disclosure import Disclosure, Row, Side
from gongkai.parse.rules import check


def line(side: Side, name: str, **values: str | None) -> Row:
    return row(None, name, side=side, **values)


def accounts(running: str = "30000.00", share: str = "80.00") -> Disclosure:
    balance = table(
        "balance",
        line("income", "一、一般公共预算财政拨款收入", amount="800000.00"),
        line("income", "二、政府性基金预算财政拨款收入", amount=None),
        line("income", "八、其他收入", amount="200000.00"),
        line("income", "本年收入合计", amount="1000000.00"),
        line("income", "年初结转和结余", amount="50000.00"),
        line("income", "总计", amount="1050000.00"),
        line("expenditure", "八、社会保障和就业支出", amount="1040000.00"),
        line("expenditure", "本年支出合计", amount="1040000.00"),
        line("expenditure", "年末结转和结余", amount="10000.00"),
        line("expenditure", "总计", amount="1050000.00"),
    )
    income = table(
        "income",
        row(None, "合计", total="1000000.00", appropriation="800000.00", other="200000.00"),
        row("208", "社会保障和就业支出", total="1000000.00", appropriation="800000.00", other="200000.00"),
    )
    expenditure = table(
        "expenditure",
        row(None, "合计", total="1040000.00", basic="640000.00", in_projects="400000.00"),
        row("208", "社会保障和就业支出", total="1040000.00", basic="640000.00", in_projects="400000.00"),
    )
    public = table(
        "three_public",
        row(None, "（一）支出合计", budget="60000.00", amount="50000.00"),
        row(None, "1．因公出国（境）费", budget=None, amount=None),
        row(None, "2．公务用车购置及运行维护费", budget="40000.00", amount="30000.00"),
        row(None, "（1）公务用车购置费", budget=None, amount=None),
        row(None, "（2）公务用车运行维护费", budget="40000.00", amount=running),
        row(None, "3．公务接待费", budget="20000.00", amount="20000.00"),
    )
    tables = tuple(replace(one, currency="元") for one in (balance, income, expenditure, public))
    sections = (
        section("二", "收入决算情况说明", "本年收入合计100.00万元，其中：财政拨款收入80.00万元，占80.00%。"),
        section("八", "财政拨款“三公”经费支出决算情况说明", "公务用车运行维护费支出决算3.00万元。"),
    )
    statements = (
        said("二", "财政拨款收入", "80.00", share_pct=share),
        said("八", "公务用车运行费", "3.00", change="-0.50", change_pct="-14.29"),
    )
    return doc(*tables, kind="final_accounts", currency="元", sections=sections, statements=statements)


def test_accounts_that_fit_give_no_findings():
    assert check(accounts()).findings == ()


def test_what_was_carried_over_takes_part_in_the_totals():
    assert check(accounts()).outcome("sum.balance").held >= 4


def test_a_wrong_share_and_a_wrong_item_are_found_across_units():
    found = {(one.rule, one.where) for one in check(accounts("31000.00", "81.00")).findings}
    assert ("narrative.share", "第三部分 二 财政拨款收入") in found
    assert ("sum.total", "表10 2．公务用车购置及运行维护费") in found
