"""What a sentence speaks of: the noun without the unit's name, the year, and the words of the sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from gongkai.parse.narrative.numbering import without_number
from gongkai.parse.narrative.phrases import any_of, compiled, phrases

_WORDS = phrases(str(Path(__file__).with_name("statements.py")))
ELSEWHERE = compiled(_WORDS["sections"]["none"])
# The number of a 类, 款 or 项 may stand in its brackets: 公共安全支出（204类）司法（06款）行政运行（01项）
_PATH = re.compile(
    r"(?P<a>[^（()）]{1,40})[（(](?:\d{3})?类[)）](?P<rest>支出)?"
    r"(?:(?P<b>.{1,40}?)[（(](?:\d{2})?款[)）](?:(?P<c>.{1,40}?)[（(](?:\d{2})?[项款][)）])?)?"
)
# “一般公共服务支出-财政事务-行政运行”科目
_DASHED = re.compile(r"[“\"]([^“”\"—－-]{2,40}(?:[—－-]{1,2}[^“”\"—－-]{2,40}){1,2})[”\"](?:科目)?")
_DASH = re.compile("[—－-]{1,2}")
# Below a heading 社会保障和就业支出（类）: 民政管理事务（款）行政运行（项）支出
_SUBPATH = re.compile(r"(?P<b>[^（()）]{1,40})[（(]款[)）](?:(?P<c>.{1,40}?)[（(]项[)）])?")
# One of these stands in every such path, and in few other subjects.
_LEVEL = re.compile(r"[（(]\d{0,3}[类款][)）]|[^“”\"—－-][—－-]{1,2}[^“”\"]{2,40}[”\"]")
_TAIL = re.compile(rf"{any_of(_WORDS['tails'])}$")
_HEAD = re.compile(rf"{any_of(_WORDS['heads'])}")
_OWNER = re.compile(rf".*{any_of(_WORDS['owners'])}", re.S)
_PLAIN = compiled(_WORDS["plain_nouns"])
_THREE_PUBLIC = [
    (name, re.compile(rf"({any_of(words)})(?:一般公共预算|财政拨款|拨款|年初|支出|预算|决算|安排|合计|总额|数)*$"))
    for name, words in _WORDS["three_public"].items()
]
_SPENDING = re.compile(rf"{_WORDS['spending']}(?=(?:总额|总计|合计|数)?(?:安排)?(?:为|是)?$)")
_ANNOUNCED = re.compile(_WORDS["announced"])
_SITUATION = re.compile(r"(?<=费)(?:支出)?情况$")
# 2010601行政运行：2024年预算数…
_CODED = re.compile(r"\d{5,7}[-—\s]?([^，。：:\d]{2,40})[:：]")
_BEFORE_YEAR = re.compile(r"[“\"]?(.{2,20}?)[”\"]?20\d\d年")
_TOTAL = next(iter(_WORDS["three_public"]))
_BOTH_SIDES = re.compile(any_of(_WORDS["both_sides"]))
_TOTAL_FIRST = re.compile(r"^总(收入|支出)$")
_OF_WHAT = re.compile(r"(?:预算|决算)(?=数?$|总)|数$")
_BOTH, _SIDES = "收支", ("收入", "支出")
_BEHIND_UNIT = ("单位", "部门", "本级", "机关")
_COLON = re.compile("[:：]")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Item:
    """The name of what is stated, a key under which other spellings of it are the same, and whether it is a 类/款/项."""

    name: str
    key: str
    is_function: bool = False

    def better(self, other: Item) -> Item:
        """The fuller of two spellings: 公务用车购置费 rather than 公务用车购置."""
        return other if self.key == other.key and len(other.name) > len(self.name) else self


class Namer:
    """Finds the noun in the words before an amount; the unit's own name is no part of it."""

    def __init__(self, unit: str | None = None) -> None:
        self.unit = unit

    def path(self, subject: str, above: str | None = None) -> Item | None:
        """社会保障和就业支出（类）就业补助（款）就业见习补贴（项） as 类/款/项; `above` is the 类 of the heading, if any."""
        if not _LEVEL.search(subject):
            return None
        found = _PATH.search(without_number(subject))
        if found:
            alone = found["rest"] if found["rest"] and not found["b"] else ""
            parts = [self._stripped(found["a"]) + alone, found["b"], found["c"]]
        elif dashed := _DASHED.search(subject):
            parts = list(_DASH.split(dashed[1]))
        elif below := _SUBPATH.search(without_number(subject)):
            parts = [above, self._stripped(below["b"]), below["c"]]
        else:
            return None
        name = "/".join(one for one in parts if one)
        return Item(name, name, True)

    def item(self, subject: str, above: str | None = None) -> Item | None:
        """The noun of a subject; None when it only says 预算, 支出 or nothing."""
        path = self.path(subject, above)
        if path:
            return path
        noun = self._stripped(subject)
        if not noun or _PLAIN.fullmatch(noun):
            before = _CODED.match(without_number(subject)) or _BEFORE_YEAR.match(without_number(subject))
            return self._named_before(before) if before else None
        if len(noun) > _LONGEST:
            return None
        return _three_public(noun) or Item(noun, key_of(noun))

    def spending(self, subject: str) -> Item | None:
        """支出预算 or 财政拨款支出预算 as an item, which beside income it is."""
        found = _SPENDING.search(without_number(subject))
        return Item(found[0], key_of(found[0])) if found else None

    def announced(self, text: str) -> Item | None:
        """What a short heading says that the figures behind it are about: 公务接待费."""
        named = _SITUATION.sub("", without_number(text.strip("。：: ")))
        return (self.item(named) or self.spending(named)) if _ANNOUNCED.fullmatch(named) else None

    def _named_before(self, named: re.Match[str]) -> Item | None:
        return Item(named[1], key_of(named[1])) if named.re is _CODED else self.announced(named[1])

    def _stripped(self, subject: str) -> str:
        noun = _COLON.split(without_number(subject.strip("[]【】 ")).rstrip(":："))[-1]
        if self.unit and self.unit in noun:
            rest = noun.rpartition(self.unit)[2]
            noun = rest[2:] if rest.startswith(_BEHIND_UNIT) else rest
        if found := _OWNER.match(noun):
            noun = noun[found.end() :]
        while found := _HEAD.match(noun):
            noun = noun[found.end() :]
        found = _TAIL.search(noun)
        return without_number(noun[: found.start()] if found else noun).strip("[]【】 ").rstrip('”"')


def key_of(noun: str) -> str:
    """What a noun has in common with its other spellings: 收入、支出预算总计 and 收、支总计.

    >>> key_of("收入、支出预算总计"), key_of("收、支总计"), key_of("收入预算")
    ('收支总计', '收支总计', '收入')
    """
    total = _TOTAL_FIRST.sub(r"\1总计", noun)
    return _OF_WHAT.sub("", _BOTH_SIDES.sub(_BOTH, total)) or noun


def sides_of(item: Item) -> tuple[str, ...]:
    """The keys of income and spending where an item means both: 收支总计 -> 收入总计, 支出总计."""
    return tuple(item.key.replace(_BOTH, side, 1) for side in _SIDES) if _BOTH in item.key else ()


def _three_public(noun: str) -> Item | None:
    """An item of 三公: the printed noun in full-width brackets and with its 费, the key in the schema's words."""
    for key, pattern in _THREE_PUBLIC:
        found = pattern.search(noun)
        if found and key == _TOTAL:
            return Item(key, key)
        if found:
            printed = (
                found[1]
                .replace("(", "（")
                .replace(")", "）")
                .removesuffix("用")
                .removesuffix("经费")
                .removesuffix("费")
            )
            return Item(printed + "费", key)
    return None
