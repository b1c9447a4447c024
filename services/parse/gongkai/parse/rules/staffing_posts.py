"""No more people are in service than there are posts, and the offices counted are listed. 在职人数不超过编制，处室数与所列相符。

Suspicious and no more: units may hold staff outside the posts. Not applicable where neither is stated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.domain.disclosure import Disclosure, Staffing
from gongkai.domain.findings import Fault, NotApplicable, Verdict
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.wheres import staffing_section, staffing_where
from gongkai.parse.rules import rule

_OFFICES = re.compile(r"下设(\d+)个(?:内设)?(?:处室|科室|机构|股室|部门)")


@rule("staffing.posts", severity="warning", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Posts against people, then the number of offices against their list."""
    staff = disclosure.staffing
    if staff is None:
        raise NotApplicable("没有人员情况", "staff is not stated")
    if staff.posts is not None and staff.in_service is not None:
        yield _posts(disclosure, staff, staff.posts, staff.in_service)
    section = staffing_section(disclosure)
    counted = _OFFICES.search(section.text or "") if section else None
    if counted and staff.offices:
        yield _offices(disclosure, staff, int(counted[1]))


def _posts(disclosure: Disclosure, staff: Staffing, posts: int, people: int) -> Verdict:
    if people <= posts:
        return None
    return Fault(
        where=staffing_where(disclosure),
        stated=str(people),
        expected=str(posts),
        zh=f"在职{people}人，多于编制{posts}人。",
        en=f"{people} people are in service on {posts} posts.",
        places=at(staff.place),
    )


def _offices(disclosure: Disclosure, staff: Staffing, counted: int) -> Verdict:
    if counted == len(staff.offices):
        return None
    return Fault(
        where=staffing_where(disclosure),
        stated=str(counted),
        expected=str(len(staff.offices)),
        severity="info",
        zh=f"称下设{counted}个处室，列出{len(staff.offices)}个。",
        en=f"{counted} offices are counted, {len(staff.offices)} are listed.",
        places=at(staff.place),
    )
