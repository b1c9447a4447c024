"""Lines of a table of which the reading told that a figure was not read whole: no sum with them can be checked."""

from __future__ import annotations

from gongkai.domain.disclosure import Disclosure, Row, Table
from gongkai.domain.places import Place

_UNREAD, _NAMELESS = "NOT_A_FIGURE", "NO_NAME"


def unread(disclosure: Disclosure) -> frozenset[Place]:
    """The cells of figures that were not read as one, and those of lines without a name."""
    return frozenset(one.place for one in disclosure.notices if one.code in {_UNREAD, _NAMELESS} and one.place)


def doubtful(table: Table, cells: frozenset[Place]) -> frozenset[int]:
    """The lines with such a cell; without a code of its own such a line may be the rest of the one above, which is in doubt too."""
    if not cells:
        return frozenset()
    own = {at for at, row in enumerate(table.rows) if not cells.isdisjoint(row.cells.values())}
    return frozenset(own | {at - 1 for at in own if at and _may_be_a_rest(table.rows[at])})


def _may_be_a_rest(row: Row) -> bool:
    return not row.code and not row.total_row
