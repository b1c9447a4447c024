"""A question put to the index; where nothing has the words as they stand, to what has most of them, and that is said."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.index.queries import loosened
from gongkai.ports.index import Page, Query, SearchIndex


@dataclass(frozen=True, slots=True)
class Found:
    """A page of results; `nearly` when no row fits and these come near."""

    page: Page
    nearly: bool = False


def find(index: SearchIndex, query: Query) -> Found:
    """What fits; otherwise what comes near."""
    page = index.search(query)
    loose = None if page.total else loosened(query)
    if loose is None:
        return Found(page)
    near = index.search(loose)
    return Found(near, nearly=True) if near.total else Found(page)
