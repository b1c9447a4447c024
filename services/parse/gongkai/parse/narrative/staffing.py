"""机构设置及人员情况: posts, persons, offices and subordinate units as the text states them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from gongkai.domain.disclosure import Staffing
from gongkai.domain.places import Place
from gongkai.parse.narrative.numbering import numbered, without_number
from gongkai.parse.narrative.paragraphs import Paragraph
from gongkai.parse.narrative.phrases import any_of, compiled, phrases
from gongkai.parse.narrative.sections import Passage
from gongkai.parse.narrative.topics import under

_WORDS = phrases(__file__)
_HEADINGS = compiled(_WORDS["headings"])
_PERSONS = ("posts", "actual", "in_service", "retired", "departed")
_HAN_DIGITS = "零一二三四五六七八九十"
_COUNT = r"(\d{1,3}(?:[,，]\d{3})+(?!\d)|\d{1,6}(?![,，]\d{3}(?!\d))|[一二三四五六七八九十两]{1,3})"
_PERSONS_END = r"(?=人|名|个|[，,。；;、）)]|$)"
_STATED = {
    name: re.compile(rf"{any_of(_WORDS[name])}(?:[（(][^（）()]{{0,20}}[）)])?{_WORDS['links']}{_COUNT}{_PERSONS_END}")
    for name in _PERSONS
}
# 核定事业编制60名，实有58名: the persons of one kind only.
_OF_A_PART = re.compile(rf"{_WORDS['parts']}[^，。；;]{{0,8}}{_COUNT}(?:人|名|个)?[，,、（(]{{0,2}}$")
_NONE_BELOW = compiled(_WORDS["none_below"])
_BELOW = re.compile(rf"{any_of(_WORDS['below'])}{_WORDS['links']}{_COUNT}(?:个|家)")
_BELOW_LAST = re.compile(rf"{_COUNT}{any_of(_WORDS['below_last'])}")
_BELOW_SPLIT = re.compile(_WORDS["below_split"].replace("{count}", _COUNT))
_OFFICES_BEFORE = re.compile(_WORDS["offices_before"].replace("{count}", _COUNT))
_OFFICES_ALONE = re.compile(_WORDS["offices_alone"])
_OFFICES = re.compile(rf"{any_of(_WORDS['offices'])}([^。；;]{{1,600}})")
_BETWEEN = re.compile(r"(?:、|，|,|以及)(?![^（(]*[）)])")
_ENUMERATED = re.compile(r"(?:[（(]\d{1,2}[)）]|\d{1,2}[.、．]|[①-⑳])([^；;。，,]{2,30})")
_WORD = re.compile(r"[\u4e00-\u9fff]")
_OFFICE_FIRST = re.compile(rf"([^，。；：:]{{1,20}}?{_WORDS['office_ends']}(?:（[^（）]{{1,20}}）)?)(?:[。：:，,]|$)")
_NO_OFFICE = re.compile(r"\d(?:人|名)|编制数|编制\d|实有")


def staffing(passages: Iterable[Passage]) -> Staffing | None:
    """The first statement of each figure in the passages on the unit itself; None when nothing is stated."""
    body = list(under(passages, _HEADINGS, above=True))
    counts = {name: _first(pattern, body) for name, pattern in _STATED.items()}
    offices = _offices(body)
    subordinates = _subordinates(body)
    if not offices and subordinates is None and not any(count is not None for count in counts.values()):
        return None
    return Staffing(**counts, offices=offices, subordinates=subordinates, place=_place(body))


def _first(pattern: re.Pattern[str], body: Sequence[Paragraph]) -> int | None:
    every = (match for paragraph in body for match in pattern.finditer(paragraph.text))
    found = next((match for match in every if not _OF_A_PART.search(match.string, 0, match.start())), None)
    return _count(found[1]) if found else None


def _subordinates(body: Sequence[Paragraph]) -> int | None:
    for pattern in (_BELOW, _BELOW_LAST, _BELOW_SPLIT):
        stated = _first(pattern, body)
        if stated is not None:
            return stated
    return 0 if any(_NONE_BELOW.search(paragraph.text) for paragraph in body) else None


def _offices(body: Sequence[Paragraph]) -> tuple[str, ...]:
    forms = (_OFFICES, _OFFICES_BEFORE, _OFFICES_ALONE)
    found = next((match for form in forms for one in body if (match := form.search(one.text))), None)
    if not found:
        return ()
    if not _WORD.search(found[1]):
        return _told_below(body, found.string)
    listed = [part.strip("。 ") for part in _BETWEEN.split(found[1])]
    if numbered(found[1].strip()):
        listed = _ENUMERATED.findall(found.string[found.start(1) :].split("。")[0])
    return tuple(
        office.removesuffix("等") for office in takewhile(lambda part: not _NO_OFFICE.search(part), listed) if office
    )


def _told_below(body: Sequence[Paragraph], announced: str) -> tuple[str, ...]:
    """The offices that follow one by one, each with its duties: 秘书科（联络科）。组织…"""
    texts = [paragraph.text for paragraph in body]
    below = (_OFFICE_FIRST.match(without_number(text)) for text in texts[texts.index(announced) + 1 :])
    return tuple(found[1] for found in takewhile(bool, below) if found)


def _place(body: Sequence[Paragraph]) -> Place | None:
    return next(
        (paragraph.place for paragraph in body if any(one.search(paragraph.text) for one in _STATED.values())),
        body[0].place if body else None,
    )


def _count(text: str) -> int:
    """54 -> 54, 3,200 -> 3200, 十二 -> 12, 两 -> 2."""
    solid = text.replace(",", "").replace("，", "")
    if solid.isdecimal():
        return int(solid)
    tens, ten, ones = text.replace("两", "二").rpartition("十")
    return (10 * (_HAN_DIGITS.index(tens) if tens else 1) if ten else 0) + (_HAN_DIGITS.index(ones) if ones else 0)
