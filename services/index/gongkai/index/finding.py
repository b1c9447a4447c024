"""A question put to the index; where nothing has the words as they stand, to what has most of them, and that is said."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.index.queries import loosened
from gongkai.ports import cursors
from gongkai.ports.index import Page, Query, SearchIndex


@dataclass(frozen=True, slots=True)
class Found:
    """A page of results; `nearly` when no row fits and these come near."""

    page: Page
    nearly: bool = False


def find(index: SearchIndex, query: Query) -> Found:
    """What fits; otherwise what comes near. A further page is of the question that the first one answered."""
    loose = loosened(query)
    if loose and cursors.belongs(loose):
        return Found(index.search(loose), nearly=True)
    page = index.search(query)
    if loose is None or page.total or query.cursor:
        return Found(page)
    near = index.search(loose)
    return Found(near, nearly=True) if near.total else Found(page)
