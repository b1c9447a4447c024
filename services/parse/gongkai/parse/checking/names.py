"""How two names of one thing differ: not at all, in marks only, by an addition, or altogether."""

from __future__ import annotations

import re
from typing import Literal

from gongkai.domain.text import bare
from gongkai.parse.checking.narrative import alike
from gongkai.parse.checking.projects import core

Difference = Literal["same", "marks", "addition", "other"]
_MARKS = re.compile(r"[^\w]|_")


def difference(first: str, second: str) -> Difference:
    """The grade of a difference, whichever of the two is right.

    >>> difference("维修（护）费", "维修(护)费"), difference("就业管理事务", "就业管理事务支出")
    ('same', 'addition')
    """
    one, two = bare(first), bare(second)
    if one == two:
        return "same"
    if _MARKS.sub("", one) == _MARKS.sub("", two):
        return "marks"
    return "addition" if one in two or two in one else "other"


def only_a_prefix(first: str, second: str, unit: str | None) -> bool:
    """Whether the longer name only puts the region or the unit before the shorter one."""
    short, long = sorted((bare(first), bare(second)), key=len)
    before = long.removesuffix(short)
    return long.endswith(short) and bool(before) and before in bare(unit or "")


def related(first: str, second: str) -> bool:
    """Whether two names may be spellings of one: an addition, or mostly the same characters."""
    return difference(core(first), core(second)) != "other" or alike(core(first), core(second)) >= 0.7
