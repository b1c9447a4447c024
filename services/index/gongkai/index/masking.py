"""Personal numbers are masked before anything is indexed: mobile, identity card and bank account numbers."""

from __future__ import annotations

import re

_SHOWN, _SHORTEST = 3, 11
# Not inside a longer number, no decimals and no unit of money behind: 13812345678.00 and 13812345678元 are amounts.
_BEFORE, _AFTER = r"(?<![\d.,])", r"(?![\d]|[.,]\d|\s*[元万亿])"
_PERSONAL = re.compile(
    _BEFORE
    + "(?:"
    + "|".join(
        (
            r"[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]",
            r"[3-6]\d{15,18}",
            r"[3-6]\d{3}(?:[ -]\d{4}){3}(?:[ -]\d{1,3})?",
            r"1[3-9]\d{9}",
            r"1[3-9]\d[ -]\d{4}[ -]\d{4}",
        )
    )
    + ")"
    + _AFTER
)

# Every personal number begins with so many digits, blanks and dashes; few texts have any.
_LONG_NUMBER = re.compile(r"\d[\d -]{9}")


def masked(text: str) -> str:
    """The text with the digits of personal numbers as `*`, all but the first three; exactly as long as before.

    >>> masked("联系人电话13812345678，共13812345678元")
    '联系人电话138********，共13812345678元'
    """
    return _PERSONAL.sub(_hide, text) if len(text) >= _SHORTEST and _LONG_NUMBER.search(text) else text


def _hide(match: re.Match[str]) -> str:
    return match[0][:_SHOWN] + re.sub(r"[\dXx]", "*", match[0][_SHOWN:])
