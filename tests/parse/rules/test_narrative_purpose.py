"""What money is said to be for."""

from tests.parse.rules.conftest import doc, only, outcome, row, section, table


def stated(purpose: str, basic: str, projects: str):
    text = f"一般公共预算支出包括：农林水支出9.00万元，主要用于{purpose}。"
    line = row("213", "农林水支出", total="9.00", basic=basic, in_projects=projects)
    return doc(table("general_expenditure", line), sections=(section("四", "财政拨款收支预算情况", text),))


def test_staff_and_running_costs_that_are_mostly_basic_hold():
    assert outcome("narrative.purpose", stated("人员经费、公用经费支出", "8.00", "1.00")).held == 1


def test_projects_said_to_be_staff_and_running_costs_are_suspicious():
    assert only("narrative.purpose", stated("人员经费、公用经费支出", "2.00", "7.00")).where == "第三部分 四"


def test_a_purpose_that_names_projects_is_not_applicable():
    assert outcome("narrative.purpose", stated("人员经费及专项业务支出", "2.00", "7.00")).status == "not_applicable"
