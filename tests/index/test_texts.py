"""Codes, regions, masked numbers, mentions: small readings of text."""

from __future__ import annotations

import pytest

from gongkai.domain.disclosure import PolicyRef
from gongkai.index.codes import digits, levels
from gongkai.index.masking import masked
from gongkai.index.mentions import Mentions
from gongkai.index.regions import region


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("云山市东湖区民政局", "云山市东湖区"),
        ("江海省云山市西县财政局", "江海省云山市西县"),
        ("高新区（新城区）农业农村局", "高新区（新城区）"),
        ("北原自治区财政厅", "北原自治区"),
        ("东湖区市场监督管理局", "东湖区"),
        ("市场监督管理局", None),
        ("城市管理局", None),
        ("社区服务中心", None),
        ("中共东湖区委办公室", "东湖区"),
        (None, None),
    ],
)
def test_the_region_is_what_the_name_begins_with(unit: str | None, expected: str | None) -> None:
    assert region(unit) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("电话13812345678。", "电话138********。"),
        ("138-1234-5678", "138-****-****"),
        ("身份证650102199001011234", "身份证650***************"),
        ("账号6222021234567890123", "账号622****************"),
        ("卡号6222 0212 3456 7890 123", "卡号622* **** **** **** ***"),
    ],
)
def test_personal_numbers_lose_their_digits_and_keep_their_length(text: str, expected: str) -> None:
    assert masked(text) == expected
    assert len(text) == len(expected)


@pytest.mark.parametrize(
    "text", ["13812345678.00", "13812345678元", "2080705", "13,812,345,678", "1381234567", "2080705208070520807"]
)
def test_amounts_and_codes_are_no_personal_numbers(text: str) -> None:
    assert masked(text) == text


def test_codes_have_one_form_and_levels() -> None:
    assert [digits(text) for text in ("208 07 05", "208—07", "2024", "20", "公岗")] == [
        "2080705",
        "20807",
        None,
        None,
        None,
    ]
    assert levels("20807") == ["208", "20807"]


def test_the_longest_printed_form_is_the_one_mentioned() -> None:
    refs = (
        PolicyRef(ref="财社〔2023〕2号", raw=("财社[2023]2号",)),
        PolicyRef(ref="云财社〔2023〕2号", raw=("云财社[2023]2号", "云财社[2023]2")),
        PolicyRef(ref="云财社〔2023〕84号", raw=("84号",)),
    )
    mentioned = Mentions(refs)
    assert mentioned("依据云财社[2023] 2号和184号", None) == ["云财社〔2023〕2号"]
    assert mentioned("云财社[2023]26号") == []
    assert Mentions(())("云财社[2023]26号") == []
