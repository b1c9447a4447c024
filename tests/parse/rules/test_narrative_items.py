"""Sources and classes that a list names."""

from tests.parse.rules.conftest import doc, only, outcome, row, section, table

INCOME = table(
    "income", row("213", "农林水支出", total="9.00"), row(None, "合计", total="9.00", general="5.00", fund="4.00")
)
EXPENDITURE = table("expenditure", row("213", "农林水支出", total="9.00"), row("221", "住房保障支出", total="1.00"))


def listed(income: str, expenditure: str = "农林水支出、住房保障支出"):
    text = f"收入预算包括：{income}。\n支出预算包括：{expenditure}。"
    return doc(INCOME, EXPENDITURE, sections=(section("一", "收支预算情况的总体说明", text),))


def test_lists_that_name_all_hold():
    assert outcome("narrative.items", listed("一般公共预算、政府性基金预算")).held == 4


def test_a_source_that_is_left_out_is_suspicious():
    finding = only("narrative.items", listed("一般公共预算"))
    assert (finding.where, finding.expected, finding.severity) == ("第三部分 一", "政府性基金预算", "warning")


def test_a_class_that_is_left_out_is_suspicious():
    assert only("narrative.items", listed("一般公共预算、政府性基金预算", "农林水支出")).expected == "住房保障支出"


def test_lists_with_amounts_are_not_applicable():
    assert outcome("narrative.items", listed("一般公共预算5.00万元", "农林水支出9.00万元")).status == "not_applicable"
