"""Amounts as printed, and how far two of them may differ."""

from decimal import Decimal

import pytest

from gongkai.domain.amounts import agree, amount, slack


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("16,072.23", "16072.23"),
        ("（12.50）", "-12.50"),
        ("－3", "-3"),
        ("1.60", "1.60"),
        ("7150", "7150"),
        ("-", None),
        ("12.5.1", None),
        ("", None),
        (None, None),
    ],
)
def test_an_amount_keeps_its_digits_and_anything_else_is_none(text, expected):
    assert amount(text) == (None if expected is None else Decimal(expected))


def test_figures_of_one_precision_agree_only_when_equal():
    assert agree(Decimal("13.50"), Decimal("13.5"))
    assert not agree(Decimal("13.50"), Decimal("13.51"))


def test_a_coarser_figure_agrees_within_half_of_its_last_digit():
    assert agree(Decimal("58.2"), Decimal("58.22"))
    assert not agree(Decimal("1966.6"), Decimal("1966.66"))


def test_a_whole_number_has_lost_its_zeros_and_is_exact():
    assert agree(Decimal("7150"), Decimal("7150.00"))
    assert not agree(Decimal("1"), Decimal("1.27"))


def test_a_figure_brought_to_yuan_keeps_its_own_last_digit():
    assert agree(Decimal("123.46").scaleb(4), Decimal("1234567.89"))
    assert not agree(Decimal("7").scaleb(4) + 1, Decimal("75001.00"))


def test_the_slack_of_a_sum_is_half_a_digit_for_each_figure():
    assert slack(Decimal("10.00"), [Decimal("1.00")] * 3) == Decimal("0.020")


def test_trailing_zeros_that_were_left_out_do_not_widen_the_slack():
    assert slack(Decimal("10"), [Decimal("1"), Decimal("8.99")]) == Decimal("0.015")
