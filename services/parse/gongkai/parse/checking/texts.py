"""Amounts in running text: after a phrase, and in lists of names and amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongkai.domain.amounts import amount

NUMBER = r"\d[\d,]*(?:\.\d+)?"
UNITS = "亿元|百万元|万元|千元|元"
_PAIR = re.compile(rf"([^\d、，,；;。：:\n]{{2,60}}?)({NUMBER})\s*({UNITS})(?![/／每])")


@dataclass(frozen=True, slots=True)
class Spoken:
    """An amount in running text with its unit and the name before it."""

    name: str
    value: Decimal
    unit: str


def after(phrase: str, text: str) -> Spoken | None:
    """The amount that directly follows a phrase.

    >>> after("收支总预算", "2026年收支总预算3,861.60万元。").value
    Decimal('3861.60')
    """
    found = re.search(rf"(?:{phrase})({NUMBER})\s*({UNITS})", text)
    if not found:
        return None
    *_, number, unit = found.groups()
    value = amount(number)
    return Spoken(phrase, value, unit) if value is not None else None


def listed(opening: str, text: str) -> tuple[list[Spoken], str]:
    """The names and amounts of the paragraph that follows an opening, and that paragraph; empty without it."""
    found = re.search(rf"(?:{opening})([^\n]*)", text)
    if not found:
        return [], ""
    paragraph = found.groups()[-1]
    return list(pairs(paragraph)), paragraph


def pairs(text: str) -> Iterator[Spoken]:
    """Every `名称12.34万元` of a text; prices such as `1400元/人` are none."""
    for name, number, unit in _PAIR.findall(text):
        value = amount(number)
        if value is not None:
            yield Spoken(name.strip(), value, unit)
