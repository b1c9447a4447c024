"""Who is served first: the more of an upload wait, the further back stand its next documents."""

from __future__ import annotations

from gongkai.context import Context
from gongkai.ports.bus import PRIORITIES

# So many documents of one upload stand in each line; all others of it stand in the last.
_ROOM = (20, 200, 2000)
LAST = PRIORITIES[-1]


def place(context: Context, space: str, batch: str | None) -> int:
    """The priority of an upload's next document; the first one's for what belongs to no upload."""
    if batch is None:
        return PRIORITIES[0]
    before = context.ledger.crowd(space, batch, most=_ROOM[-1])
    return PRIORITIES[sum(before >= room for room in _ROOM)]


def place_of(context: Context, space: str, document: str) -> int:
    """Where a document stands in line; in front when the board does not know it."""
    standing = context.ledger.standing(space, document)
    return standing.priority if standing else PRIORITIES[0]
