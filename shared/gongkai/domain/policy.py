"""The one written form of a 文号, whatever brackets, spaces and zeros a document or a person uses."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.domain.tokens import fold

_OPEN, _CLOSE = r"[〔\[［【（(〖﹝{]", r"[〕\]］】）)〗﹞}]"
_ISSUER = r"(?P<issuer>[\u3007\u4e00-\u9fffA-Za-z]{1,24})"
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_NUMBER = r"第?\s*0*(?P<number>[1-9]\d{0,4})\s*号?"
_REFERENCE = re.compile(rf"{_ISSUER}\s*(?:{_OPEN}\s*{_YEAR}\s*年?\s*{_CLOSE}|(?P<bare>(?:19|20)\d{{2}}))\s*{_NUMBER}")
# 国务院令第423号, 国务院令（第423号）, 国务院第423号令
_DECREE = re.compile(r"(?P<issuer>[\u4e00-\u9fff]{2,24}令)\s*[（(]?\s*第?\s*0*(?P<number>[1-9]\d{0,4})\s*号\s*[）)]?")
_DECREE_LAST = re.compile(r"(?P<issuer>[\u4e00-\u9fff]{2,24})\s*第\s*0*(?P<number>[1-9]\d{0,4})\s*号(?P<kind>令)")
# 税务总局公告2023年第12号
_ANNOUNCED = re.compile(
    rf"(?P<issuer>[\u4e00-\u9fff]{{2,24}}公告)\s*[（(]?{_YEAR}\s*年\s*第?\s*0*(?P<number>[1-9]\d{{0,3}})\s*号\s*[）)]?"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A 文号 taken apart; `year` is None for decrees (国务院令第423号)."""

    issuer: str
    year: int | None
    number: int

    def __str__(self) -> str:
        return canonical(self.issuer, self.year, self.number)


def canonical(issuer: str, year: int | None, number: int) -> str:
    """The form that everything is compared by.

    >>> canonical("乌财社", 2023, 262), canonical("国务院令", None, 423), canonical("税务总局公告", 2023, 12)
    ('乌财社〔2023〕262号', '国务院令第423号', '税务总局公告2023年第12号')
    """
    if year is None:
        return f"{issuer}第{number}号"
    return f"{issuer}{year}年第{number}号" if issuer.endswith("公告") else f"{issuer}〔{year}〕{number}号"


def take_apart(text: str) -> Number | None:
    """The 文号 that the whole text is, in any brackets, with or without 第 and 号; None when it is something else.

    >>> take_apart("乌财社[2023] 0262号"), take_apart("国务院第423号令"), take_apart("就业补助")
    (Number(issuer='乌财社', year=2023, number=262), Number(issuer='国务院令', year=None, number=423), None)
    """
    bare = fold(text).strip()
    if decree := _DECREE.fullmatch(bare):
        return Number(decree["issuer"], None, int(decree["number"]))
    if decree := _DECREE_LAST.fullmatch(bare):
        return Number(f"{decree['issuer']}{decree['kind']}", None, int(decree["number"]))
    if announced := _ANNOUNCED.fullmatch(bare):
        return Number(announced["issuer"], int(announced["year"]), int(announced["number"]))
    if reference := _REFERENCE.fullmatch(bare):
        return Number(reference["issuer"], int(reference["year"] or reference["bare"]), int(reference["number"]))
    return None


def normal(text: str) -> str:
    """The canonical form of a 文号, or the text itself when it is none (《就业促进法》)."""
    return str(take_apart(text) or text.strip())
