"""Coloured rows: of a striped table only every other row has edges, so these enclose no table but parts of one."""

from __future__ import annotations

from gongkai.parse.pages import lines, segments
from gongkai.parse.pages.cells import Table
from gongkai.parse.pages.characters import Characters
from gongkai.parse.pages.segments import Segment

SAME_END = 5.0  # how far bars of one table may differ at their ends
FEWEST = 2


def bars(ruled: list[Table], inked: Characters) -> list[Table]:
    """Those of the ruled tables that are coloured parts of a larger one: rows of figures stand between them."""
    wide = [table for table in ruled if table.labels.shape[1] > 1]
    if not may_be(wide):
        return []
    return [bar for segment in segments.segments(lines.printed(inked)) for bar in _bars(segment, wide)]


def may_be(wide: list[Table]) -> bool:
    """Whether some of these tables reach equally far to both sides."""
    return any(_same_sides(one, other) for n, one in enumerate(wide) for other in wide[n + 1 :])


def _bars(segment: Segment, ruled: list[Table]) -> list[Table]:
    top, bottom = segment.lines[0].box[1], segment.lines[-1].box[3]
    inside = [table for table in ruled if top <= (table.box[1] + table.box[3]) / 2 <= bottom]
    alike = [table for table in inside if any(_same_sides(table, other) for other in inside if other is not table)]
    if len(alike) < FEWEST:
        return []
    between = any(
        segments.has_amount(line) and not any(table.box[1] <= line.middle <= table.box[3] for table in inside)
        for line in segment.lines
    )
    return inside if between else []


def _same_sides(table: Table, other: Table) -> bool:
    return bool(abs(table.xs[0] - other.xs[0]) < SAME_END and abs(table.xs[-1] - other.xs[-1]) < SAME_END)
