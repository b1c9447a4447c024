"""Counts as a word processor writes them."""

from __future__ import annotations

import pytest

from gongkai.parse.ooxml.numbering import written


@pytest.mark.parametrize(
    ("value", "style", "text"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCounting", "十"),
        (12, "chineseCountingThousand", "十二"),
        (20, "japaneseCounting", "二十"),
        (101, "chineseCounting", "一百零一"),
        (110, "chineseCounting", "一百一十"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (20, "ideographDigital", "二〇"),
        (3, "ideographTraditional", "丙"),
        (3, "decimalEnclosedCircle", "③"),
        (3, "decimalFullWidth", "３"),
        (4, "lowerRoman", "iv"),
        (28, "upperLetter", "BB"),
        (7, "decimalZero", "07"),
        (7, "unheardOf", "7"),
        (7, "bullet", ""),
    ],
)
def test_a_count_is_written_in_its_style(value: int, style: str, text: str) -> None:
    assert written(value, style) == text
