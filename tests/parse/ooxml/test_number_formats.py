"""Stored numbers as a spreadsheet shows them."""

from __future__ import annotations

import pytest

from gongkai.parse.ooxml.number_formats import BUILTIN, displayed


@pytest.mark.parametrize(
    ("stored", "code", "shown"),
    [
        ("6411.5699999999997", "General", "6411.57"),
        ("13417.5", "General", "13417.5"),
        ("7150", "General", "7150"),
        ("1E-3", "General", "0.001"),
        ("123456789012345678", "General", "123456789012346000"),
        ("-0.5", "General", "-0.5"),
        ("13417.5", "0.00", "13417.50"),
        ("13417.5", "#,##0.00", "13,417.50"),
        ("-13417.5", "#,##0.00", "-13,417.50"),
        ("0.28499999999999998", "0.00", "0.29"),
        ("5", "00", "05"),
        ("0.5", "#.##", ".5"),
        ("0.854", "0.0%", "85.4%"),
        ("12.5", "0.##", "12.5"),
        ("12.5", '0.00"万元"', "12.50万元"),
        ("12.5", "[Red]0.0;[$¥-804]0.00", "12.5"),
        ("-12.5", "0.00;(0.00)", "(12.50)"),
        ("-12.5", "#,##0.00_ ;[Red]-#,##0.00 ", "-12.50"),
        ("-0.001", "0.00", "0.00"),
        ("0", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        ("12", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "12.00"),
        ("0", "#,##0.00;-#,##0.00;", ""),
        ("3", ";;;", "3"),
        ("13417500", "#,##0.00,", "13,417.50"),
        ("123456", "0.00E+00", "1.23E+5"),
        ("2.5", "# ?/?", "2.5"),
        ("208", "@", "208"),
        ("1E+30", "0.00", "1" + "0" * 30),
        ("45347", "yyyy/m/d", "2024/2/25"),
        ("45347", 'yyyy"年"m"月"d"日"', "2024年2月25日"),
        ("45347.75", "yyyy-mm-dd hh:mm:ss", "2024-02-25 18:00:00"),
        ("45347.75", "h:mm AM/PM", "6:00 PM"),
        ("1.5", "[h]:mm", "36:00"),
        ("不是数", "0.00", "不是数"),
    ],
)
def test_a_number_is_shown_as_its_format_says(stored: str, code: str, shown: str) -> None:
    assert displayed(stored, code) == shown


def test_the_formats_that_files_name_by_number_are_known() -> None:
    assert [displayed("1234.5", BUILTIN[number]) for number in (2, 4, 10, 43)] == [
        "1234.50",
        "1,234.50",
        "123450.00%",
        "1,234.50",
    ]


def test_old_macintosh_days_begin_in_1904() -> None:
    assert displayed("0", "yyyy/m/d", date1904=True) == "1904/1/1"


@pytest.mark.parametrize(
    ("stored", "code", "expected"),
    [
        ("23142500", "0!.0000", "2314.2500"),
        ("23142500", r"0\.0,", "2314.3"),
        ("99", r"0\.0,", "0.0"),
        ("-23142500", '0"."0,', "-2314.3"),
        ("13800001234", r"000\-0000\-0000", "138-0000-1234"),
        ("12.5", "0 0.00", "1 2.50"),
    ],
)
def test_digits_go_around_signs_inside_a_format(stored: str, code: str, expected: str) -> None:
    assert displayed(stored, code) == expected


@pytest.mark.parametrize(
    ("stored", "code", "expected"),
    [
        ("5000", '[>=10000]0.0,"千";0.00', "5000.00"),
        ("25000", '[>=10000]0.0,"千";0.00', "25.0千"),
        ("-5", "[>=100]#,##0.0;[<0]0.000;0.00", "-5.000"),
        ("5", "[>=100]#,##0.0;[<0]-0.000;0.00", "5.00"),
        ("-5", "[=0]无;0.00", "-5.00"),
        ("0", "[=0]无;0.00", "无"),
        ("7", "[>100]0.0;[<5]0.00", "7"),
    ],
)
def test_the_section_is_the_one_whose_condition_holds(stored: str, code: str, expected: str) -> None:
    assert displayed(stored, code) == expected
