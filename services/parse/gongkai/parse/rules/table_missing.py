"""Every table that is numbered or announced is printed. 目录所列、编号相连的表都已刊出。

A gap in the numbers of the tables, and a table that is announced but has neither rows nor a unit nor a note. Not
applicable without numbered tables. Tables of no listed kind count too.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.domain.disclosure import Disclosure, Table
from gongkai.domain.findings import Fault, NotApplicable, Verdict
from gongkai.parse.rules import rule


@rule("table.missing", severity="warning", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Every number from 1 to the highest."""
    by_number = {table.number: table for table in disclosure.tables if table.number is not None}
    if len(by_number) < 2:
        raise NotApplicable("表没有编号", "the tables are not numbered")
    for number in range(1, max(by_number) + 1):
        table = by_number.get(number)
        yield None if table and _is_printed(table) else _fault(number, table)


def _is_printed(table: Table) -> bool:
    return bool(table.rows or table.currency or table.note or table.place)


def _fault(number: int, table: Table | None) -> Fault:
    return Fault(
        where=f"表{number}",
        expected=table.title if table else None,
        zh=f"表{number}{f'“{table.title}”' if table else ''}没有刊出。",
        en=f"Table {number} is not printed.",
    )
