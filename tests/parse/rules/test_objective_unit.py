"""The unit's performance table."""

from tests.parse.rules.conftest import doc, objective, outcome, project, row, spots, table

INCOME = table(
    "income",
    row("213", "类", total="9.00", appropriation="7.00"),
    row(None, "合计", total="9.00", appropriation="7.00"),
)


def test_the_totals_of_the_income_table_hold():
    one = objective(None, total="9.00", upper="3.00", local="4.00", other="2.00")
    assert outcome("objective.unit", doc(INCOME, objectives=(one,))).held == 2


def test_another_total_is_an_error():
    assert spots("objective.unit", doc(INCOME, objectives=(objective(None, total="9.90"),))) == [
        ("整体绩效表", "9.90", "9.00")
    ]


def test_a_table_in_yuan_could_not_be_checked():
    assert outcome("objective.unit", doc(INCOME, objectives=(objective(None, total="90000.00"),))).status == "unchecked"


def test_a_table_with_the_amount_of_a_project_could_not_be_checked():
    document = doc(INCOME, objectives=(objective(None, total="3.50"),), projects=(project("河道清淤", "3.50"),))
    assert outcome("objective.unit", document).status == "unchecked"


def test_without_an_income_table_the_rule_is_not_applicable():
    assert outcome("objective.unit", doc(objectives=(objective(None, total="9.00"),))).status == "not_applicable"
