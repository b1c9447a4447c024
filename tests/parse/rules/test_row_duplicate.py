"""Lines that stand twice."""

from tests.parse.rules.conftest import doc, outcome, row, spots, table


def line(name: str, total: str | None = "1.00"):
    return row("2130305", "水利工程建设", project=name, total=total)


def test_different_projects_of_one_code_and_amount_are_no_duplicates():
    assert outcome("row.duplicate", doc(table("project_expenditure", line("甲"), line("乙")))).held == 2


def test_the_same_line_again_is_named_by_its_number():
    document = doc(table("project_expenditure", line("甲"), line("乙"), line("甲")))
    assert spots("row.duplicate", document) == [("表7 第3行", "甲", None)]


def test_the_same_name_with_another_amount_is_no_duplicate():
    assert spots("row.duplicate", doc(table("project_expenditure", line("甲"), line("甲", "2.00")))) == []


def test_two_units_may_print_the_same_line():
    rows = (row(None, "水务局", total="1.00"), line("甲"), row(None, "水文站", total="1.00"), line("甲"))
    assert spots("row.duplicate", doc(table("project_expenditure", *rows))) == []


def test_a_unit_line_that_follows_itself_is_a_duplicate():
    rows = (row(None, "水务局", total="1.00"), row(None, "水务局", total="1.00"), line("甲"))
    assert spots("row.duplicate", doc(table("project_expenditure", *rows))) == [("表7 第2行", "水务局", None)]


def test_empty_lines_and_totals_are_not_looked_at():
    document = doc(table("project_expenditure", line("甲", None), line("甲", None), row(None, "合计", total="1.00")))
    assert outcome("row.duplicate", document).status == "not_applicable"


def test_without_tables_the_rule_is_not_applicable():
    assert outcome("row.duplicate", doc()).status == "not_applicable"


def test_lines_that_name_nothing_are_no_repetition():
    nameless = table(
        "expenditure", row("213", "类", total="3.00"), row(None, "", total="0.00"), row(None, "", total="0.00")
    )
    assert spots("row.duplicate", doc(nameless)) == []
