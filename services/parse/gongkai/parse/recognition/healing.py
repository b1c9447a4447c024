"""Figures that a lost tab pushed into the next column, put back only where every sum of the table demands it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations, pairwise

from gongkai.domain.disclosure import Finding, Row, Table

Figures = list[dict[str, Decimal | None]]

_SUBTOTALS = frozenset({"total", "appropriation", "fiscal", "other_total", "last_year", "change", "change_pct"})
_MOST_CANDIDATES = 12
_MOST_ROWS = 400
_LEVELS = (3, 5, 7)


@dataclass(frozen=True, slots=True)
class _Move:
    row: int
    wrong: str
    right: str


def heal(table: Table, labels: Mapping[str, str]) -> tuple[Table, tuple[Finding, ...]]:
    """The table with shifted figures where they belong, and one finding for each pair of columns; else the table as it is.

    A figure moves to the column beside its own only if the parent's figure, the printed total and every other sum of
    both columns agree after the moves, if there is one choice of rows that does it, and if moving one other figure
    would not do it too. `labels` are the printed headings by key. Nothing is moved in a table without a printed total or with a code printed twice.
    """
    families = _families(table)
    if not families:
        return table, ()
    figures: Figures = [dict.fromkeys(table.columns) | dict(row.values) for row in table.rows]
    moves = [move for pair in _beside(table) for move in _shifts(figures, families, *pair)]
    if not moves:
        return table, ()
    rows = tuple(_moved(row, [move for move in moves if move.row == at]) for at, row in enumerate(table.rows))
    return replace(table, rows=rows), tuple(_findings(table, moves, labels))


def _families(table: Table) -> list[tuple[int, list[int]]]:
    """Each row with the rows directly below it in the classification, the printed total first."""
    coded = {row.code: at for at, row in enumerate(table.rows) if row.code}
    totals = [at for at, row in enumerate(table.rows) if row.total_row]
    if len(table.rows) > _MOST_ROWS or len(coded) + len(totals) != len(table.rows) or len(totals) != 1 or not coded:
        return []
    if any(len(code) not in _LEVELS for code in coded):
        return []
    below: dict[int, list[int]] = {}
    for code, at in coded.items():
        above = next((coded[code[:length]] for length in (5, 3) if length < len(code) and code[:length] in coded), None)
        below.setdefault(totals[0] if above is None else above, []).append(at)
    depth = {at: len(code) for code, at in coded.items()}
    return sorted(below.items(), key=lambda family: depth.get(family[0], 0))


def _beside(table: Table) -> Iterator[tuple[str, str]]:
    """Each column of figures with its neighbour, both ways; sums over columns are not touched by a shift."""
    parts = [key for key in table.columns if key not in _SUBTOTALS]
    for left, right in pairwise(parts):
        yield left, right
        yield right, left


def _shifts(figures: Figures, families: Sequence[tuple[int, list[int]]], wrong: str, right: str) -> list[_Move]:
    """The moves from one column to another that make all sums of both agree; applied to `figures` when there are any."""
    tried: Figures = [dict(one) for one in figures]
    moved: list[int] = []
    for parent, children in families:
        excess = _excess(tried, parent, children, wrong)
        if excess <= 0 or _excess(tried, parent, children, right) != -excess:
            continue
        chosen = _only_choice(tried, children, excess, wrong, right)
        for row in chosen:
            _shift(tried[row], wrong, right)
        moved += chosen
    if not moved or not _balanced(tried, families, wrong, right):
        return []
    if _single_fixes(figures, families, wrong, right) - set(moved if len(moved) == 1 else []):
        return []
    figures[:] = tried
    return [_Move(row, wrong, right) for row in sorted(moved)]


def _excess(figures: Figures, parent: int, children: Sequence[int], key: str) -> Decimal:
    """By how much the children are more than their parent says."""
    return sum((figures[child][key] or Decimal(0) for child in children), Decimal(0)) - (figures[parent][key] or 0)


def _only_choice(figures: Figures, children: Sequence[int], amount: Decimal, wrong: str, right: str) -> tuple[int, ...]:
    """The rows whose figures in the wrong column make up the amount, when only one choice of rows does."""
    holders = [at for at in children if figures[at][wrong] is not None and figures[at][right] is None]
    if len(holders) > _MOST_CANDIDATES:
        return ()
    choices = [
        rows
        for count in range(1, len(holders) + 1)
        for rows in combinations(holders, count)
        if sum((figures[at][wrong] or Decimal(0) for at in rows), Decimal(0)) == amount
    ]
    return choices[0] if len(choices) == 1 else ()


def _shift(values: dict[str, Decimal | None], wrong: str, right: str) -> None:
    values[wrong], values[right] = None, values[wrong]


def _balanced(figures: Figures, families: Sequence[tuple[int, list[int]]], *keys: str) -> bool:
    return not any(_excess(figures, parent, children, key) for parent, children in families for key in keys)


def _single_fixes(figures: Figures, families: Sequence[tuple[int, list[int]]], wrong: str, right: str) -> set[int]:
    """The rows of which one figure alone, moved either way, would make all sums of both columns agree."""
    found: set[int] = set()
    for at, values in enumerate(figures):
        for source, aim in ((wrong, right), (right, wrong)):
            if values[source] is None or values[aim] is not None:
                continue
            tried = [dict(one) for one in figures]
            _shift(tried[at], source, aim)
            if _balanced(tried, families, wrong, right):
                found.add(at)
    return found


def _moved(row: Row, moves: Sequence[_Move]) -> Row:
    values, cells = dict(row.values), dict(row.cells)
    for move in moves:
        _shift(values, move.wrong, move.right)
        if move.wrong in cells:
            cells[move.right] = cells.pop(move.wrong)
    return replace(row, values=values, cells=cells) if moves else row


def _findings(table: Table, moves: Sequence[_Move], labels: Mapping[str, str]) -> Iterator[Finding]:
    pairs: Mapping[tuple[str, str], list[Row]] = {}
    for move in moves:
        pairs = {**pairs, (move.wrong, move.right): [*pairs.get((move.wrong, move.right), []), table.rows[move.row]]}
    for (wrong, right), rows in pairs.items():
        codes = "、".join(row.code or "" for row in rows)
        amounts = "、".join(str(row[wrong]) for row in rows)
        yield Finding(
            rule="table.column_shift",
            severity="warning",
            where=f"{table.label} {codes}",
            stated=labels.get(wrong, wrong),
            expected=labels.get(right, right),
            message=f"{len(rows)}行的数字（{amounts}）印在“{labels.get(wrong, wrong)}”列；上级科目与合计都需要它们在"
            f"“{labels.get(right, right)}”列，已按此读取。",
            message_en=f"figures of {len(rows)} rows ({amounts}) stand in column {wrong}; every sum above needs them in "
            f"{right}, where they were read.",
            cause="column shift",
            places=tuple(place for row in rows if (place := row.cells.get(wrong))),
        )
