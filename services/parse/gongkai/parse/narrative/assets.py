"""国有资产占用使用情况: what the unit holds at the end of a year, each with quantity, measure and value as stated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from gongkai.domain.disclosure import Asset, Assets
from gongkai.domain.places import Place
from gongkai.parse.narrative.numbering import without_number
from gongkai.parse.narrative.paragraphs import Paragraph
from gongkai.parse.narrative.phrases import any_of, compiled, phrases
from gongkai.parse.narrative.sections import Passage
from gongkai.parse.narrative.topics import under

_WORDS = phrases(__file__)
_HEADINGS = compiled(_WORDS["headings"])
_NONE = compiled(_WORDS["none"])
_SENTENCE_END = re.compile("[。！]")
_AS_OF = re.compile(r"截(?:至|止).{0,4}?(20\d\d)年(?:期?末|底|\d{1,2}月)|(20\d\d)年(?:期?末|底)")
_SEPARATED = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")
_CHANGED = compiled(_WORDS["changed"])
_MEASURED = "".join(sorted({measure[-1] for measure in _WORDS["measures"]} | set("元）)")))
# Names may have a 、 of their own (土地、房屋及构筑物2,000万元); brackets with figures state more (（房屋面积5,600平方米）).
_BREAK = re.compile(
    rf"[，,；;]|(?<=[{re.escape(_MEASURED)}])[、:：]|其中[:：]?|[（(](?!不?含)(?=[^（）()]{{0,40}}\d)|(?:(?<=\d[元辆台个])|(?<=\d万元)|(?<=\d平方米))[)）]"
)
_SUM_WITHIN = re.compile(r"\d(?:万元|亿元|元)(?!(?:[（(]不?含.{0,8}[)）])?以[上下])")
_NUMBER = r"(\d{1,12}(?:\.\d{1,6})?)"
_COUNTED = re.compile(rf"(.*?){_NUMBER}({any_of(_WORDS['measures'])})(?![^，。；]{{0,4}}以上)")
_VALUE = any_of(_WORDS["value"])
_VALUED = re.compile(rf"(.*?){_VALUE}(?:为|共计|合计|[:：])?(?P<value>{_NUMBER})(?:万元|亿元|元)")
# 办公用房账面价值356万元、面积1,200平方米
_OF_THE_ONE_BEFORE = re.compile(any_of(_WORDS["quantities"]))
# 共有车辆17台，共计350.23万元
_SUMMED = re.compile(rf"(?:共计|合计|计|共)?(?P<value>{_NUMBER})(?:万元|亿元|元)")
_WORTH = re.compile(rf"([^\d]*{any_of(_WORDS['valued'])}[^\d]{{0,8}}){_NUMBER}(?:万元|亿元|元)(?:（[^（）]{{1,30}}）)?")
_HEAD = re.compile(any_of(_WORDS["heads"]))
_OWNER = re.compile(rf".*{any_of(_WORDS['owners'])}(?=.)", re.S)
_TAIL = re.compile(rf"{any_of(_WORDS['tails'])}$")


def assets(passages: Iterable[Passage], unit: str | None = None) -> Assets | None:
    """The assets under a heading on them, totals and kinds flat in printed order; planned purchases are none."""
    body = list(under(passages, _HEADINGS))
    as_of = next((found[1] or found[2] for paragraph in body if (found := _AS_OF.search(paragraph.text))), None)
    items = tuple(_items(body, unit or ""))
    return Assets(as_of=as_of, items=items) if items or as_of else None


def _items(body: Sequence[Paragraph], unit: str) -> Iterator[Asset]:
    for paragraph in body:
        for sentence in _SENTENCE_END.split(_SEPARATED.sub("", without_number(paragraph.text))):
            yield from _stated(sentence.replace(unit, ""), paragraph.place)


def _stated(sentence: str, place: Place | None) -> Iterator[Asset]:
    """Each clause names an asset or gives the value of the one before."""
    last: Asset | None = None
    for clause in filter(None, _BREAK.split(sentence)):
        if _NONE.search(clause):
            break
        if _CHANGED.search(clause):
            if last is None:
                return
            continue
        named = _named(clause)
        valued = _VALUED.match(clause) or _SUMMED.fullmatch(clause)
        if named and last and _OF_THE_ONE_BEFORE.fullmatch(named.name):
            last = replace(last, quantity=named.quantity, measure=named.measure)
        elif named and named.name:
            if last:
                yield last
            last = replace(named, place=place)
        elif valued and last and last.value is None:
            last = replace(last, value=Decimal(valued["value"]))
    if last:
        yield last


def _named(clause: str) -> Asset | None:
    """房屋3515.27平方米, or 办公家具价值102.75万元 where only the value is stated."""
    counted = _COUNTED.fullmatch(clause) or _COUNTED.match(clause)
    if counted and not _SUM_WITHIN.search(counted[1]):
        valued = _VALUED.match(clause, counted.end()) or _SUMMED.fullmatch(clause, counted.end())
        value = Decimal(valued["value"]) if valued else None
        return Asset(name=_name(counted[1]), quantity=Decimal(counted[2]), measure=counted[3], value=value)
    valued = _VALUED.match(clause) or _WORTH.fullmatch(clause)
    return Asset(name=_name(valued[1]), value=Decimal(valued[2])) if valued else None


def _name(text: str) -> str:
    """The noun alone: 本单位共有车辆 -> 车辆."""
    name = text.replace("：", ":").rsplit(":", 1)[-1]
    owner = _OWNER.match(name)
    name = name[owner.end() :] if owner else name
    while found := _HEAD.match(name):
        name = name[found.end() :]
    tail = _TAIL.search(name)
    return without_number(name[: tail.start()] if tail and tail.start() else name)
