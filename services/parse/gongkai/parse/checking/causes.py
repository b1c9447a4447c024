"""What probably went wrong between a stated and an expected figure."""

from __future__ import annotations

from decimal import Decimal

from gongkai.domain.amounts import exponent, printed

UNIT_SLIP = "unit slip ×10,000"
SWAPPED = "digits swapped"
ROUNDING = "rounding"
LEFT_OUT = "item left out"
COUNTED_TWICE = "item counted twice"
THIS_YEAR = "divided by this year's amount"
TRUNCATED = "truncated instead of rounded"
COLUMN_SHIFT = "column shift"

IN_CHINESE = {
    UNIT_SLIP: "可能是单位差错（万元与元，相差一万倍）",
    SWAPPED: "可能是数字颠倒",
    ROUNDING: "可能为四舍五入",
    LEFT_OUT: "可能漏列一项",
    COUNTED_TWICE: "可能有一项重复计列",
    THIS_YEAR: "是除以本年数得到的",
    TRUNCATED: "为舍去尾数，基数正确",
    COLUMN_SHIFT: "可能错列",
}


def in_chinese(cause: str | None) -> str:
    """The cause as the end of a Chinese sentence, empty without one."""
    return f"，{IN_CHINESE[cause]}" if cause else ""


def in_english(cause: str | None) -> str:
    """The cause as the end of an English sentence, empty without one."""
    return f" (likely: {cause})" if cause else ""


def of_difference(stated: Decimal, expected: Decimal) -> str | None:
    """The likely cause of two figures that should be one."""
    if is_unit_slip(stated, expected):
        return UNIT_SLIP
    if _digits(stated) == _digits(expected) and exponent(stated) == exponent(expected):
        return SWAPPED
    return None


def of_sum(stated: Decimal, parts: list[Decimal]) -> str | None:
    """The likely cause of a total that is not the sum of its parts."""
    total = sum(parts, Decimal(0))
    if total - stated in parts and stated != 0:
        return COUNTED_TWICE if parts.count(total - stated) > 1 else LEFT_OUT
    return of_difference(stated, total)


def is_unit_slip(stated: Decimal, expected: Decimal) -> bool:
    """Whether one figure is ten thousand times the other."""
    if not stated or not expected:
        return False
    return stated in {expected.scaleb(4), expected.scaleb(-4)}


def _digits(value: Decimal) -> list[str]:
    return sorted((printed(abs(value)) or "").replace(".", ""))
