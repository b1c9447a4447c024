"""其他资金 of the performance tables is money other than the appropriation. 绩效目标表的其他资金不是财政拨款。

Suspicious where the document says of itself that it is: the glossary explains 其他资金 as 事业收入 and the like, the narrative calls the
very amounts of the projects' tables carried over (`上年结转资金19.19万元` beside the project's total), and the income table has carried-over
appropriation and no money of any other source. Not applicable without such a sentence for every table with other funds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from gongkai.domain.amounts import printed
from gongkai.domain.disclosure import Disclosure, Objective
from gongkai.domain.findings import Fault, NotApplicable, Verdict
from gongkai.domain.text import bare
from gongkai.parse.checking.figures import Figure
from gongkai.parse.checking.projects import objectives
from gongkai.parse.checking.selectors import Book, open_book
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.texts import Spoken, pairs
from gongkai.parse.checking.wheres import objective_where
from gongkai.parse.rules import rule

_EXPLAINED = re.compile("事业收入|经营收入")
_CARRIED = re.compile("结转(?:结余)?(?:资金|经费)?(?:为)?$")
_SENTENCES = re.compile(r"[；;。\n]")
_OTHER_SOURCES = " + ".join(
    f"income[total].{key}"
    for key in (
        "special_account",
        "unit_funds",
        "operating",
        "business",
        "other",
        "upper_subsidy",
        "affiliated",
        "fund_balance_use",
        "other_carry_over",
    )
)


@rule("objective.fund_source", severity="warning", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """One verdict for the document: all its other funds are explained alike."""
    tables = [one for one in objectives(disclosure) if one.funds.other]
    book = open_book(disclosure)
    carried = book.one("income[total].appropriation_carry_over")
    if (
        not carried
        or not tables
        or not _glossary(disclosure)
        or not all(_is_carried(disclosure, one) for one in tables)
    ):
        raise NotApplicable(
            "没有称其他资金为结转资金的说明", "the narrative does not say that other funds are carried over"
        )
    yield None if _has_other_sources(book) else _fault(disclosure, tables, carried)


def _glossary(disclosure: Disclosure) -> bool:
    return any(bare(one.term) == "其他资金" and _EXPLAINED.search(one.definition) for one in disclosure.glossary)


def _is_carried(disclosure: Disclosure, objective: Objective) -> bool:
    """Whether some sentence of the narrative has the table's total and calls its other funds carried over."""
    texts = [one.text for one in disclosure.sections if one.text and "结转" in one.text]
    sentences = [part for text in texts for part in _SENTENCES.split(text) if "结转" in part]
    return any(_tells(list(pairs(sentence)), objective) for sentence in sentences)


def _tells(said: list[Spoken], objective: Objective) -> bool:
    return any(one.value == objective.funds.total for one in said) and any(
        one.value == objective.funds.other and _CARRIED.search(one.name) for one in said
    )


def _has_other_sources(book: Book) -> bool:
    figure = book.one(_OTHER_SOURCES)
    return bool(figure and figure.value)


def _fault(disclosure: Disclosure, tables: list[Objective], carried: Figure) -> Fault:
    whole = next((one for one in disclosure.objectives if one.scope == "unit" and one.funds.other), None)
    first = whole or tables[0]
    total = sum((one.funds.other or Decimal(0) for one in tables), Decimal(0))
    return Fault(
        where=objective_where(disclosure, first),
        stated=printed(first.funds.other),
        zh=f"{len(tables)}个项目绩效目标表的其他资金共{printed(total)}，文中称是上年结转资金，{carried.where}的结转全部为财政拨款结转；"
        "名词解释的其他资金是事业收入等，不含财政拨款。",
        en=f"The other funds of {len(tables)} performance tables ({printed(total)}) are carried-over appropriation, which the "
        "glossary does not count as other funds.",
        places=(*at(first.place), *carried.places),
    )
