"""Parents and children in tables with codes."""

from dataclasses import replace

from tests.parse.rules.conftest import doc, findings, only, outcome, row, spots, table

from gongkai.domain.content import Notice
from gongkai.domain.places import Place


def family(parent: str, *children: str):
    rows = [row("208", "社会保障和就业支出", total=parent)]
    rows += [row(f"2080{number}", f"款{number}", total=value) for number, value in enumerate(children, 1)]
    return doc(table("expenditure", *rows))


def test_a_parent_that_is_the_sum_of_its_children_holds():
    assert outcome("sum.children", family("3.00", "1.00", "2.00")).held == 1


def test_a_parent_that_differs_is_an_error_with_every_figure_in_evidence():
    finding = only("sum.children", family("30.00", "10.00", "15.50"))
    assert (finding.where, finding.stated, finding.expected, finding.severity) == ("表3 208", "30.00", "25.50", "error")
    assert len(finding.places) == 3


def test_a_difference_within_rounding_is_a_warning_and_says_so():
    finding = only("sum.children", family("3.00", "1.00", "2.01"))
    assert (finding.severity, finding.cause) == ("warning", "rounding")


def test_whole_yuan_among_decimals_are_rounded_and_whole_ten_thousands_are_not():
    rows = (row("208", "类", total="3"), row("20801", "款", total="1.40"), row("20802", "款", total="2.00"))
    assert only("sum.children", doc(table("expenditure", *rows, currency="元"))).cause == "rounding"
    assert only("sum.children", doc(table("expenditure", *rows))).severity == "error"


def test_a_family_with_a_cell_that_was_not_read_could_not_be_checked():
    unread = Place(page=2, cell="C7")
    document = family("30.00", "10.00", "15.50")
    rows = (*document.tables[0].rows[:2], replace(document.tables[0].rows[2], cells={"total": unread}))
    told = Notice("NOT_A_FIGURE", "不是数字", "no number", unread)
    document = replace(document, tables=(replace(document.tables[0], rows=rows),), notices=(told,))
    assert outcome("sum.children", document).status == "unchecked"


def test_the_line_above_a_line_that_has_lost_its_name_could_not_be_checked():
    rest = Place(page=2, cell="C7")
    rows = [row("208", "类", total="14"), row("20801", "款", total="14000.00"), row(None, "", total="0")]
    rows.insert(1, replace(rows.pop(), cells={"total": rest}))
    told = Notice("NO_NAME", "没有名称", "no name", rest)
    assert outcome("sum.children", doc(table("expenditure", *rows), notices=(told,))).status == "unchecked"


def test_a_column_is_called_as_in_its_table():
    rows = (row("208", "类", operating="3.00"), row("20801", "款", operating="5.00"))
    assert "事业收入" in only("sum.children", doc(table("income", *rows))).message
    assert "公用经费" in only("sum.children", doc(table("basic_expenditure", *rows))).message


def test_rates_and_columns_of_unknown_meaning_do_not_add_up():
    rows = (row("208", "类", change_pct="3.00", c6="9"), row("20801", "款", change_pct="5.00", c6="4"))
    assert findings("sum.children", doc(table("general_expenditure", *rows))) == []


def test_swapped_digits_are_named_as_the_cause():
    assert only("sum.children", family("26.15", "21.00", "0.65")).cause == "digits swapped"
    assert only("sum.children", family("26.15", "21.00", "0.66")).cause is None


def test_a_child_that_the_total_leaves_out_is_named_as_the_cause():
    assert only("sum.children", family("10.00", "10.00", "25.00")).cause == "item left out"


def test_an_empty_child_adds_nothing_and_an_empty_column_is_not_compared():
    rows = (
        row("208", "类", total="5.00", basic=None),
        row("20801", "款", total="5.00", basic=None),
        row("20802", "款", total=None, basic=None),
    )
    assert outcome("sum.children", doc(table("expenditure", *rows))).held == 1


def test_a_parent_without_any_printed_child_could_not_be_checked():
    rows = (row("208", "类", total="5.00"), row("20801", "款", total=None))
    assert outcome("sum.children", doc(table("expenditure", *rows))).status == "unchecked"


def test_projects_stand_below_the_code_that_they_share():
    rows = (
        row("2080799", "其他就业补助", total="3.00"),
        row("2080799", "其他就业补助", project="甲", total="1.00"),
        row("2080799", "其他就业补助", project="乙", total="2.00"),
    )
    assert outcome("sum.children", doc(table("project_expenditure", *rows))).held == 1


def test_every_unit_has_a_tree_of_its_own():
    rows = (
        row(None, "青石县水务局", total="1.00"),
        row("213", "农林水支出", total="1.00"),
        row("21303", "水利", total="1.00"),
        row(None, "青石县水文站", total="2.00"),
        row("213", "农林水支出", total="2.00"),
        row("21303", "水利", total="2.00"),
    )
    assert findings("sum.children", doc(table("expenditure", *rows))) == []


def test_a_table_in_any_order_of_codes_is_the_same():
    rows = (row("20801", "款", total="4.00"), row("208", "类", total="5.00"), row("20802", "款", total="2.00"))
    assert spots("sum.children", doc(table("income", *rows))) == [("表2 208", "5.00", "6.00")]


def test_a_table_without_parents_is_not_applicable():
    assert outcome("sum.children", doc(table("income", row("208", "类", total="1.00")))).status == "not_applicable"
