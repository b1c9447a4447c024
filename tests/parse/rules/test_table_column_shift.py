"""Figures in the wrong column."""

from tests.parse.rules.conftest import doc, only, outcome, row, spots, table


def shifted(general: str | None, transfer: str | None):
    return doc(
        table(
            "income",
            row("208", "类", general="5.00", general_transfer="8.00"),
            row("20801", "款", general="5.00", general_transfer="6.00"),
            row("20806", "款", general=general, general_transfer=transfer),
        )
    )


def test_figures_in_their_columns_hold():
    assert outcome("table.column_shift", shifted(None, "2.00")).held == 1


def test_figures_that_the_sums_need_in_another_column_are_suspicious():
    finding = only("table.column_shift", shifted("2.00", None))
    assert (finding.where, finding.stated, finding.expected) == (
        "表2 20806",
        "一般公共预算",
        "上级一般公共预算转移支付",
    )


def test_a_difference_in_one_column_alone_is_no_shift():
    assert spots("table.column_shift", shifted("2.00", "2.00")) == []


def test_without_codes_below_codes_the_rule_is_not_applicable():
    assert outcome("table.column_shift", doc()).status == "not_applicable"
