"""One thing has one name throughout. 同一事项名称前后一致。

A function code in all tables; the names of 具体使用情况 and of their rows; the carry-overs of table and list; a project in its
table, its statement and its performance table (where a 文号 before the name does not count). Marks only, an ending such as
支出 or the unit before the name are noted and no more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from gongkai.domain.disclosure import Disclosure, Row, Severity, Table
from gongkai.domain.findings import Fault, NotApplicable, Verdict
from gongkai.domain.text import bare
from gongkai.parse.checking.carry_overs import pairs
from gongkai.parse.checking.figures import places
from gongkai.parse.checking.names import difference
from gongkai.parse.checking.naming import project_names
from gongkai.parse.checking.narrative import Told, told
from gongkai.parse.checking.selectors import Book, open_book
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.wheres import row_where
from gongkai.parse.rules import rule

_WORDS = re.compile(r"[^\W\d_]")


@rule("names.mismatch", severity="warning", version=2)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Codes, functions of the narrative, carry-overs and projects."""
    book = open_book(disclosure)
    found = [
        *_codes(book),
        *_functions(disclosure),
        *_carry_overs(disclosure),
        *project_names(disclosure, book),
    ]
    if not found:
        raise NotApplicable("没有出现在两处的名称", "no name stands in two places")
    yield from found


def _codes(book: Book) -> Iterator[Verdict]:
    seen: dict[str, list[tuple[Table, Row]]] = {}
    for code, tree in book.trees.items():
        for row in () if code == "basic_expenditure" or _names_projects(tree.table) else tree.table.rows:
            if row.code and _WORDS.search(row.name or "") and any(value is not None for value in row.values.values()):
                seen.setdefault(row.code, []).append((tree.table, row))
    for printings in seen.values():
        yield from _code(printings)


def _names_projects(table: Table) -> bool:
    """Without a column for them the names beside the codes of 项目支出 are those of the projects."""
    return table.code == "project_expenditure" and not any(row.project for row in table.rows)


def _code(printings: list[tuple[Table, Row]]) -> Iterator[Verdict]:
    """The name that most tables print is taken as the right one."""
    by_table = {table.label: bare(row.name or "") for table, row in printings}
    usual = Counter(by_table.values()).most_common(1)[0][0]
    if len(by_table) < 2:
        return
    told_apart: set[str] = set()
    for table, row in printings:
        grade = difference(row.name or "", usual)
        if table.label not in told_apart:
            told_apart.add(table.label)
            yield None if grade == "same" else _code_fault(table, row, usual, "error" if grade == "other" else "info")


def _code_fault(table: Table, row: Row, usual: str, severity: Severity) -> Fault:
    return Fault(
        where=row_where(table, row),
        stated=row.name,
        expected=usual,
        severity=severity,
        zh=f"{row.code}在{table.label}叫“{row.name}”，在其他各表叫“{usual}”。",
        en=f"Code {row.code} has another name in {table.label} than in the other tables.",
        places=places(row),
    )


def _functions(disclosure: Disclosure) -> Iterator[Verdict]:
    for one in told(disclosure):
        if "/" in one.statement.item and one.figure:
            faults: list[Verdict] = [_function_fault(one, name, row) for name, row in one.renamed]
            yield from faults or [None]


def _function_fault(one: Told, name: str, row: Row) -> Fault:
    return Fault(
        where=one.where,
        stated=name,
        expected=row.name,
        severity="info" if difference(name, row.name or "") != "other" else None,
        zh=f"文中科目“{name}”在表中（{row.code}）叫“{row.name}”。",
        en=f"The text names code {row.code} otherwise than the table.",
        places=(*at(one.statement.place), *places(row)),
    )


def _carry_overs(disclosure: Disclosure) -> Iterator[Verdict]:
    table = disclosure.table("carry_over")
    for row, item in pairs(disclosure) if table else ():
        grade = difference(row.name or "", item.name)
        if grade == "same" or table is None:
            yield None
            continue
        yield Fault(
            where=row_where(table, row),
            stated=row.name,
            expected=item.name,
            severity="info" if grade == "marks" else None,
            zh=f"{row_where(table, row)}“{row.name}”与说明中的“{item.name}”不一致。",
            en="The carry-over has another name in the narrative's list.",
            places=(*places(row), *at(item.place)),
        )
