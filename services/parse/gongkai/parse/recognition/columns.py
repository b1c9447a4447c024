"""What each column of a table holds: classification codes, names, projects, units or figures, and in which group."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.domain.amounts import amount
from gongkai.domain.content import Grid
from gongkai.domain.text import bare
from gongkai.parse.recognition.headings import Heading
from gongkai.parse.recognition.wording import is_sum

_UNIT = re.compile(
    r"(?:预算|主管|项目|填报|实施|承担|执行|使用|责任|申报|归口|用款)?(?:单位|部门|[科处股]室)(?:\(单位\)|\(部门\))?(?:名称)?"
)
_ASIDE = re.compile(
    r"序号|行次|栏次|备注|(?:预算|主管)?(?:单位|部门)(?:\(单位\)|\(部门\))?(?:代码|编码)|项目(?:代码|编码|编号|类别|类型|分类|级次|负责人|属性)|类型|类别|级次|.*(?:代码|编码)\(项目\)"
    r"|是否.*|起止.*|.*(?:年限|期限|时间|日期)|文号|项目内容.*|联系.*|.*说明"
)
_CODE = re.compile(r"类|款|项|目|.*(?:科目|分类|支出)?(?:编码|代码)(?:\(.*\))?|科目编号|编号")
_LEVEL = re.compile(r"[类款项目]")
_CODES = re.compile(r".*(?:科目|分类)(?:编码|代码)")
_LEVELS = re.compile(r"(?:.*\()?类[、/]?款[、/]?项\)?")
_WORD = re.compile(r"[一-鿿]{2}")
_PROJECT = re.compile(r"(?:预算|支出|二级|明细)?项目名称|项目(?:\(.*\))?")
# 合计 below one of these is the first row, which a page draws into the last of the headings.
_NAMED = re.compile(r".*(?:编码|代码|名称)")
_NAME = re.compile(
    r".*(?:科目|分类)?名称|.*\(科目\)|.*(?:科目|分类|分类科目)(?:\(.*\))?|项目(?:\(.*\))?|.*支出内容|内容|支出(?:项目)?|收入(?:项目)?|.*明细|指标名称|经济分类.*|功能分类.*"
)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one group: several code columns are parts of one code (类 款 项); `values` are the figures.

    `reach` is where the group stands.
    """

    codes: tuple[int, ...]
    name: int | None
    project: int | None
    unit: int | None
    values: tuple[int, ...]
    reach: range


def groups(grid: Grid, paths: Sequence[Heading], heading: int, economic: bool) -> list[Columns]:
    """The columns of a table, or of each of the tables that stand side by side in it."""
    roles = [_role(grid, path, column, heading) for column, path in enumerate(paths)]
    bounds = [0]
    for column in range(1, len(roles)):
        if roles[column] in ("code", "name") and "value" in roles[bounds[-1] : column]:
            bounds.append(column)
    ends = [*bounds[1:], len(roles)]
    return [_group(paths, roles, list(range(start, end)), economic) for start, end in zip(bounds, ends, strict=True)]


def _role(grid: Grid, path: Heading, column: int, heading: int) -> str:
    leaf = path[-1] if path else ""
    if len(path) > 1 and is_sum(leaf) and _NAMED.fullmatch(path[-2]):
        leaf = path[-2]
    if not leaf:
        return _role_by_content(grid, column, heading)
    if _ASIDE.fullmatch(leaf):
        return "aside"
    if _UNIT.fullmatch(leaf):
        return "unit"
    if _LEVELS.fullmatch(leaf) and not _holds_words(grid, column, heading):
        return "code"
    if _is_numbered(path) and not _holds_words(grid, column, heading) and not _holds_amounts(grid, column, heading):
        return "aside"
    if _is_among_codes(path) and not _holds_words(grid, column, heading) and not _holds_amounts(grid, column, heading):
        return "code"
    if _CODE.fullmatch(leaf) and leaf != "项目" and not _holds_amounts(grid, column, heading):
        return "code"
    if (_NAME.fullmatch(leaf) or _PROJECT.fullmatch(leaf)) and not _holds_amounts(grid, column, heading):
        return "name"
    return "value" if not _holds_words(grid, column, heading) else "name"


