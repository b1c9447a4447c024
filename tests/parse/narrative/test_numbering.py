"""Numbers at the beginning of headings and items."""

from __future__ import annotations

import pytest

from gongkai.parse.narrative.numbering import Level, numbered, without_number


@pytest.mark.parametrize(
    ("text", "level", "label", "rest"),
    [
        ("第一部分 单位概况", Level.PART, "第一部分", "单位概况"),
        ("第三部分：预算说明", Level.PART, "第三部分", "预算说明"),
        ("第二章 决算表", Level.PART, "第二章", "决算表"),
        ("十二、其他事项", Level.CHAPTER, "十二", "其他事项"),
        ("(十三)承办其他事项。", Level.PARAGRAPH, "（十三）", "承办其他事项。"),
        ("（—）职能", Level.PARAGRAPH, "（一）", "职能"),
        ("1.2024年支出", Level.ITEM, "1.", "2024年支出"),
        ("②工程", Level.ITEM, "②", "工程"),
        ("㈢服务", Level.PARAGRAPH, "（三）", "服务"),
        ("⑶服务", Level.ITEM, "(3)", "服务"),
        ("（3）服务", Level.ITEM, "（3）", "服务"),
    ],
)
def test_every_style_of_number_is_told_from_its_text(text: str, level: Level, label: str, rest: str) -> None:
    found = numbered(text)
    assert found is not None
    assert (found.level, found.label, found.rest) == (level, label, rest)


@pytest.mark.parametrize("text", ["2.5万元", "1500.00元/场", "（境）的住宿费", "2024年1月", "第一批资金", "--说明"])
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    assert numbered(text) is None


def test_a_text_without_a_number_stays_as_it_is() -> None:
    assert without_number("2.5万元") == "2.5万元"
