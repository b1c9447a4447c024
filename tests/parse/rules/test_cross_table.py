"""Figures that several tables print."""

from tests.parse.rules.conftest import doc, only, outcome, row, spots, table


def general(total: str, basic: str = "4.00"):
    return table(
        "general_expenditure", row("213", "类", total=total, basic=basic), row(None, "合计", total=total, basic=basic)
    )


def basic(total: str, currency: str = "万元"):
    return table("basic_expenditure", row("301", "类", total=total), row(None, "合计", total=total), currency=currency)


def overall(total: str):
    return table("expenditure", row("213", "类", total=total), row(None, "合计", total=total))


def test_the_same_total_in_two_tables_holds():
    assert outcome("cross.table", doc(general("5.00"), basic("4.00"))).held == 1


def test_a_different_total_is_an_error_that_names_both_tables():
    finding = only("cross.table", doc(general("5.00"), basic("3.00")))
    assert (finding.where, finding.stated, finding.expected) == ("表6 合计", "3.00", "4.00")
    assert "表5 合计" in finding.message
    assert len(finding.places) == 2


def test_tables_in_yuan_and_in_ten_thousand_yuan_are_compared_in_one_unit():
    assert outcome("cross.table", doc(general("5.00"), basic("40000.00", "元"))).held == 1
    assert only("cross.table", doc(general("5.00"), basic("41000.00", "元"))).expected == "40000"


def test_what_rounding_to_ten_thousand_yuan_takes_away_is_no_difference():
    assert outcome("cross.table", doc(general("5.00"), basic("40012.34", "元"))).held == 1


def test_the_table_that_stands_alone_is_the_one_named():
    balance = table(
        "balance",
        row(None, "收入总计", side="income", amount="5.00"),
        row("213", "类", side="expenditure", amount="5.00"),
        row(None, "支出总计", side="expenditure", amount="5.00"),
    )
    income = table("income", row("213", "类", total="6.00"), row(None, "合计", total="6.00"))
    assert {where for where, _, _ in spots("cross.table", doc(balance, income, overall("5.00")))} == {
        "表2 合计",
        "表2 213",
    }


def test_a_figure_that_repeats_a_broken_sum_is_not_reported_again():
    broken = table("income", row("213", "类", total="5.00"), row(None, "合计", total="6.00"))
    assert spots("cross.table", doc(broken, overall("5.00"))) == []


def test_a_code_that_one_table_leaves_empty_is_not_compared():
    income = table("income", row("213", "类", total=None), row(None, "合计", total="5.00"))
    assert spots("cross.table", doc(income, overall("5.00"))) == []


def test_projects_of_one_code_are_added_up():
    projects = table(
        "project_expenditure",
        row("213", "类", project="甲", total="1.00"),
        row("213", "类", project="乙", total="2.00"),
    )
    whole = table("general_expenditure", row("213", "类", total="3.00", in_projects="3.00"))
    assert spots("cross.table", doc(whole, projects)) == []


def test_with_one_table_alone_the_rule_is_not_applicable():
    assert outcome("cross.table", doc(basic("1.00"))).status == "not_applicable"


def test_what_was_carried_over_may_be_counted_by_one_table_and_not_by_another():
    income = table(
        "income",
        row("213", "类", total="5.00", general="4.00", carry_over="1.00"),
        row(None, "合计", total="5.00", general="4.00", carry_over="1.00"),
    )
    assert outcome("cross.table", doc(income, general("5.00"))).status == "passed"
    assert len(spots("cross.table", doc(income, general("5.50")))) == 2
