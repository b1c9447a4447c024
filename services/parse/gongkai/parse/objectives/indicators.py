"""The rows of indicators of a form: which column says what, levels carried down, rows cut by the page end put together."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai.domain.content import Cell
from gongkai.domain.disclosure import Indicator
from gongkai.domain.places import around
from gongkai.domain.text import bare, tidy
from gongkai.parse.indexes import is_index_row
from gongkai.parse.objectives.targets import Target, split_target, target

Cells = Sequence[Cell | None]

COLUMNS: Mapping[str, re.Pattern[str]] = {
    "level1": re.compile(r"一级(?:绩效)?指标(?:名称)?"),
    "level2": re.compile(r"二级(?:绩效)?指标(?:名称)?"),
    "level3": re.compile(r"三级(?:绩效)?指标(?:名称)?|(?:绩效)?指标名称|四级指标|具体指标|明细指标"),
    "op": re.compile(r"(?:绩效)?指标性质|(?:计算|运算|比较|指标)?符号|指标方向|指标值性质"),
    "target": re.compile(
        r"(?:年度|本年|预期|目标|绩效|计划|当年|三级)*指标值(?!.*(?:依据|来源|单位)).*|(?:年度|预期|绩效)?目标值|指标目标值|.*年度指标值.*|绩效指标值"
    ),
    "measure": re.compile(r"(?:绩效)?(?:度量|计量|指标值?)单位|单位"),
    "basis": re.compile(r"(?:绩效)?(?:指标|指标值|目标值)?(?:的)?(?:设[置定]|制定|确定|来源)?依据.*|指标(?:值)?来源"),
    "last_year": re.compile(
        r"(?:上年|去年|上年度|前年|近.年)(?:度)?(?:指标)?(?:实际)?(?:完成|完成指标|实际|指标)?值.*|历史(?:完成)?值|上年完成.*"
    ),
    "weight": re.compile(
        r"(?:指标)?(?:分值)?(?:/)?权重(?:分值|\(.*\))?|(?:指标)?分值(?:\(?权重\)?)?(?:\(.*\))?|指标分值权重"
    ),
    "scoring": re.compile(r"(?:指标)?(?:赋分|评分|计分|打分)(?:规则|标准|办法|方法)"),
    "content": re.compile(r"(?:绩效)?指标内容|指标解释|指标说明"),
    "evidence": re.compile(r"佐证(?:资料|材料)?.*|证明(?:资料|材料)|数据来源(?:与)?.*"),
}
_ROLE = re.compile("|".join(f"(?P<{name}>{pattern.pattern})" for name, pattern in COLUMNS.items()))
_LEVELS = ("level1", "level2")
_JOINED_TARGET = re.compile(r"指标值(?!.*(?:依据|来源))")
_LONGEST_HEADING = 120
_SUM = re.compile(r"(?:总|合|小)计|总分|总得分|合计得分|得分合计|自评(?:总分|得分)")
_MARKUP, _ADVICE = re.compile(r"</?p\b[^<>]*>"), re.compile(r"\((?:包含|含|包括|填写|数字|文字|可).*")
_NOTHING = re.compile(r"[-—/\\无]*")


@dataclass(frozen=True, slots=True)
class Heading:
    """Which column of the grid holds what, and in which rows the headings stand."""

    columns: Mapping[str, int]
    first: int
    last: int


def heading_of(spread: Sequence[Cells], start: int = 0) -> Heading | None:
    """The indicator headings of a grid from row `start` on, None where it has none."""
    for top in range(start, len(spread)):
        found = _roles(spread[top]) if _may_be_heading(spread[top]) else {}
        if "level1" in found and ({"level2", "level3"} & set(found)) and len(found) >= 3:
            below = _roles(spread[top + 1]) if top + 1 < len(spread) else {}
            if len(below) >= 2 and set(below) - set(found):
                return Heading(_named({**found, **below}), top, top + 1)
            return Heading(_named(found), top, top)
    return None


def _named(columns: Mapping[str, int]) -> Mapping[str, int]:
    """Without a third level the content of the indicator is its name, else the second level."""
    rest = {name: column for name, column in columns.items() if name != "content"}
    if "level3" in rest:
        return rest
    if "content" in columns:
        return {**rest, "level3": columns["content"]}
    return {**{name: column for name, column in rest.items() if name != "level2"}, "level3": rest["level2"]}


def is_heading(row: Cells) -> bool:
    """Whether a row only repeats the indicator headings."""
    return _may_be_heading(row) and len(_roles(row)) >= 3


def read(rows: Sequence[Cells], spread: Sequence[Cells], heading: Heading) -> tuple[Indicator, ...]:
    """The indicators of the rows below a heading, in printed order."""
    drawn = [_Drawn(own, full, heading) for own, full in zip(rows, spread, strict=True)]
    content = [row for row in drawn if row.texts and not is_heading(row.full) and not row.counts_columns]
    carried: dict[str, str] = {}
    found: list[Indicator] = []
    for row in _healed(content):
        indicator = _indicator(row, carried)
        if indicator:
            found.append(indicator)
    return tuple(found)


class _Drawn:
    """One printed row: its own texts by what they say, and the levels that reach into it by spanning."""

    def __init__(self, own: Cells, full: Cells, heading: Heading) -> None:
        self.full = full
        self.counts_columns = is_index_row([cell for cell in own if cell and cell.text.strip()])
        self.place = next((cell.place for cell in own if cell and cell.text.strip()), None)
        self.texts = {name: text for name, column in heading.columns.items() if (text := _text(_cell(own, column)))}
        self.levels = {name: _text(_cell(full, heading.columns.get(name))) for name in _LEVELS}
        self.spanned = {
            name
            for name, column in heading.columns.items()
            if _cell(own, column) is None and _cell(full, column) is not None
        }
        self.places = [cell.place for column in heading.columns.values() if (cell := _cell(own, column))]

    def page(self) -> int | None:
        return self.place.page if self.place else None

    def absorb(self, below: _Drawn) -> None:
        for name, text in below.texts.items():
            self.texts[name] = self.texts.get(name, "") + text
        for name in _LEVELS:
            if name in below.texts:
                self.levels[name] = self.texts[name]


def _cell(row: Cells, column: int | None) -> Cell | None:
    return row[column] if column is not None and column < len(row) else None


def _text(cell: Cell | None) -> str:
    return tidy(_MARKUP.sub("", cell.text)) if cell else ""


def _roles(row: Cells) -> dict[str, int]:
    found: dict[str, int] = {}
    for column, cell in enumerate(row):
        plain = _ADVICE.sub("", _heading(cell))
        role = _ROLE.fullmatch(plain)
        if role and role.lastgroup and role.lastgroup not in found:
            found[role.lastgroup] = column
    if "target" not in found and len(found) >= 2:
        joined = [column for column, cell in enumerate(row) if _JOINED_TARGET.search(_heading(cell))]
        if joined and joined[0] not in found.values():
            found["target"] = joined[0]
    return found


def _may_be_heading(row: Cells) -> bool:
    """Whether a cell speaks of a first level; cheap, as every row of every grid is asked."""
    return any(cell is not None and "级" in cell.text and "一" in cell.text for cell in row)


def _heading(cell: Cell | None) -> str:
    return bare(cell.text) if cell and len(cell.text) <= _LONGEST_HEADING else ""


def _healed(rows: Sequence[_Drawn]) -> list[_Drawn]:
    usual = sum("target" in row.texts for row in rows) * 10 > len(rows) * 7
    out: list[_Drawn] = []
    for row in rows:
        if out and _is_rest(row, out[-1], usual):
            out[-1].absorb(row)
        else:
            out.append(row)
    return out


def _is_rest(row: _Drawn, above: _Drawn, usual: bool) -> bool:
    """A first row of a page that lacks a name or everything but a name is the rest of the row before.

    `usual` tells that most rows have a target, so that one without is odd also where no page is known.
    """
    own = set(row.texts)
    named, valued = "level3" in own, bool(own - {"level1", "level2", "level3"})
    if named and valued:
        return False
    turned = row.page() != above.page() if row.page() is not None else False
    if not named and not valued:
        return turned and not row.spanned and bool(own) and _continues_level(row, above)
    if not valued:
        return "target" in above.texts and (turned or usual) and not (own & set(_LEVELS) and not turned)
    return turned and not (own & set(_LEVELS) and not _continues_level(row, above))


def _continues_level(row: _Drawn, above: _Drawn) -> bool:
    """Whether the level words of this row complete those above (`效益指` | `标`)."""
    levels = [name for name in _LEVELS if name in row.texts]
    return all(not re.fullmatch(r".{2,}指标", row.texts[name]) and above.levels.get(name) for name in levels)


def _indicator(row: _Drawn, carried: dict[str, str]) -> Indicator | None:
    for name in _LEVELS:
        text = row.levels[name]
        if text and text != carried.get(name):
            carried[name] = text
            if name == "level1":
                carried.pop("level2", None)
    if row.levels["level2"]:
        carried["level2"] = row.levels["level2"]
    texts = row.texts
    name = texts.get("level3") or ""
    if not name and not texts.get("target"):
        return None
    if any(_SUM.fullmatch(bare(texts.get(key, ""))) for key in ("level1", "level2", "level3")):
        return None
    wanted = _target(texts)
    return Indicator(
        level1=carried.get("level1"),
        level2=carried.get("level2"),
        level3=name,
        target_text=wanted.text,
        op=wanted.op,
        value=wanted.value,
        measure=wanted.measure,
        **{key: _or_none(texts.get(key)) for key in ("basis", "last_year", "weight", "scoring", "evidence")},
        place=around(list(row.places)),
    )


def _target(texts: Mapping[str, str]) -> Target:
    if "op" in texts or "measure" in texts:
        return split_target(texts.get("op", ""), texts.get("target", ""), texts.get("measure", ""))
    return target(texts.get("target", ""))


def _or_none(text: str | None) -> str | None:
    return None if not text or _NOTHING.fullmatch(bare(text)) else text
