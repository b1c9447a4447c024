"""What the reading told that it did not read whole: lines of a table with odd cells, and tables that something unread follows."""

from __future__ import annotations

from math import inf

from gongkai.domain.disclosure import Disclosure, Row, Table
from gongkai.domain.places import Place

_UNREAD, _NAMELESS = "NOT_A_FIGURE", "NO_NAME"
_LEVELS = frozenset({3, 5, 7})
_FIGURES = "UNREAD_FIGURES"
_LEFT = frozenset({"UNREAD_TABLE", _FIGURES})


def unread(disclosure: Disclosure) -> frozenset[Place]:
    """The cells of figures that were not read as one, and those of lines without a name."""
    return frozenset(one.place for one in disclosure.notices if one.code in {_UNREAD, _NAMELESS} and one.place)


def left(disclosure: Disclosure) -> bool:
    """Whether tables, forms or figures were left unread anywhere."""
    return any(one.code in {*_LEFT, "UNREAD_OBJECTIVE"} for one in disclosure.notices)


def doubtful(table: Table, cells: frozenset[Place]) -> frozenset[int]:
    """The lines with such a cell, and those with a code that is none beside codes that are; pieces of a line that was torn.

    Without a code of its own such a line may be the rest of the one above, which is in doubt too.
    """
    own = {at for at, row in enumerate(table.rows) if not cells.isdisjoint(row.cells.values())} if cells else set()
    own |= _torn(table)
    return frozenset(own | {at - 1 for at in own if at and _may_be_a_rest(table.rows[at])})


def _torn(table: Table) -> set[int]:
    """`2070109` over two lines gives `202020` and `77070`: no level of the classification has six digits."""
    coded = {at: len(row.code) for at, row in enumerate(table.rows) if row.code}
    odd = {at for at, length in coded.items() if length not in _LEVELS}
    return odd | {at + 1 for at in odd if at + 1 < len(table.rows)} if len(odd) < len(coded) else set()


def cut(disclosure: Disclosure, table: Table) -> bool:
    """Whether figures were left unread where this table's own lines may go on: on its pages or the next, its sheet, its lines.

    The notice on single figures only names the place of the first, so any table that does not end in its total may go on.
    """
    unread_at = [one.place for one in disclosure.notices if one.code in _LEFT and one.place]
    rows = [row.place for row in table.rows if row.place] if unread_at else []
    if not rows:
        return False
    if not table.rows[-1].total_row and any(one.code == _FIGURES for one in disclosure.notices):
        return True
    first, last = rows[0], rows[-1]
    return any(_goes_on(first, last, place, _next(disclosure, table)) for place in unread_at)


def _goes_on(first: Place, last: Place, left: Place, end: float) -> bool:
    if first.page and last.page and left.page:
        return first.page <= left.page <= last.page + 1
    if first.line and left.line:
        return first.line <= left.line < end
    return first.sheet is not None and first.sheet == left.sheet


def _next(disclosure: Disclosure, table: Table) -> float:
    """The line on which the table behind this one begins."""
    starts = [one.place.line for one in disclosure.tables if one.place and one.place.line]
    own = table.place.line if table.place and table.place.line else 0
    return min((line for line in starts if line > own), default=inf)


def _may_be_a_rest(row: Row) -> bool:
    return not row.code and not row.total_row
