"""Projects under performance management."""

from tests.parse.rules.conftest import doc, objective, only, outcome, row, section, spots, table


def managed(number: int, amount: str, whole: str = "9.00"):
    spending = table(
        "expenditure",
        row("213", "类", total=whole, in_projects=whole),
        row(None, "合计", total=whole, in_projects=whole),
    )
    told = section("十/（四）", "预算绩效情况", f"实行绩效管理的项目{number}个，涉及预算金额{amount}万元。")
    objectives = (objective("甲", total="5.00", fiscal="5.00"), objective("乙", total="4.00", fiscal="4.00"))
    return doc(spending, sections=(told,), objectives=objectives)


def test_projects_that_are_counted_and_cover_all_hold():
    assert outcome("objective.coverage", managed(2, "9.00")).held == 2


def test_more_performance_tables_than_counted_are_suspicious():
    assert [where for where, _, _ in spots("objective.coverage", managed(1, "9.00"))] == ["第三部分 十（四）"]


def test_fewer_performance_tables_than_counted_may_not_have_been_read():
    assert outcome("objective.coverage", managed(3, "9.00")).status == "unchecked"


def test_another_amount_than_that_of_the_tables_is_suspicious():
    assert [where for where, _, _ in spots("objective.coverage", managed(2, "8.00"))] == ["第三部分 十（四）"]


def test_project_expenditure_without_objectives_is_suspicious():
    finding = only("objective.coverage", managed(2, "9.00", "12.00"))
    assert (finding.stated, finding.expected) == ("9.00", "12.00")


def test_tables_in_yuan_could_not_be_checked():
    assert outcome("objective.coverage", managed(2, "0.0009")).status == "unchecked"


def test_a_table_that_does_not_add_up_leaves_it_unchecked():
    one = objective("甲", total="5.00", fiscal="4.00", other="0.50")
    assert outcome("objective.coverage", doc(objectives=(one,))).status == "unchecked"


def test_without_projects_tables_the_rule_is_not_applicable():
    assert outcome("objective.coverage", doc()).status == "not_applicable"
