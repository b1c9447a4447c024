"""The headings of the indicators: which column says what, in one row or in several, with levels or without."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai.domain.content import Cell
from gongkai.domain.text import bare

Cells = Sequence[Cell | None]

COLUMNS: Mapping[str, re.Pattern[str]] = {
    "level1": re.compile(r"一级(?:绩效)?指标(?:名称)?"),
    "level2": re.compile(r"二级(?:绩效)?指标(?:名称)?"),
    "level3": re.compile(r"三级(?:绩效)?指标(?:名称)?|(?:绩效)?指标名称|四级指标|具体指标|明细指标"),
    "op": re.compile(r"(?:绩效)?指标性质|(?:计算|运算|比较|指标)?符号|指标方向|指标值性质"),
    "target": re.compile(
        r"(?:年度|本年|预期|目标|绩效|计划|当年|三级)*指标值(?!.*(?:依据|来源|单位)).*|(?:年度|预期|绩效|全年)?目标值|全年(?:\(程\))?(?:目标|指标)值|(?:预期|预计)(?:当年|本年)?实现值|指标目标值|.*年度指标值.*|绩效指标值"
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
_LEVELS = ("level1", "level2", "level3")
# What a target says of a part of the year is on the way to that of the whole.
_WITHIN_YEAR = re.compile(r"季度|半年|\d月|月度")
_JOINED_TARGET = re.compile(r"指标值(?!.*(?:依据|来源))")
_LONGEST_HEADING = 120
_ADVICE = re.compile(r"\((?:包含|含|包括|填写|数字|文字|可).*")
# Of several years before, the last one counts.
_LAST_COUNTS = ("last_year",)
_NAME_HEADING, _KIND_HEADING = "指标名称", "绩效指标"


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
        if _are_headings(found):
            below = _roles(spread[top + 1]) if top + 1 < len(spread) else {}
            if len(below) >= 2 and (set(below) - set(found) or any(found[name] != below[name] for name in below)):
                return Heading(_named({**found, **below}), top, _last(spread, top + 1))
            return Heading(_named(found), top, top)
    return None


def _are_headings(found: Mapping[str, int]) -> bool:
    """Levels with a name below them, or a name alone with its target."""
    levels = [name for name in _LEVELS if name in found]
    return len(found) >= 3 and (
        (found.get("level1") is not None and len(levels) > 1) or (levels == ["level3"] and "target" in found)
    )


def _last(spread: Sequence[Cells], row: int) -> int:
    """The last of the rows that a cell of the heading row still reaches into."""
    while row + 1 < len(spread) and any(cell and cell is spread[row][at] for at, cell in enumerate(spread[row + 1])):
        row += 1
    return row


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


def _roles(row: Cells) -> dict[str, int]:
    found: dict[str, int] = {}
    for column, cell in enumerate(row):
        plain = _ADVICE.sub("", _heading(cell))
        role = _ROLE.fullmatch(plain) if not _WITHIN_YEAR.search(plain) else None
        if role and role.lastgroup and (role.lastgroup not in found or role.lastgroup in _LAST_COUNTS):
            found[role.lastgroup] = column
    if "level1" not in found and "level3" in found:
        found.update(_kind_column(row, found))
    if "target" not in found and len(found) >= 2:
        joined = [column for column, cell in enumerate(row) if _is_joined_target(_heading(cell))]
        if joined and joined[0] not in found.values():
            found["target"] = joined[0]
    return found


def _kind_column(row: Cells, found: Mapping[str, int]) -> Mapping[str, int]:
    """The column 绩效指标 beside the names, where it stands for the first level and not beside all rows."""
    beside = [
        column
        for column, cell in enumerate(row)
        if cell and cell.rowspan == 1 and column not in found.values() and _heading(cell) == _KIND_HEADING
    ]
    return {"level1": beside[0]} if beside else {}


def _is_joined_target(plain: str) -> bool:
    return bool(_JOINED_TARGET.search(plain)) and not _WITHIN_YEAR.search(plain)


def _may_be_heading(row: Cells) -> bool:
    """Whether a cell speaks of a first level or of names; cheap, as every row of every grid is asked."""
    return any(
        cell is not None and (("级" in cell.text and "一" in cell.text) or _NAME_HEADING in cell.text) for cell in row
    )


def _heading(cell: Cell | None) -> str:
    return bare(cell.text) if cell and len(cell.text) <= _LONGEST_HEADING else ""
