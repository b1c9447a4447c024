"""Projects and their lines."""

from tests.parse.rules.conftest import doc, outcome, project, row, spots, table

TABLE = table("project_expenditure", row("21303", "水利", project="河道清淤", total="35.00"))


def test_the_same_amount_holds():
    assert outcome("project.amount", doc(TABLE, projects=(project("河道清淤", "35"),))).held == 1


def test_another_amount_is_an_error():
    assert spots("project.amount", doc(TABLE, projects=(project("河道清淤", "53.00"),))) == [
        ("第三部分 七（一）", "53.00", "35.00")
    ]


def test_a_slip_of_the_unit_is_left_to_its_own_rule():
    assert (
        outcome("project.amount", doc(TABLE, projects=(project("河道清淤", "350000.00"),))).status == "not_applicable"
    )


def test_a_project_that_the_table_does_not_name_is_not_applicable():
    assert outcome("project.amount", doc(TABLE, projects=(project("水渠加固", "35.00"),))).status == "not_applicable"
