"""Money that a project is named after stands in the column of its level. 项目名称所称的资金级次与收入表所列相符。

A project or its performance table that names 市级, 自治区, 省级 or 中央 money of a level above the unit's own, against the line of its
function in the income table: suspicious where that line has own money alone and the table does use the column of transfers from above.
The unit's level is told by its name. Not applicable without such a name, or to a table that does not tell the levels apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.domain.disclosure import Disclosure, Project
from gongkai.domain.findings import Fault, NotApplicable, Verdict
from gongkai.domain.places import Place
from gongkai.domain.text import bare
from gongkai.parse.checking.figures import places
from gongkai.parse.checking.pairing import paired
from gongkai.parse.checking.projects import line_of
from gongkai.parse.checking.selectors import open_book
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.tree import Tree
from gongkai.parse.checking.wheres import objective_where, project_where, row_where
from gongkai.parse.rules import rule

_LEVELS = (("中央", 4), ("自治区", 3), ("省级", 3), ("省", 3), ("市级", 2), ("市本级", 2), ("地区级", 2), ("州级", 2))
_WORDS = "|".join(word for word, _ in _LEVELS)
# 省级文物维修经费 is about something of the province; 省级财政资金 and 拨付2024年省级…资金 are money of the province.
_MONEY = (
    re.compile(rf"({_WORDS})(?:级)?(?:财政|专项|补助|补贴|资金|转移支付|预算内)"),
    re.compile(rf"(?:下达|拨付|安排)(?:\d{{4}}年度?)?({_WORDS}).*(?:资金|专款|经费)"),
)
_MATCHING = re.compile("配套")
_COUNTY = re.compile(r"(?<!自治)(?<!地)区|县|旗|镇|乡|街道")
_CITY = re.compile("市|州|盟|地区")


@rule("project.source", severity="warning", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """The names of performance tables and of statements, each line of the income table once."""
    book = open_book(disclosure)
    income, lines = book.trees.get("income"), book.trees.get("project_expenditure")
    own = _level_of_unit(disclosure.unit or "")
    transfers = book.one("income[total].general_transfer")
    if income is None or lines is None or not own or not transfers or not transfers.value:
        raise NotApplicable("收入表没有分列本级与上级资金", "the income table does not tell the levels of money apart")
    found: dict[str, Verdict] = {}
    for name, where, place, project in _named(disclosure):
        index = line_of(disclosure, lines, project)
        code = lines.row(index).code if index is not None else None
        word = _above(name, own)
        if word and code and code not in found and income.coded(code):
            found[code] = _verdict(income, code, (word, name, where), place)
    if not found:
        raise NotApplicable("没有写明上级资金的项目名称", "no project is named after money from above")
    yield from found.values()


def _named(disclosure: Disclosure) -> Iterator[tuple[str, str, Place | None, Project]]:
    for one, project in paired(disclosure):
        if one.project:
            yield one.project, objective_where(disclosure, one), one.place, project
    for project in disclosure.projects:
        yield project.name, project_where(disclosure, project), project.place, project


def _level_of_unit(unit: str) -> int:
    """1 for a county's or a district's unit, 2 for a city's, 0 for any other."""
    return 1 if _COUNTY.search(unit) else 2 if _CITY.search(unit) else 0


def _above(name: str, own: int) -> str | None:
    """The word for a level above the unit's own after which the name calls its money."""
    found = next((match for form in _MONEY if (match := form.search(bare(name)))), None)
    return found[1] if found and dict(_LEVELS)[found[1]] > own and not _MATCHING.search(name) else None


def _verdict(income: Tree, code: str, said: tuple[str, str, str], place: Place | None) -> Verdict:
    rows = [income.row(index) for index in income.coded(code)]
    if any(row["general_transfer"] for row in rows) or not all(row["general"] for row in rows):
        return None
    word, name, where = said
    line = row_where(income.table, rows[0])
    return Fault(
        where=f"{where} / {line}",
        stated=word,
        expected="本级",
        zh=f"{where}“{name}”称{word}资金，{line}却只有本级的一般公共预算，上级转移支付为空。",
        en=f"{where} names money from above, but {line} has own money alone.",
        places=(*at(place), *places(rows[0], "general")),
    )
