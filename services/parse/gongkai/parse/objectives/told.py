"""Objectives told in paragraphs: 产出指标：数量指标：培训人次≥200人次；质量指标：验收合格率=100%。"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from gongkai.domain.amounts import amount
from gongkai.domain.content import Block, Line
from gongkai.domain.disclosure import Funds, Indicator, Objective
from gongkai.domain.places import Place, around
from gongkai.parse.objectives.targets import target

Told = tuple[str, Place | None]

_TELLING = re.compile(r"(?:产出|效益|满意度)指标.{0,3}[:：]|(?:数量|质量|时效)指标[:：]")
_NUMBER = r"(?:[（(]?[\d一二三四五六七八九十]{1,2}[)）、.．]\s?|[①-⑳])?"
_LEVEL1 = r"(?:产出|效益|满意度|成本|项目完成|项目效益|履职效能|运行成本|社会效应)指标"
_LEVEL2 = r"(?:数量|质量|时效|(?:经济|社会|生态环境)?成本|(?:经济|社会|生态)效益|可持续(?:影响|发展)|(?:服务对象|社会公众)?满意度)指标"
_LEVEL = re.compile(
    rf"(?:^|(?<=[。；;：:\s])){_NUMBER}(?:(?P<one>{_LEVEL1})|(?P<two>{_LEVEL2}))(?:[（(][^（）()]{{1,12}}[)）])?[:：]"
)
_NAMED = re.compile(rf"^{_NUMBER}项目名称[:：](?P<name>.+)$")
_GOAL = re.compile(rf"^{_NUMBER}(?:年度|绩效|总体|整体|本年度?|项目)*目标[:：](?P<goal>.*)$", re.S)
_GOES_ON = re.compile(r"^目标\d{1,2}[:：]")
_FUNDS = re.compile(
    r"(?:资金总额|预算金额|项目(?:资金|预算)|预算安排)(?:总额|规模)?(?:[（(]万元[)）])?[:：]?(\d[\d,]*(?:\.\d+)?)(?:万元|元)?"
)
_ITEM = re.compile("[；;。]")
_COUNTED = re.compile(r"^(?:指标)?\d{1,2}[:：、.．](?!\d)\s*")
_TARGET = re.compile(
    r"^(?P<name>[^≥≤＝=<>﹥﹤]{2,60}?)[:：,，]?"
    r"(?P<target>(?:[≥≤＝=<>﹥﹤]=?|不(?:低于|少于|超过|高于)|大于等于|小于等于|大于|小于|达到|控制在)\s?[\d.].{0,20}|(?<=[:：])\d.{0,20})$"
)
_COLON = re.compile("[:：]")
_FEWEST_INDICATORS, _FEWEST_LEVELS = 3, 2


@dataclass
class _Draft:
    """An objective while its paragraphs are read."""

    project: str | None = None
    goal: list[str] = field(default_factory=list)
    total: Decimal | None = None
    indicators: list[Indicator] = field(default_factory=list)
    places: list[Place | None] = field(default_factory=list)

    def objective(self, unit: str | None) -> Objective | None:
        """What the paragraphs came to, None where they say too little."""
        if len(self.indicators) < _FEWEST_INDICATORS or len({one.level2 for one in self.indicators}) < _FEWEST_LEVELS:
            return None
        return Objective(
            scope="project" if self.project else "unit",
            unit=unit,
            project=self.project,
            funds=Funds(total=self.total),
            goal="\n".join(self.goal) or None,
            indicators=tuple(self.indicators),
            place=around(self.places),
        )


def are_told(blocks: Iterable[Block]) -> bool:
    """Whether a line names a level of indicators as a paragraph does; cheap, as every document is asked."""
    return any(isinstance(block, Line) and "指标" in block.text and _TELLING.search(block.text) for block in blocks)


def told(paragraphs: Iterable[Told], unit: str | None = None) -> tuple[Objective, ...]:
    """The objectives of a unit's running text: each with at least three indicators under two kinds; a target is only what is printed."""
    return tuple(one for draft in _drafts(paragraphs) if (one := draft.objective(unit)))


def _drafts(paragraphs: Iterable[Told]) -> Iterator[_Draft]:
    draft, levels = _Draft(), ["", ""]
    for text, place in paragraphs:
        named = _NAMED.match(text)
        if named or (draft.indicators and not _LEVEL.match(text)):
            yield draft
            draft, levels = _Draft(project=named["name"].rstrip("。；") if named else None), ["", ""]
        cut = [] if named else list(_LEVEL.finditer(text))
        if cut:
            draft.indicators += _indicators(text, cut, levels, place)
            draft.places.append(place)
        elif not named:
            _take(draft, text)
    yield draft


def _take(draft: _Draft, text: str) -> None:
    """The goal and the funds that stand between the name of a project and its indicators."""
    goal, funds = _GOAL.match(text), _FUNDS.search(text)
    if goal:
        draft.goal = [goal["goal"]] if goal["goal"] else []
    elif _GOES_ON.match(text):
        draft.goal.append(text)
    elif funds and draft.total is None:
        draft.total = amount(funds[1])


def _indicators(text: str, cut: Sequence[re.Match[str]], levels: list[str], place: Place | None) -> Iterator[Indicator]:
    """The items behind each level of a paragraph; `levels` are carried on to the next one."""
    ends = [*(one.start() for one in cut[1:]), len(text)]
    for level, end in zip(cut, ends, strict=True):
        levels[:] = [level["one"], ""] if level["one"] else [levels[0], level["two"]]
        for piece in filter(None, map(str.strip, _ITEM.split(text[level.end() : end]))):
            yield _indicator(_COUNTED.sub("", piece), levels, place)


def _indicator(text: str, levels: Sequence[str], place: Place | None) -> Indicator:
    """培训人次≥200人次 as name and target, 治理效果：明显 too; else the words alone."""
    found = _TARGET.match(text)
    name, _, rest = (found["name"], "", found["target"]) if found else _divided(text)
    wanted = target(rest)
    return Indicator(
        level1=levels[0] or None,
        level2=levels[1] or None,
        level3=name,
        target_text=wanted.text,
        op=wanted.op,
        value=wanted.value,
        measure=wanted.measure,
        place=place,
    )


def _divided(text: str) -> tuple[str, str, str]:
    colon = _COLON.search(text)
    return (text[: colon.start()], ":", text[colon.end() :]) if colon else (text, "", "")
