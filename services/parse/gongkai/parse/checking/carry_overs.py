"""Which line of the carry-over table an item of the narrative's list repeats."""

from __future__ import annotations

from gongkai.domain.disclosure import CarryOver, Disclosure, Row
from gongkai.domain.text import bare


def pairs(disclosure: Disclosure) -> list[tuple[Row, CarryOver]]:
    """Lines and items of one name; where the counts are equal, also those of one number whose names are not elsewhere."""
    table = disclosure.table("carry_over")
    rows = [row for row in table.rows if not row.total_row] if table else []
    items = list(disclosure.carry_overs)
    if len(rows) == len(items):
        return list(zip(rows, items, strict=True)) if _in_order(rows, items) else _by_name(rows, items)
    return _by_name(rows, items)


def _in_order(rows: list[Row], items: list[CarryOver]) -> bool:
    """Most lines stand in the same order in both lists."""
    same = sum(
        bare(row.name or "") == bare(item.name) or row["total"] == item.amount
        for row, item in zip(rows, items, strict=True)
    )
    return 2 * same >= len(rows)


def _by_name(rows: list[Row], items: list[CarryOver]) -> list[tuple[Row, CarryOver]]:
    found = []
    free = list(items)
    for row in rows:
        item = next((item for item in free if bare(item.name) == bare(row.name or "")), None)
        if item:
            free.remove(item)
            found.append((row, item))
    return found
