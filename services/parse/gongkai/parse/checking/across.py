"""Which columns of a table kind add up to which: the `across` entries of identities.toml."""

from __future__ import annotations

import re
from functools import cache

from gongkai.domain.disclosure import Table
from gongkai.parse.checking.identities import load

Parts = tuple[tuple[int, str], ...]
_TERM = re.compile(r"([+-]?)(\w+)")


def sums_of(table: Table) -> list[tuple[str, Parts]]:
    """The sums that apply to the columns which this table prints: (total column, signed part columns)."""
    found = []
    for entry in load()["across"]:
        parts = _printed(tuple(entry["parts"]), table.columns)
        if entry["table"] == table.code and entry["total"] in table.columns and len(parts) > 1:
            found.append((entry["total"], parts))
    return found


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
