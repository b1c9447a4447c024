"""Actual staff is the sum of those in service, retired and departed. 实有人数等于在职、退休、离休之和。

One sentence has to say so (`实有60人，其中：在职40人；退休20人`): 实有在职38人，退休人员12人 counts two things. Not applicable where the total or
all of its parts are missing; a part that is not stated adds nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.domain.disclosure import Disclosure
from gongkai.domain.findings import Fault, NotApplicable, Verdict
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.wheres import staffing_section, staffing_where
from gongkai.parse.rules import rule

_OF_WHICH = re.compile("实有(?!在职)[^。]*(?:其中|包括|[（(：:])[^。]*在职[^。]*退休")


@rule("staffing.sum", severity="error", version=2)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """The one sentence on staff."""
    staff = disclosure.staffing
    if staff is None or staff.actual is None or staff.in_service is None or staff.retired is None:
        raise NotApplicable("没有写明实有、在职和退休人数", "the numbers of staff are not stated")
    section = staffing_section(disclosure)
    if section and not _OF_WHICH.search(section.text or ""):
        raise NotApplicable(
            "没有以“其中”分列实有人数", "actual staff is not said to consist of those in service and retired"
        )
    expected = staff.in_service + staff.retired + (staff.departed or 0)
    yield (
        None
        if staff.actual == expected
        else Fault(
            where=staffing_where(disclosure),
            stated=str(staff.actual),
            expected=str(expected),
            zh=f"实有人数{staff.actual}人，在职{staff.in_service}人、退休{staff.retired}人、离休{staff.departed or 0}人，合计{expected}人。",
            en=f"Actual staff is {staff.actual}; in service, retired and departed together are {expected}.",
            places=at(staff.place),
        )
    )
