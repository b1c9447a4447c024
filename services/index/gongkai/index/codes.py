"""Classification codes (类款项) in any written form, and the levels above them."""

from __future__ import annotations

import re

_CODE = re.compile(r"(\d{3})[-－—.\s]?(?:(\d{2})[-－—.\s]?(\d{2})?)?")


def digits(text: str) -> str | None:
    """The code as digits; None when the text is not a code.

    >>> digits("208-07-05"), digits("20807"), digits("208 07"), digits("2024")
    ('2080705', '20807', '20807', None)
    """
    match = _CODE.fullmatch(text.strip())
    return "".join(filter(None, match.groups())) if match else None


def normal(text: str) -> str:
    """The code as digits, or the text itself when it is none."""
    return digits(text) or text.strip()


def levels(code: str) -> list[str]:
    """The code and all above it: 类, 款, 项.

    >>> levels("2080705")
    ['208', '20807', '2080705']
    """
    return [code[:length] for length in (3, 5, 7) if len(code) >= length]
