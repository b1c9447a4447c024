"""The language of identities.toml."""

from decimal import Decimal

from tests.parse.rules.conftest import doc, row, table

from gongkai.parse.checking.identities import load
from gongkai.parse.checking.selectors import open_book, terms

INCOME = table(
    "income",
    row("213", "农林水支出", total="5.00", general="3.00", general_transfer="2.00"),
    row("21303", "水利", total="5.00", general="3.00", general_transfer=None),
    row(None, "合计", total="5.00", general="3.00", general_transfer="2.00"),
)


def test_cells_of_several_columns_are_added():
    figure = open_book(doc(INCOME)).one("income[total].general + income[total].general_transfer")
    assert figure and (figure.value, figure.where, len(figure.places)) == (Decimal("5.00"), "表2 合计", 2)


def test_an_empty_or_missing_cell_gives_no_figure():
    book = open_book(doc(INCOME))
    assert book.one("income[total].capital") is None
    assert book.one("expenditure[total].total") is None


def test_each_code_and_each_class_in_turn():
    book = open_book(doc(INCOME))
    assert list(book.by_code("income[each].total")) == ["213", "21303"]
    assert list(book.by_code("income[class].total")) == ["213"]


def test_a_row_is_found_by_a_pattern_of_its_name():
    rows = (
        row(None, "收入总计", side="income", amount="9.00"),
        row(None, "二、上年结转结余", side="income", amount="2.00"),
    )
    figure = open_book(doc(table("balance", *rows))).one("balance.income[~上年结转].amount")
    assert figure and figure.value == Decimal("2.00")


def test_a_table_without_a_total_line_stands_for_its_sum():
    lines = table("carry_over", row(None, "甲", total="1.00"), row(None, "乙", total="2.00"))
    figure = open_book(doc(lines)).one("carry_over[total].total")
    assert figure and figure.value == Decimal("3.00")


def test_a_row_that_stands_there_twice_leaves_the_sum_in_doubt():
    lines = table(
        "carry_over", row(None, "甲", total="1.00"), row(None, "甲", total="1.00"), row(None, "乙", total="2.00")
    )
    figure = open_book(doc(lines)).one("carry_over[total].total")
    assert figure and figure.doubts() == [Decimal("3.00")]


def test_every_expression_of_the_data_can_be_read():
    data = load()
    sides = [
        side for entry in data["between"] for side in (*entry["sides"], *entry.get("or", []), *entry.get("witness", []))
    ]
    cells = [cell for entry in data["narrative"] for _, cell in entry.get("items", [])]
    assert all(terms(expression) for expression in [*sides, *cells])
