"""What the reason of a change names: more or fewer people in service, and whether two reasons have a word in common."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.domain.disclosure import Disclosure, Section
from gongkai.parse.checking.wheres import staffing_section

_MORE = {"增加": 1, "增多": 1, "减少": -1}
_STAFF = re.compile(
    r"(?:在职|在编)(?:在编|在职)?(?:人员|职工|干部|人数)(?:数量?)?(?:有所|的)?(增加|增多|减少)(?![^，。；、]{0,4}(?:工资|薪|津|绩效|经费|支出|补))"
    r"|(增加|减少)了?(?:在职|在编)(?:在编|在职)?(?:人员|职工|干部|人数)(?!的?(?:工资|薪|津|绩效|经费|支出|补))"
)
_SERVING = re.compile(
    r"在职(?:人员|职工)?\d+人?[，,、（(]?(?:(?:与|较|比)?(?:上年|去年)度?(?:相比)?[，,]?)?"
    r"(?:(?P<way>增加|减少)(?P<count>\d+)人?|(?P<same>持平|无变化|没有变化))"
)
# What stands in the reason of any change, whatever its cause.
_STANDING = re.compile(
    r"主要原因|由于|因此|所以|我单位|本单位|本部门|单位|部门|本年度?|当年|今年|上年度?|去年|预算|安排|相应|有所|增加|减少|增长|下降"
    r"|机关运行经费|运行经费|公用经费|人员经费|基本支出|项目支出|一般公共预算|财政拨款|经费|支出|资金|费用|项目|等"
)
# Causes that may be any other cause in other words.
_GENERAL = re.compile(r"过紧日子|压减|压缩|缩减|节约|节俭|节支|八项规定|口径|科目|核算|政策|改革|调整|变化|变动|财力")


@dataclass(frozen=True, slots=True)
class Serving:
    """By how many the people in service became more since last year, in the words of their section."""

    change: int
    words: str
    section: Section


def staff_said(reason: str) -> int:
    """1 or -1 when a reason is that people in service became more or fewer, else 0; their pay is no reason of this kind.

    >>> staff_said("机构改革，在职人员减少"), staff_said("在职人员增加工资"), staff_said("区级聘用人员增加")
    (-1, 0, 0)
    """
    found = _STAFF.search(reason)
    return _MORE[found[1] or found[2]] if found else 0


def serving(disclosure: Disclosure) -> Serving | None:
    """The change of those in service that the section on staff tells (`在职54人，减少0人`); None where it tells none."""
    section = staffing_section(disclosure)
    found = _SERVING.search(section.text or "") if section else None
    if section is None or found is None:
        return None
    if found["same"]:
        return Serving(0, found["same"], section)
    return Serving(_MORE[found["way"]] * int(found["count"]), f"{found['way']}{found['count']}人", section)


def strangers(first: str, second: str) -> bool:
    """Whether two reasons are particular and share no two characters beyond what stands in every reason.

    >>> strangers("业务量减少，劳务费减少", "减少政府雇员工资"), strangers("人员减少", "在职人员调出"), strangers("压减支出", "人员减少")
    (True, False, False)
    """
    if _GENERAL.search(first) or _GENERAL.search(second):
        return False
    one, two = _pairs(first), _pairs(second)
    return bool(one and two) and not one & two


def _pairs(reason: str) -> set[str]:
    words = re.findall(r"[\u4e00-\u9fff]+", _STANDING.sub("，", reason))
    return {word[at : at + 2] for word in words for at in range(len(word) - 1)}
