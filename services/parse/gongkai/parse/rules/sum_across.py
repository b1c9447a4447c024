"""The total column of a line equals its other columns. 每行的合计列等于各分列之和。

The sums are the `across` entries of identities.toml; a table with a column of no known kind could not be checked.
Not applicable when no table has columns that add up. An empty cell adds nothing; but where what is missing in the lines
adds up to what is missing in the total, a whole column is not there, and the table could not be checked.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai.domain.disclosure import Disclosure, Row, Table
from gongkai.domain.findings import NotApplicable, Skipped, Verdict
from gongkai.parse.checking.across import Parts, column_is_lost, sums_of
from gongkai.parse.checking.columns import NAMES, column
from gongkai.parse.checking.figures import places
from gongkai.parse.checking.selectors import open_book
from gongkai.parse.checking.sums import Words, absent, sum_verdict, unread
from gongkai.parse.checking.wheres import row_where
from gongkai.parse.rules import rule

_WORDS = Words("各列之和", "the sum of its columns")


@rule("sum.across", severity="error", version=2)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Every line of every table whose columns add up."""
    book = open_book(disclosure)
    tables = [tree.table for tree in book.trees.values() if sums_of(tree.table)]
    if not tables:
        raise NotApplicable("没有分列的表", "no table has columns that add up")
    for table in tables:
        if any(key not in NAMES for key in table.columns):
            yield Skipped(f"{table.label}有不认识的列", f"{table.label} has a column of no known kind")
            continue
        for total, parts in sums_of(table):
            if column_is_lost(book.trees[table.code], total, parts):
                yield Skipped(
                    f"{table.label}似有一列没有读到", f"a column of {table.label} seems not to have been read"
                )
                continue
            for row in table.rows:
                if book.trees[table.code].doubts(row):
                    yield unread(row_where(table, row))
                else:
                    yield from _line(table, row, total, parts)


def _line(table: Table, row: Row, total: str, parts: Parts) -> Iterator[Verdict]:
    stated = row[total]
    known = [(key, sign * value) for sign, key in parts if (value := row[key]) is not None]
    if stated is None and not known:
        return
    where = row_where(table, row)
    if stated is None or not known:
        yield absent(f"{where} {column(total, table.code)}", f"{where} {total}")
        return
    figures: list[Decimal] = [value for _, value in known]
    subject = Words(f"{row.name or where}{column(total, table.code)}", f"{row.name or where}, column {total}:")
    spots = places(row, total, *(key for key, _ in known))
    yield sum_verdict(where, subject, stated, figures, _WORDS, spots, table.currency)
