"""Budgets that were carried over whole."""

from tests.parse.rules.conftest import carried, doc, only, outcome, row, said, section, table

SECTIONS = (section("五/（三）", "具体使用情况", "……"), section("十一", "上年结转结余预算情况说明"))


def changed(change: str):
    income = table("income", row("213", "农林水支出", appropriation_carry_over="19.19"))
    general = table("general_expenditure", row("213", "农林水支出", total="18.81"))
    statements = (said("五/（三）", "农林水支出/水利", "18.81", change=change),)
    rows = (*income.rows, row("21303", "水利", appropriation_carry_over="19.19"))
    return doc(
        table("income", *rows), general, sections=SECTIONS, statements=statements, carry_overs=(carried("甲", "19.19"),)
    )


def test_a_carry_over_that_is_a_part_of_last_years_budget_holds():
    assert outcome("carry_over.prior_budget", changed("-81.19")).held == 1


def test_a_budget_carried_over_almost_whole_is_suspicious_at_its_item():
    finding = only("carry_over.prior_budget", changed("-0.38"))
    assert (finding.where, finding.expected) == ("第三部分 十一 1", "19.19")


def test_without_carry_overs_the_rule_is_not_applicable():
    assert outcome("carry_over.prior_budget", doc()).status == "not_applicable"