def _is_numbered(path: Heading) -> bool:
    """Whether a column of 单位代码 or 序号 has other words below that (项目 set lower than the rest)."""
    return any(_ASIDE.fullmatch(part) for part in path[:-1]) and not is_sum(path[-1])


def _is_among_codes(path: Heading) -> bool:
    """Whether a column stands below a heading of codes, whatever its own (科目编码 over 类款 | 项)."""
    return any(_CODES.fullmatch(part) for part in path[:-1]) and not is_sum(path[-1])


def _role_by_content(grid: Grid, column: int, heading: int) -> str:
    if _holds_words(grid, column, heading):
        return "name"
    return "value" if _holds_amounts(grid, column, heading) else "aside"


def _texts(grid: Grid, column: int, heading: int) -> list[str]:
    cells = [row[column] for row in grid.rows[heading:]]
    return [text for cell in cells if cell and (text := bare(cell.text))]


def _holds_amounts(grid: Grid, column: int, heading: int) -> bool:
    texts = _texts(grid, column, heading)
    money = [text for text in texts if "." in text and amount(text) is not None]
    return bool(texts) and 2 * len(money) > len(texts)


def _holds_words(grid: Grid, column: int, heading: int) -> bool:
    texts = _texts(grid, column, heading)
    words = [text for text in texts if _WORD.search(text)]
    return bool(words) and 2 * len(words) > len(texts) and not any(amount(text) is not None for text in texts)


def _group(paths: Sequence[Heading], roles: Sequence[str], columns: Sequence[int], economic: bool) -> Columns:
    names = [column for column in columns if roles[column] == "name"]
    named = [column for column in names if not _PROJECT.fullmatch(paths[column][-1] if paths[column] else "")]
    projects = [column for column in names if column not in named]
    classified = _preferred(paths, named, economic)
    if classified is not None and projects and _is_economic(paths[classified]) != economic:
        classified = None
    name = classified if classified is not None else (projects.pop(0) if projects else None)
    codes = [column for column in columns if roles[column] == "code"]
    return Columns(
        codes=tuple(_codes_of(paths, codes, name, economic)),
        name=name,
        project=projects[0] if projects else None,
        unit=next((column for column in columns if roles[column] == "unit"), None),
        values=tuple(column for column in columns if roles[column] == "value"),
        reach=range(columns[0], columns[-1] + 1),
    )


def _preferred(paths: Sequence[Heading], columns: Sequence[int], economic: bool) -> int | None:
    """Where names of two classifications are printed, the one that this kind of table is about."""
    own = [column for column in columns if _is_economic(paths[column]) == economic]
    government = [column for column in own if "政府" in "".join(paths[column])]
    departmental = [column for column in own if column not in government]
    return next(iter([*departmental, *own, *columns]), None)


def _codes_of(paths: Sequence[Heading], codes: Sequence[int], name: int | None, economic: bool) -> list[int]:
    own = [column for column in codes if _is_economic(paths[column]) == economic]
    if not own or len(own) == len(codes):
        own = list(codes)
    # A level alone (类, 款) says nothing of its classification.
    own = [
        column for column in codes if column in own or (len(paths[column]) == 1 and _LEVEL.fullmatch(paths[column][0]))
    ]
    departmental = [column for column in own if "政府" not in "".join(paths[column])]
    own = departmental or own
    if name is None or not any(column < name for column in own):
        return own
    before = [column for column in own if column < name]
    run = [before[-1]]
    for column in reversed(before[:-1]):
        if run[0] - column != 1:
            break
        run.insert(0, column)
    return run


def _is_economic(path: Heading) -> bool:
    return any("经济" in part for part in path)
