"""A section that lists the sources or classes names all that have an amount. 收入、支出的列举不漏项。

收入预算包括… against the sources with an amount in 收入总体情况, 支出预算包括… against the classes of 支出总体情况. Only lists
without amounts are looked at here; those with amounts are added up by `narrative.sum`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.domain.amounts import printed
from gongkai.domain.disclosure import Disclosure, Section
from gongkai.domain.findings import Fault, NotApplicable, Verdict
from gongkai.domain.text import bare
from gongkai.parse.checking.narrative import sections_for
from gongkai.parse.checking.selectors import Book, open_book
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.wheres import section_where
from gongkai.parse.rules import rule

_OVERALL = {"heading": "收支(预算|决算)?(情况)?的?总体(情况)?说明|收支(预算|决算)?总体", "unless": "财政拨款"}
_SOURCES = (
    ("一般公共预算", "一般公共预算|财政拨款(?!结)", "income[total].general + income[total].general_transfer"),
    ("政府性基金预算", "政府性基金", "income[total].fund + income[total].fund_transfer"),
    ("国有资本经营预算", "国有资本", "income[total].capital"),
    ("财政专户", "财政专户|教育收费", "income[total].special_account"),
    ("单位资金", "单位资金|事业收入|其他收入|经营收入", "income[total].unit_funds"),
    (
        "上年结转结余",
        "结转|结余",
        "income[total].carry_over + income[total].appropriation_carry_over + income[total].other_carry_over",
    ),
)


@rule("narrative.items", severity="warning", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """The two lists of the section on income and expenditure as a whole."""
    book = open_book(disclosure)
    found = [
        verdict
        for section in sections_for(disclosure, _OVERALL)
        for verdict in (*_income(book, section), *_expenditure(book, section))
    ]
    if not found:
        raise NotApplicable("说明中没有不带金额的列举", "no list without amounts in the narrative")
    yield from found


def _income(book: Book, section: Section) -> Iterator[Verdict]:
    text = _listed("收入", section)
    for name, pattern, expression in _SOURCES if text else ():
        figure = book.one(expression)
        if figure and figure.value:
            known = bool(re.search(pattern, text))
            yield None if known else _missing(section, "收入", name, printed(figure.value), figure.where)


def _expenditure(book: Book, section: Section) -> Iterator[Verdict]:
    text = _listed("支出", section)
    for figure in book.by_code("expenditure[class].total").values() if text else ():
        tree = book.trees["expenditure"]
        name = next((row.name for row in tree.table.rows if figure.where.endswith(f" {row.code}")), None)
        if name and figure.value:
            known = bare(name) in text
            yield None if known else _missing(section, "支出", name, printed(figure.value), figure.where)


def _listed(side: str, section: Section) -> str:
    found = re.search(rf"{side}预算包括[:：]([^\n。]*)", section.text or "")
    text = bare(found[1]) if found else ""
    return "" if re.search(r"\d", text) else text


def _missing(section: Section, side: str, name: str, value: str | None, where: str) -> Fault:
    return Fault(
        where=section_where(section.path),
        expected=name,
        zh=f"“{side}预算包括”漏列{name}，{where}为{value}。",
        en=f"The list of {'income' if side == '收入' else 'expenditure'} leaves out {name}, which is {value} at {where}.",
        places=at(section.place),
    )
