"""No private data is published. 没有公开个人信息。

Mobile numbers, identity numbers and bank cards in the narrative. Noted without repeating the number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.domain.disclosure import Disclosure, Section
from gongkai.domain.findings import Fault, NotApplicable, Verdict
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.wheres import section_where
from gongkai.parse.rules import rule

_PRIVATE = {
    "身份证号": re.compile(r"(?<!\d)\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])\d{5}[\dXx](?!\d)"),
    "手机号码": re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)"),
    "银行卡号": re.compile(r"(?<!\d)62\d{14,17}(?!\d)"),
}


@rule("text.private", severity="info", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Every section with text."""
    sections = [section for section in disclosure.sections if section.text]
    if not sections:
        raise NotApplicable("没有说明文字", "no narrative")
    for section in sections:
        found = [name for name, pattern in _PRIVATE.items() if pattern.search(section.text or "")]
        yield _fault(section, found[0]) if found else None


def _fault(section: Section, kind: str) -> Fault:
    return Fault(
        where=section_where(section.path),
        stated=kind,
        zh=f"文中有{kind}，不宜公开。",
        en="The text holds private data.",
        places=at(section.place),
    )
