"""Changes that add up."""

from tests.parse.rules.conftest import doc, only, outcome, row, said, section, table

ROWS = (
    row("213", "农林水支出", total="9.00", basic="9.00"),
    row("2130301", "行政运行", total="6.00", basic="6.00"),
    row("2130302", "机关服务", total="3.00", basic="3.00"),
    row(None, "合计", total="9.00", basic="9.00"),
)
SECTIONS = (section("五/（一）", "规模变化情况", "基本支出9.00万元"), section("五/（三）", "具体使用情况", "……"))


def stated(change: str):
    items = (
        said("五/（一）", "基本支出", "9.00", change=change),
        said("五/（三）", "农林水支出/行政运行", "6.00", change="2.00"),
        said("五/（三）", "农林水支出/机关服务", "3.00", change="-0.50"),
    )
    return doc(table("general_expenditure", *ROWS), sections=SECTIONS, statements=items)


def test_changes_that_add_up_hold():
    assert outcome("narrative.change_sum", stated("1.50")).held == 1


def test_a_difference_within_rounding_is_a_warning():
    finding = only("narrative.change_sum", stated("1.51"))
    assert (finding.severity, finding.cause, finding.expected) == ("warning", "rounding", "1.50")


def test_a_large_difference_says_nothing():
    assert outcome("narrative.change_sum", stated("7.00")).status == "unchecked"


def test_without_items_the_rule_is_not_applicable():
    assert outcome("narrative.change_sum", doc()).status == "not_applicable"
