"""Policy references: every 文号 in whatever brackets, and laws and documents named in 《》. 政策依据。"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gongkai.domain.disclosure import PolicyRef
from gongkai.domain.places import Place
from gongkai.parse import issuers
from gongkai.parse.issuers import CHINESE_NUMBER, WORDS

_OPEN, _CLOSE = r"\[\(（〔【［﹝〖〈{｛", r"\]\)）〕】］﹞〗〉}｝"
_YEARS = range(1949, 2100)
_LONGEST_TITLE = 120
_DIGITS = {sign: str(digit) for digit, signs in enumerate(("〇○零", *"一二三四五六七八九")) for sign in signs}
_TO = "至~～—–－-"
_YEAR = rf"(\d{{4}}|[{''.join(_DIGITS)}]{{4}})"

# 乌财社|〔2023〕262号 — what stands after the issuer; every part is bounded, so that the scan is linear.
_DATED = re.compile(rf"[{_OPEN}]{_YEAR}年?[{_CLOSE}]第?(\d{{1,5}})((?:[、，,{_TO}]\d{{1,5}}){{0,30}})号")
# The sign 号 is forgotten now and then; then only square brackets tell a 文号 from （2024）3个.
_UNSIGNED = re.compile(
    r"[\[〔【［﹝](\d{4})年?[\]〕】］﹞]第?(\d{1,5})(?![\d.,，%‰万元个号至~～—–－-])(?=[^\u4e00-\u9fff]|文|关于|$)"
)
# 国务院令第423号, 国务院令（第423号）, 财政部令102号
_ORDER = re.compile(rf"令(?:[(（]第?([\d{CHINESE_NUMBER}]{{1,7}})号[)）]|第?([\d{CHINESE_NUMBER}]{{1,7}})号)")
# 国务院第423号令
_ORDER_LAST = re.compile(rf"第()([\d{CHINESE_NUMBER}]{{1,7}})号令")
# 税务总局公告2023年第12号, 财政部令2020年第29号
_ANNOUNCED = re.compile(r"(公告|令)[(（]?(\d{4})年第?(\d{1,4})号")
# …、84号、第131号: the issuer and the year of the one before hold on.
_NEXT = re.compile(
    rf"(?:文件|文)?[、，,和及与{_TO}]{{1,2}}第?(\d{{1,5}})"
    rf"(?:号(?![{WORDS['things_with_numbers']}])|(?=[、，,]\d{{1,5}}(?:[、，,]\d{{1,5}}){{0,20}}号))"
)
# …、〔2023〕5号: the issuer alone holds on.
_NEXT_DATED = re.compile(rf"(?:文件|文)?[、，,和及与]{{1,2}}[{_OPEN}]{_YEAR}年?[{_CLOSE}]第?(\d{{1,5}})号")
_CORES = re.compile("|".join(f"(?P<{name}>{core.pattern})" for name, core in (
    ("dated", _DATED), ("unsigned", _UNSIGNED), ("order", _ORDER), ("last", _ORDER_LAST), ("announced", _ANNOUNCED)
)))  # fmt: skip

_SPACE = re.compile(r"\s")
# One of these stands in every reference that is read here, and in few other texts and cells.
_TELLING = re.compile(r"[号》\]〕】］﹞]")


@dataclass(frozen=True, slots=True)
class Found:
    """One reference in a text: canonical `ref`, its parts, the printed form without spaces, and its span in the text."""

    ref: str
    issuer: str | None
    year: int | None
    number: int | None
    raw: str
    start: int
    end: int


def find(text: str) -> list[Found]:
    """All references of a text in the order of their beginnings, in time linear in its length.

    >>> [found.ref for found in find("依据乌财社[2023] 275 号、84号和《就业促进法》")]
    ['乌财社〔2023〕275号', '乌财社〔2023〕84号', '《就业促进法》']
    """
    if not _TELLING.search(text):
        return []
    kept: Sequence[int] = (
        [at for at, sign in enumerate(text) if not sign.isspace()] if _SPACE.search(text) else range(len(text))
    )
    solid = _SPACE.sub("", text)
    found = sorted([*_numbered(solid), *_named(solid)], key=lambda one: (one.start, -one.end))
    return [
        Found(one.ref, one.issuer, one.year, one.number, one.raw, kept[one.start], kept[one.end - 1] + 1)
        for one in found
    ]


def refs(*texts: str | None) -> tuple[str, ...]:
    """The distinct canonical references of some texts, in order of appearance."""
    return tuple(dict.fromkeys(found.ref for text in texts if text for found in find(text)))


def collect(texts: Iterable[tuple[str, Place | None]]) -> tuple[PolicyRef, ...]:
    """Every distinct reference of a document in order of first appearance, with its printed forms and places."""
    seen: dict[str, tuple[Found, dict[str, None], dict[Place, None]]] = {}
    for text, place in texts:
        for found in find(text):
            _, raw, places = seen.setdefault(found.ref, (found, {}, {}))
            raw[found.raw] = None
            if place is not None:
                places[place] = None
    return tuple(
        PolicyRef(
            ref=first.ref,
            issuer=first.issuer,
            year=first.year,
            number=first.number,
            raw=tuple(raw),
            places=tuple(places),
        )
        for first, raw, places in seen.values()
    )


def _numbered(solid: str) -> Iterator[Found]:
    """References with a number, each followed by those that lean on its issuer and year."""
    free_from = 0
    for core in _CORES.finditer(solid):
        if core.start() < free_from:
            continue
        read = list(_read(solid, core, free_from))
        if not read:
            continue
        yield from read
        free_from = read[-1].end
        for more in _list_after(solid, read[-1]):
            yield more
            free_from = more.end


def _read(solid: str, core: re.Match[str], free_from: int) -> Iterator[Found]:
    if core["dated"] or core["unsigned"]:
        yield from _dated(solid, core, free_from)
    elif core["announced"]:
        yield from _announced(solid, core, free_from)
    else:
        yield from _ordered(solid, core, free_from)


def _dated(solid: str, core: re.Match[str], free_from: int) -> Iterator[Found]:
    inner = (_DATED if core["dated"] else _UNSIGNED).match(solid, core.start())
    issuer_at = issuers.code(solid, free_from, core.start())
    if inner is None or _year(inner[1]) not in _YEARS or issuer_at == core.start():
        return
    issuer, year = solid[issuer_at : core.start()], _year(inner[1])
    further = list(re.compile(r"\d+").finditer(solid, inner.end(2), inner.end()))
    yield _one(issuer, year, int(inner[2]), solid, issuer_at, inner.end(2) if further else inner.end())
    for number in further:
        end = inner.end() if number is further[-1] else number.end()
        yield _one(issuer, year, int(number[0]), solid, number.start(), end)


def _list_after(solid: str, first: Found) -> Iterator[Found]:
    """84号、131号 after a full reference; an order (令) has no such list."""
    if first.issuer is None or first.year is None:
        return
    year, at = first.year, first.end
    while following := _NEXT.match(solid, at) or _NEXT_DATED.match(solid, at):
        if following.re is _NEXT_DATED:
            year = _year(following[1])
        number = int(following[following.lastindex or 1])
        start = following.start(1) - (following.re is _NEXT_DATED)
        yield _one(first.issuer, year, number, solid, start, following.end())
        at = following.end()


def _ordered(solid: str, core: re.Match[str], free_from: int) -> Iterator[Found]:
    inner = (_ORDER if core["order"] else _ORDER_LAST).match(solid, core.start())
    issuer_at = issuers.office(solid, free_from, core.start())
    if inner is None or issuer_at == core.start():
        return
    issuer = solid[issuer_at : core.start()].removeprefix(WORDS["country"]) + "令"
    number = _number(inner[1] or inner[2])
    raw = solid[issuer_at : inner.end()]
    yield Found(f"{issuer}第{number}号", issuer, None, number, raw, issuer_at, inner.end())


def _announced(solid: str, core: re.Match[str], free_from: int) -> Iterator[Found]:
    inner = _ANNOUNCED.match(solid, core.start())
    issuer_at = issuers.office(solid, free_from, core.start())
    if inner is None or int(inner[2]) not in _YEARS or issuer_at == core.start():
        return
    issuer, year, number = solid[issuer_at : core.start()] + inner[1], int(inner[2]), int(inner[3])
    raw = solid[issuer_at : inner.end()]
    yield Found(f"{issuer}{year}年第{number}号", issuer, year, number, raw, issuer_at, inner.end())


def _one(issuer: str, year: int, number: int, solid: str, start: int, end: int) -> Found:
    return Found(f"{issuer}〔{year}〕{number}号", issuer, year, number, solid[start:end], start, end)


def _year(text: str) -> int:
    """2023 and 二〇二三 -> 2023."""
    return int("".join(_DIGITS.get(sign, sign) for sign in text))


def _number(text: str) -> int:
    """十二 -> 12, 一百零二 -> 102, 423 -> 423."""
    if text.isdecimal():
        return int(text)
    total = last = 0
    for sign in text:
        if sign in "十百":
            total += (last or 1) * (10 if sign == "十" else 100)
            last = 0
        elif sign in CHINESE_NUMBER:
            last = "零一二三四五六七八九".find(sign.replace("〇", "零"))
    return total + last


def _named(solid: str) -> Iterator[Found]:
    """《…》, the outer one where titles are nested; a title that is never closed is none."""
    opened: list[int] = []
    for mark in re.finditer("[《》]", solid):
        if mark[0] == "《":
            opened.append(mark.start())
            continue
        if opened:
            start = opened.pop()
            if not opened or mark.end() - opened[0] > _LONGEST_TITLE:
                opened.clear()
                yield from _title(solid, start, mark.end())


def _title(solid: str, start: int, end: int) -> Iterator[Found]:
    title = solid[start:end]
    is_document = 3 < len(title) <= _LONGEST_TITLE and not title[1:-1].endswith(tuple(WORDS["no_document"]))
    if is_document:
        yield Found(title, None, None, None, title, start, end)
