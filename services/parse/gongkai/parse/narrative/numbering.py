"""The numbers that headings and items begin with: 第一部分, 一、, （一）, 1. or ①."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

_COUNT = "[一二三四五六七八九十]{1,3}"
_DASHED = re.compile(r"[—–-](?=、)|(?<=^[（(])[—–-](?=[)）])")
_ENCLOSED = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⒈⒉⒊⒋⒌⒍⒎⒏⒐"
# What a numbered text begins with, if not with a digit.
_FIRST_SIGNS = frozenset(f"第一二三四五六七八九十（(—–-①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳{_ENCLOSED}")
_PART = re.compile(rf"(第(?:{_COUNT}|\d{{1,2}})(?:部分|章|篇))[\s、:：.．]*(.*)", re.S)
_CHAPTER = re.compile(rf"({_COUNT})\s*[、.．](.*)", re.S)
_PARAGRAPH = re.compile(rf"[（(]({_COUNT})[)）][、.．]?(.*)", re.S)
_ITEM = re.compile(r"(\d{1,2}(?:[、.．)）](?!\d)|[.．](?=20\d\d年))|[（(]\d{1,2}[)）]|[①-⑳])[、.．]?(.*)", re.S)


class Level(IntEnum):
    """How deep a number stands."""

    PART = 0
    CHAPTER = 1
    PARAGRAPH = 2
    ITEM = 3


@dataclass(frozen=True, slots=True)
class Numbered:
    """A numbered text: its level, its number as a path keeps it (`第一部分`, `一`, `（一）`, `1.`), and the text after it."""

    level: Level
    label: str
    rest: str


@lru_cache(4096)  # each line is asked about many times
def numbered(text: str) -> Numbered | None:
    """What a tidied text is numbered with; None when it begins without a number. A scan's （—） is （一）.

    >>> numbered("（十二）承担统计工作。").label, numbered("(一)概况").label, numbered("2.5万元")
    ('（十二）', '（一）', None)
    """
    if text[:1] not in _FIRST_SIGNS and not text[:1].isdecimal():
        return None
    if text[0] in _ENCLOSED:
        text = unicodedata.normalize("NFKC", text[0]) + text[1:]
    text = _DASHED.sub("一", text, count=1) if text[:3].strip("（(")[:1] in tuple("—–-") else text
    if found := _PART.match(text):
        return Numbered(Level.PART, found[1], found[2].strip())
    if found := _CHAPTER.match(text):
        return Numbered(Level.CHAPTER, found[1], found[2].strip())
    if found := _PARAGRAPH.match(text):
        return Numbered(Level.PARAGRAPH, f"（{found[1]}）", found[2].strip())
    if found := _ITEM.match(text):
        return Numbered(Level.ITEM, found[1], found[2].strip())
    return None


def without_number(text: str) -> str:
    """The text after its number."""
    found = numbered(text)
    return found.rest if found else text
