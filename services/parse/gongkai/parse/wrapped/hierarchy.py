"""Which rows of a table add up to which: totals to the functions, functions to their sub-functions, sub-functions to projects."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from gongkai.domain.text import bare
from gongkai.parse.wrapped.choices import Amounts
from gongkai.parse.wrapped.entries import Entry
from gongkai.parse.wrapped.placing import Item

# The items of 三公 that are parts of another item.
_PARTS_OF_ITEMS = ((re.compile(r"公务用车购置(?:及|和)运行"), re.compile(r"公务用车(?:购置费|运行)")),)


def amounts_of(entry: Entry) -> Amounts:
    """The amounts of a row as numbers."""
    return tuple(figure.value for figure in entry.amounts)


def items(entries: Sequence[Entry]) -> tuple[list[Item], Mapping[int, int]]:
    """Every row with the rows directly below it, and the rows that repeat another's amounts (总计 above, 合计 below)."""
    parents = _parents(entries)
    top = _total(entries, parents)
    repeated = {} if top is None else _repeated(entries, top)
    parts: dict[int, list[int]] = {index: [] for index in range(len(entries))}
    for index, entry in enumerate(entries):
        parent = parents.get(index, top)
        if entry.is_total and (parent == top and _has_codes(entries)):
            continue
        if parent is not None and parent != index and index not in repeated and entry.amounts:
            parts[repeated.get(parent, parent)].append(index)
    return [Item(amounts_of(entry), tuple(parts[index])) for index, entry in enumerate(entries)], repeated


def _total(entries: Sequence[Entry], parents: Mapping[int, int]) -> int | None:
    """The row that all others add up to: a total, or the one row of a unit above all codes."""
    totals = [index for index, entry in enumerate(entries) if entry.is_total and entry.amounts and index not in parents]
    if totals:
        return totals[-1]
    units = [index for index, entry in enumerate(entries) if not entry.code and entry.amounts]
    return units[0] if len(units) == 1 and any(entry.code for entry in entries) else None


def _repeated(entries: Sequence[Entry], top: int) -> dict[int, int]:
    same = amounts_of(entries[top])
    return {
        index: top
        for index, entry in enumerate(entries)
        if index != top and not entry.code and amounts_of(entry) == same and (entry.is_total or _has_codes(entries))
    }


def _has_codes(entries: Sequence[Entry]) -> bool:
    return any(entry.code for entry in entries)


def _parents(entries: Sequence[Entry]) -> dict[int, int]:
    """For each row the nearest row before it whose code its own goes on from, or the unit or item that it belongs to."""
    parents: dict[int, int] = {}
    above: dict[str, int] = {}
    unit: int | None = None
    coded = _has_codes(entries)
    for index, entry in enumerate(entries):
        if entry.code is None:
            above = {}
            unit = index if coded and not entry.is_total and entry.amounts else None
            whole = None if coded else _whole_item(entries, entry)
            if whole is not None:
                parents[index] = whole
            continue
        parent = next(
            (above[entry.code[:end]] for end in range(len(entry.code) - 2, 2, -2) if entry.code[:end] in above), unit
        )
        if parent is not None:
            parents[index] = parent
        if entry.amounts:
            above[entry.code] = index
    return parents


def _whole_item(entries: Sequence[Entry], entry: Entry) -> int | None:
    for whole, part in _PARTS_OF_ITEMS:
        if part.search(bare(entry.name)) and not whole.search(bare(entry.name)):
            return next((at for at, other in enumerate(entries) if whole.search(bare(other.name))), None)
    return None
