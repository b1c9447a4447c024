"""Every table that is announced is printed. 目录所列的表都已刊出。

A table that is announced but has neither rows nor a unit nor a note. A number that no table has may be one that was not
recognised, and where tables were left unread, an announced one may be among them; so these could not be checked. Not applicable without numbered tables; tables of no listed kind count too.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.domain.disclosure import Disclosure, Table
from gongkai.domain.findings import Fault, NotApplicable, Skipped, Verdict
from gongkai.parse.checking.spots import at
from gongkai.parse.rules import rule


@rule("table.missing", severity="warning", version=2)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Every number from 1 to the highest."""
    by_number = {table.number: table for table in disclosure.tables if table.number is not None}
    if len(by_number) < 2:
        raise NotApplicable("表没有编号", "the tables are not numbered")
    unread = any(notice.code == "UNREAD_TABLE" for notice in disclosure.notices)
    for number in range(1, max(by_number) + 1):
        table = by_number.get(number)
        if table is None or (unread and not _is_printed(table)):
            yield Skipped(f"没有找到表{number}", f"no table {number} was found")
        else:
            yield None if _is_printed(table) else _fault(table)


def _is_printed(table: Table) -> bool:
    return bool(table.rows or table.currency or table.note)


def _fault(table: Table) -> Fault:
    return Fault(
        where=table.label,
        expected=table.title,
        zh=f"目录列出的{table.label}“{table.title}”没有刊出。",
        en=f"{table.label} is announced but not printed.",
        places=at(table.place),
    )
