"""Which columns of a table kind add up to which: the `across` entries of identities.toml."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from gongkai.domain.disclosure import Row, Table
from gongkai.parse.checking.identities import load
from gongkai.parse.checking.tree import Tree

Parts = tuple[tuple[int, str], ...]
_HEAD = re.compile("本年支出")
_TERM = re.compile(r"([+-]?)(\w+)")


def sums_of(table: Table) -> list[tuple[str, Parts]]:
    """The sums that apply to the columns which this table prints: (total column, signed part columns)."""
    return _sums_of(table.code, table.columns)


@cache
def _sums_of(code: str, columns: tuple[str, ...]) -> list[tuple[str, Parts]]:
    found = []
    for entry in load()["across"]:
        parts = _printed(tuple(entry["parts"]), columns)
        if entry["table"] == code and entry["total"] in columns and len(parts) > 1:
            found.append((entry["total"], parts))
    return found


def column_is_lost(tree: Tree, total: str, parts: Parts) -> bool:
    """Whether the lines lack together what the total line lacks, and some column of the sum has no figure at all."""
    table = tree.table
    filled = {name for row in table.rows for name, value in row.values.items() if value is not None}
    if all(name in filled for name in _all_parts(table.code, total)):
        return False
    lacking = {_lack(table.rows[index], total, parts) for index in tree.totals}
    lines = [_lack(row, total, parts) for row in _lines(tree)]
    return lacking == {sum(lines, Decimal(0))} and min(lacking) > 0 and min(lines) >= 0


def _lines(tree: Tree) -> list[Row]:
    """The lines that the total adds up, without the head above the functions of a two-sided table."""
    return [row for row in map(tree.row, tree.tops) if not _HEAD.search(row.name or "")]


def _lack(row: Row, total: str, parts: Parts) -> Decimal:
    return (row[total] or Decimal(0)) - sum((sign * (row[name] or Decimal(0)) for sign, name in parts), Decimal(0))


def _all_parts(code: str, total: str) -> set[str]:
    entries = [entry for entry in load()["across"] if (entry["table"], entry["total"]) == (code, total)]
    return {name for entry in entries for part in entry["parts"] for _, name in _TERM.findall(part)}


@cache
def _printed(parts: tuple[str, ...], columns: tuple[str, ...]) -> Parts:
    """`appropriation|general+fund` is the first alternative of which the table prints a column."""
    found: list[tuple[int, str]] = []
    for part in parts:
        for alternative in part.split("|"):
            terms = [(-1 if sign == "-" else 1, name) for sign, name in _TERM.findall(alternative)]
            kept = [(sign, name) for sign, name in terms if name in columns]
            if kept:
                found.extend(kept)
                break
    return tuple(found)
