"""What the narrative denies has no amount elsewhere. 说明称“没有”的，别处也没有。

收入全部为一般公共预算 / 没有使用政府性基金… against the appropriation's other funds, 无下属预算单位 against subordinates that are
counted in another section. Text against table and text against text; both places are given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.domain.amounts import printed
from gongkai.domain.disclosure import Disclosure, Section
from gongkai.domain.findings import Fault, NotApplicable, Verdict
from gongkai.parse.checking.figures import Figure
from gongkai.parse.checking.selectors import Book, open_book
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.wheres import section_where
from gongkai.parse.rules import rule

_ONLY_GENERAL = re.compile(r"收入全部为一般公共预算[^。\n]*")
_SUBORDINATES = re.compile(
    r"下属[^。；，\n]{0,6}?([1-9]\d*)(?:家|个)[^。；，\n]{0,12}(?:单位|机构)(?:和\d+(?:家|个)[^。；，\n的]{0,8}单位)?"
)
_FUNDS = (
    (
        "政府性基金预算",
        re.compile(r"没有使用政府性基金预算[^。，\n]*支出"),
        "appropriation_balance.expenditure[total].fund",
    ),
    (
        "国有资本经营预算",
        re.compile(r"没有使用国有资本经营预算[^。，\n]*支出"),
        "appropriation_balance.expenditure[total].capital",
    ),
)


@rule("narrative.statement", severity="error", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Every denial that the rule knows how to look up."""
    book = open_book(disclosure)
    sections = [section for section in disclosure.sections if section.text]
    found = [
        verdict for section in sections for verdict in (*_funds(book, section), *_subordinates(disclosure, section))
    ]
    if not found:
        raise NotApplicable("说明中没有可核对的否定语句", "the narrative denies nothing that can be looked up")
    yield from found


def _funds(book: Book, section: Section) -> Iterator[Verdict]:
    only = _ONLY_GENERAL.search(section.text or "")
    for name, denial, expression in _FUNDS:
        said = only or denial.search(section.text or "")
        figure = book.one(expression)
        if said:
            yield _denied(section, said[0], name, figure) if figure and figure.value else None


def _denied(section: Section, said: str, name: str, figure: Figure) -> Fault:
    value = printed(figure.value)
    return Fault(
        where=section_where(section.path),
        stated=said,
        expected=value,
        zh=f"文中称“{said}”，{figure.where}有{name}{value}。",
        en=f"The text denies it, but {figure.where} has {value} of {name}.",
        places=(*at(section.place), *figure.places),
    )


def _subordinates(disclosure: Disclosure, section: Section) -> Iterator[Verdict]:
    staffing = disclosure.staffing
    if not staffing or staffing.subordinates != 0 or section.path[:1] == ("第一部分",):
        return
    said = _SUBORDINATES.search(section.text or "")
    if said:
        spots = [place for place in (section.place, staffing.place) if place]
        yield Fault(
            where=section_where(section.path),
            stated=said[0],
            expected="无下属预算单位",
            zh=f"第一部分称无下属预算单位，此处称“{said[0]}”。",
            en="The first part says that there are no subordinate units; this section counts some.",
            places=tuple(spots),
        )
