"""万元 and 元 mistaken for each other."""

from tests.parse.rules.conftest import doc, only, outcome, project, row, said, section, spots, table

PROJECTS = table(
    "project_expenditure", row("21303", "水利", project="河道清淤", total="35.00"), row(None, "合计", total="35.00")
)


def test_an_amount_equal_to_its_cell_holds():
    assert outcome("unit.slip", doc(PROJECTS, projects=(project("河道清淤", "35.00"),))).held == 1


def test_a_project_ten_thousand_times_too_large_is_an_error_of_the_unit():
    finding = only("unit.slip", doc(PROJECTS, projects=(project("河道清淤", "350000.00"),)))
    assert (finding.where, finding.cause) == ("第三部分 七（一）", "unit slip ×10,000")


def test_yuan_printed_for_ten_thousand_yuan_is_seen_in_the_text():
    own = section("七/（一）", "项目名称：河道清淤", "预算安排规模：35.00元")
    assert spots("unit.slip", doc(PROJECTS, sections=(own,), projects=(project("河道清淤", "35.00"),))) != []


def test_another_difference_is_left_to_other_rules():
    assert spots("unit.slip", doc(PROJECTS, projects=(project("河道清淤", "36.00"),))) == []


def test_a_cell_that_a_sum_needs_ten_thousand_times_smaller_is_named():
    rows = (row("208", "类", total="50000.00"), row("213", "类", total="3.00"), row(None, "合计", total="8.00"))
    assert spots("unit.slip", doc(table("expenditure", *rows))) == [("表3 208", "50000.00", "5.00")]


def test_when_most_amounts_slip_the_unit_of_the_tables_is_the_one_finding():
    tables = table(
        "expenditure",
        row("213", "类", total="90000", basic="70000"),
        row(None, "合计", total="90000", basic="70000"),
    )
    text = "支出预算9万元，其中：基本支出7万元"
    items = (said("三", "基本支出", "7"),)
    sections = (section("一", "收支预算总体说明", "收支总预算9万元"), section("三", "支出预算情况说明", text))
    finding = only("unit.slip", doc(tables, sections=sections, statements=items))
    assert (finding.where, finding.severity) == ("表3", "warning")


def test_without_repeated_amounts_the_rule_is_not_applicable():
    assert outcome("unit.slip", doc(PROJECTS)).status == "not_applicable"
