"""Units of amounts."""

from decimal import Decimal

import pytest

from gongkai.parse.checking.units import printed_unit


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("共120.50 万元", "万元"),
        ("共1,120.50万元，其中120.50元", "元"),
        ("第3.120.50元", None),
        ("共120.50", None),
        ("减少-120.50亿元", "亿元"),
    ],
)
def test_the_unit_stands_behind_the_whole_amount(text: str, unit: str | None) -> None:
    assert printed_unit(Decimal("120.50"), None, text) == unit
