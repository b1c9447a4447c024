"""The total column of a line equals its other columns. 每行的合计列等于各分列之和。

The sums are the `across` entries of identities.toml; a table with a column of no known kind could not be checked.
Not applicable when no table has columns that add up. An empty column adds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai.domain.disclosure import Disclosure, Row, Table
from gongkai.domain.findings import NotApplicable, Skipped, Verdict
from gongkai.parse.checking.across import Parts, sums_of
from gongkai.parse.checking.columns import NAMES, column
from gongkai.parse.checking.figures import places
from gongkai.parse.checking.selectors import open_book
from gongkai.parse.checking.sums import Words, absent, sum_verdict
from gongkai.parse.checking.wheres import row_where
from gongkai.parse.rules import rule

_WORDS = Words("各列之和", "the sum of its columns")


@rule("sum.across", severity="error", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Every line of every table whose columns add up."""
    tables = [tree.table for tree in open_book(disclosure).trees.values() if sums_of(tree.table)]
    if not tables:
        raise NotApplicable("没有分列的表", "no table has columns that add up")
    for table in tables:
        if any(key not in NAMES for key in table.columns):
            yield Skipped(f"{table.label}有不认识的列", f"{table.label} has a column of no known kind")
            continue
        for total, parts in sums_of(table):
            for row in table.rows:
                yield from _line(table, row, total, parts)


def _line(table: Table, row: Row, total: str, parts: Parts) -> Iterator[Verdict]:
    stated = row[total]
    known = [(key, sign * value) for sign, key in parts if (value := row[key]) is not None]
    if stated is None and not known:
        return
    where = row_where(table, row)
    if stated is None or not known:
        yield absent(f"{where} {column(total)}", f"{where} {total}")
        return
    figures: list[Decimal] = [value for _, value in known]
    subject = Words(f"{row.name or where}{column(total)}", f"{row.name or where}, column {total}:")
    spots = places(row, total, *(key for key, _ in known))
    yield sum_verdict(where, subject, stated, figures, _WORDS, spots)
