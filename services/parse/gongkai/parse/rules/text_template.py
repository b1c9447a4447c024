"""No text of a template is left over. 没有遗留的模板文字。

Alternatives in brackets (`[或…]`), blanks to fill in (`XX万元`, `××`, `____`), and a decrease of zero beside 无变化. Noted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.domain.disclosure import Disclosure, Section
from gongkai.domain.findings import Fault, NotApplicable, Verdict
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.wheres import section_where
from gongkai.parse.rules import rule

_RESIDUE = re.compile(
    r"[\[【〔（(]或[^\]】〕）)]{4,}[\]】〕）)]|[X×x]{2,}(?:万?元|年|个|人|单位|部门|局|项目)?|_{3,}|（请[^）]{2,}）"
)


@rule("text.template", severity="info", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Every section with text."""
    sections = [section for section in disclosure.sections if section.text or section.heading]
    if not sections:
        raise NotApplicable("没有说明文字", "no narrative")
    for section in sections:
        yield _verdict(section)


def _verdict(section: Section) -> Verdict:
    found = _RESIDUE.search(f"{section.heading or ''}\n{section.text or ''}")
    if not found:
        return None
    return Fault(
        where=section_where(section.path),
        stated=found[0],
        zh=f"遗留模板文字“{found[0]}”。",
        en="Text of a template is left over.",
        places=at(section.place),
    )
