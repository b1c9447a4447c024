"""An empty table is explained, and what is called empty is empty. 空表有说明，称为空表的确实为空。

A table published without figures needs its own note or a sentence in the section on its subject that calls it 空表,
without data. In a form that knows no 空表 it is enough to say that there is no such money (没有使用政府性基金预算拨款安排的支出);
where no section speaks of its subject at all, and in a blank form, that could not be checked. The standing note 无内容应公开空表并说明情况 is an instruction and no explanation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.domain.amounts import printed
from gongkai.domain.disclosure import Disclosure, Section, Table
from gongkai.domain.findings import Fault, NotApplicable, Skipped, Verdict
from gongkai.domain.text import bare
from gongkai.parse.checking.selectors import Book, open_book
from gongkai.parse.checking.spots import at
from gongkai.parse.rules import rule

_SUBJECTS = {
    "fund_expenditure": "政府性基金",
    "capital_expenditure": "国有资本",
    "three_public": "三公",
    "carry_over": "结转",
    "project_expenditure": "项目支出",
}
_EMPTY = re.compile(r"空表|表为空|空白|无数据|没有数据|无相关数据|无内容|无此项|零报告")
_NOTHING = re.compile(
    r"(?:没有|未(?:使用|安排|发生|编制|涉及)|无|不涉及|不存在)[^,，。；\n]{0,30}(?:支出|拨款|预算|收支|经费|收入|资金|结转)"
    r"|(?:没有|未|无)(?:安排|涉及)|(?:支出|预算|拨款|经费)(?:预算|决算)?(?:数|总额)?(?:均)?为?(?:0(?:\.0+)?万?元|零)|为0(?:\.0+)?(?![\d.]|万?元)"
)
_FORM = re.compile(r"情况表$")
_INSTRUCTION = re.compile(r"应公开空表|需公开空表|公开空表并")


@rule("empty_table.statement", severity="error", version=3)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Every empty table, and every filled one that the text calls empty."""
    tables = [table for table in disclosure.tables if table.code in _SUBJECTS]
    book = open_book(disclosure)
    found = [verdict for table in tables for verdict in _verdicts(disclosure, book, table)]
    if not found:
        raise NotApplicable("没有空表", "no empty table")
    yield from found


def _verdicts(disclosure: Disclosure, book: Book, table: Table) -> Iterator[Verdict]:
    saying = next((section for section in disclosure.sections if _calls_empty(section, table)), None)
    if table.empty:
        explained = saying or _explained(table.note) or _tells_of_none(disclosure, table)
        yield None if explained else _unexplained(disclosure, table)
    elif saying and (figure := book.one(f"{table.code}[total].total|amount")) and figure.value:
        yield Fault(
            where=table.label,
            stated="空表",
            expected=printed(figure.value),
            zh=f"文中称{table.title}为空表，{figure.where}却有{printed(figure.value)}。",
            en=f"The text calls the table empty, but {figure.where} prints {printed(figure.value)}.",
            places=(*at(saying.place), *figure.places),
        )


def _explained(note: str | None) -> bool:
    return bool(note and _EMPTY.search(note) and not _INSTRUCTION.search(note))


def _calls_empty(section: Section, table: Table) -> bool:
    """A sentence of the section names the subject of the table and calls it empty."""
    return _says(_EMPTY, section, table)


def _tells_of_none(disclosure: Disclosure, table: Table) -> bool:
    """Where neither the title nor any text is of the form that asks for 空表, saying that there is no such money explains."""
    texts = [*(section.text for section in disclosure.sections), *(other.note for other in disclosure.tables)]
    if _FORM.search(table.title) or any("空表" in (text or "") for text in texts):
        return False
    return bool(table.note and _NOTHING.search(table.note)) or any(
        _says(_NOTHING, section, table) for section in disclosure.sections
    )


def _says(words: re.Pattern[str], section: Section, table: Table) -> bool:
    if not words.search(section.text or ""):
        return False
    subject = _SUBJECTS[table.code]
    sentences = re.split(r"[。；\n]", bare(section.text or ""))
    return any(subject in one and words.search(one) and not _INSTRUCTION.search(one) for one in sentences)


def _unexplained(disclosure: Disclosure, table: Table) -> Verdict:
    """A fault only where the section on the subject was found; else the explanation may be in a part that is missing.

    A document without a figure in any of its tables is a blank form, which has nothing to explain yet.
    """
    if not any(value is not None for one in disclosure.tables for row in one.rows for value in row.values.values()):
        return Skipped("各表都没有数字，是空白表样", "no table has a figure: a blank form")
    subject = _SUBJECTS[table.code]
    if not table.note and not any(
        subject in bare(f"{one.heading}{one.text}") for one in disclosure.sections if one.text
    ):
        return Skipped(f"没有找到关于{subject}的说明", f"no section on the subject of {table.label} was found")
    return Fault(
        where=table.label,
        expected="空表说明",
        zh=f"{table.label}{table.title if table.number is not None else ''}为空表，文中没有说明。",
        en=f"{table.label} is published empty and the text does not explain it.",
        places=at(table.place),
    )
