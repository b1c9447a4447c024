"""Projects told under numbered headings of their own: the project's name, then 1.项目概述 … 2.立项依据 … 6.年度预算安排 …"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gongkai.domain.places import Place
from gongkai.parse.narrative.numbering import numbered
from gongkai.parse.narrative.paragraphs import Paragraph
from gongkai.parse.narrative.phrases import any_of, phrases
from gongkai.parse.narrative.sections import Passage

_WORDS = phrases(__file__)
_LABEL = re.compile(rf"({any_of(_WORDS['labels'])})(?:[:：。](.*))?", re.S)
_INLINE = re.compile(rf"(?:^|(?<=[。；;，,]))(?:{any_of(_WORDS['labels'])})[:：]")
_MARK = re.compile("[，。；：:,;]")
_COUNTED = re.compile(r"项目(?:[一二三四五六七八九十]{1,3}|\d{1,2})[:：](?=.)")
_FIRST = re.compile(any_of(_WORDS["first"]))
_NAME_END = re.compile(rf"{any_of(_WORDS['name_ends'])}$")
_MONEY = re.compile(r"\d[\d,，]{0,20}(?:\.\d{1,6})?(?:万元|亿元|元|万(?![\u4e00-\u9fff]))")
_AMOUNT = "预算安排"
_FEWEST_LABELS, _LONGEST_NAME, _LONGEST_ITEM = 3, 40, 12


@dataclass(frozen=True, slots=True)
class Outlined:
    """One project: its name and what stands under each label, the amount first."""

    name: str
    pieces: tuple[tuple[str, str], ...]
    place: Place | None


@dataclass(frozen=True, slots=True)
class _Told:
    text: str
    place: Place | None
    is_heading: bool
    is_item: bool = False


def outlined(passages: Iterable[Passage]) -> Iterator[Outlined]:
    """Every project with at least three of the labels, in printed order."""
    told = list(_told(passages))
    title = _Told("", None, True)
    pieces: list[tuple[str, str]] = []
    for at, one in enumerate(told):
        label = _LABEL.fullmatch(one.text)
        if label:
            if any(label[1] == known for known, _ in pieces):
                yield from _project(title, pieces)
                pieces = []
            pieces.append((label[1], label[2] or ""))
        elif _is_title(told, at):
            yield from _project(title, pieces)
            title, pieces = one, []
        elif pieces and one.is_item:
            pieces.append((one.text, ""))
        elif pieces:
            pieces[-1] = (pieces[-1][0], pieces[-1][1] + one.text)
    yield from _project(title, pieces)


def _told(passages: Iterable[Passage]) -> Iterator[_Told]:
    for passage in passages:
        if passage.heading:
            yield _Told(passage.heading, passage.place, True)
        for paragraph in passage.body:
            yield from _parted(paragraph)


def _parted(paragraph: Paragraph) -> Iterator[_Told]:
    """A paragraph, or its name and its labels where it tells a whole project: 1.节水改造。项目概述：…。立项依据：…"""
    number = numbered(paragraph.text)
    text = number.rest if number else paragraph.text
    starts = [found.start() for found in _INLINE.finditer(text)]
    if number is None or len(starts) < _FEWEST_LABELS or _MONEY.search(text, 0, starts[0]):
        is_item = number is not None and len(text) <= _LONGEST_ITEM and not _MARK.search(text)
        yield _Told(text, paragraph.place, False, is_item)
        return
    if name := text[: starts[0]].rstrip("。；，：: "):
        yield _Told(name, paragraph.place, True)
    for start, end in pairwise([*starts, len(text)]):
        yield _Told(text[start:end], paragraph.place, False)


def _is_title(told: Sequence[_Told], at: int) -> bool:
    """A heading, 项目一：…, or a short line directly before the first label of a project."""
    if told[at].is_heading or _COUNTED.match(told[at].text):
        return True
    below = _LABEL.fullmatch(told[at + 1].text) if at + 1 < len(told) else None
    return below is not None and bool(_FIRST.fullmatch(below[1])) and len(told[at].text) <= _LONGEST_NAME


def _project(title: _Told, pieces: Sequence[tuple[str, str]]) -> Iterator[Outlined]:
    name = _NAME_END.sub("", _COUNTED.sub("", title.text))
    if len(pieces) < _FEWEST_LABELS or not name:
        return
    money = next((found[0] for label, text in pieces if _AMOUNT in label and (found := _MONEY.search(text))), None)
    stated = ((_AMOUNT, money),) if money else ()
    yield Outlined(name, (*stated, *pieces), title.place)
