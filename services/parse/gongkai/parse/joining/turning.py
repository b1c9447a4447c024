"""Where in a grid one page ends and the next begins."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.domain.content import Cell


def turns_the_page(last: Sequence[Cell | None], first: Sequence[Cell | None]) -> bool:
    """Whether the second row stands on a later page than the first."""
    before = next((cell.place.page for cell in last if cell), None)
    now = next((cell.place.page for cell in first if cell), None)
    return before is not None and now is not None and now > before
