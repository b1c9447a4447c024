"""Performance tables and their projects."""

from tests.parse.rules.conftest import doc, objective, outcome, project, row, section, spots, table


def both(fiscal: str, amount: str = "35.00", *tables):
    objectives = (objective("青财农[2023]12号-河道清淤", total=fiscal, fiscal=fiscal),)
    return doc(*tables, projects=(project("河道清淤", amount),), objectives=objectives)


def test_the_same_amount_holds():
    assert outcome("objective.project", both("35.00")).held == 1


def test_another_amount_is_an_error():
    assert spots("objective.project", both("53.00")) == [("绩效表（一）", "53.00", "35.00")]


def test_a_table_that_fits_the_project_table_is_right():
    rows = table("project_expenditure", row("21303", "水利", project="河道清淤", total="53.00"))
    assert spots("objective.project", both("53.00", "35.00", rows)) == []


def test_tables_that_are_all_in_yuan_could_not_be_checked():
    objectives = (objective("甲", fiscal="350000"), objective("乙", fiscal="20000"))
    document = doc(projects=(project("甲", "35"), project("乙", "2")), objectives=objectives)
    assert outcome("objective.project", document).status == "unchecked"


def test_a_table_in_ten_thousands_fits_a_statement_in_yuan():
    told = section("七/（一）", "项目名称：河道清淤", "预算安排规模：350000元")
    table_of = objective("河道清淤", total="35.00", fiscal="35.00")
    document = doc(sections=(told,), projects=(project("河道清淤", "350000"),), objectives=(table_of,))
    assert outcome("objective.project", document).held == 1


def test_a_project_without_a_performance_table_is_not_applicable():
    assert outcome("objective.project", doc(projects=(project("河道清淤", "35.00"),))).status == "not_applicable"
