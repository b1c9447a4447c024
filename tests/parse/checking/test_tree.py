"""Trees of codes."""

from tests.parse.rules.conftest import row, table

from gongkai.parse.checking.tree import grow


def names(tree, indices):
    return [tree.row(index).name for index in indices]


def test_a_missing_level_is_skipped():
    tree = grow(table("income", row("208", "类", total="1"), row("2080101", "项", total="1")))
    assert names(tree, tree.children[0]) == ["项"]


def test_lines_without_a_code_are_totals_units_or_strangers():
    rows = (
        row(None, "合计", total="1"),
        row(None, "青石县水务局", total="1"),
        row("208", "类", total="1"),
        row(None, "某项支出", total="1"),
    )
    tree = grow(table("income", *rows))
    assert (tree.totals, tree.units, tree.strangers, tree.tops) == ([0], [1], [3], [2])


def test_in_a_table_without_codes_every_line_is_a_top():
    tree = grow(table("carry_over", row(None, "关于某中心", total="1"), row(None, "合计", total="1")))
    assert (tree.tops, tree.units) == ([0], [])


def test_a_unit_above_a_list_is_the_sum_of_the_lines_up_to_the_next_or_the_total():
    names = ("合计", "青石县水务中心", "河道清淤", "防汛中心", "青石县林业站", "造林")
    amounts = ("9", "5", "3", "2", "4", "4")
    tree = grow(table("carry_over", *(row(None, one, total=two) for one, two in zip(names, amounts, strict=True))))
    assert (tree.units, tree.tops) == ([1, 4], [2, 3, 5])


def test_a_code_without_its_class_is_a_stranger_among_classes():
    rows = (row("208", "类", total="1"), row("71102", "项", total="1"))
    tree = grow(table("expenditure", *rows))
    assert (tree.tops, tree.strangers) == ([0], [1])
    assert grow(table("expenditure", rows[1])).tops == [0]


def test_the_income_side_of_a_balance_is_no_tree():
    rows = (row(None, "一、本年收入", side="income", amount="1"), row("213", "类", side="expenditure", amount="1"))
    tree = grow(table("balance", *rows))
    assert (tree.tops, tree.strangers) == ([1], [0])


def test_a_parent_printed_twice_keeps_its_children_below_the_nearer():
    rows = (row("208", "类", total="1"), row("208", "类", total="1"), row("20801", "款", total="1"))
    assert grow(table("income", *rows)).children == {1: [2]}
