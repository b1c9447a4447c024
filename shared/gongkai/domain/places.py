"""Where in a document something stands: page and box, sheet and cell, or line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from typing import Any

from gongkai.domain.many import made

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in the original file; what the format does not have is None.

    `page` and `line` count from 1. `box` is (left, top, right, bottom) in PDF points from the top left
    corner of the page as shown (rotation applied). `cell` is a spreadsheet address such as `C7`.
    """

    page: int | None = None
    box: Box | None = None
    sheet: str | None = None
    cell: str | None = None
    line: int | None = None

    def to_json(self) -> dict[str, object]:
        """Only what is known, boxes rounded to a tenth of a point."""
        found: dict[str, object] = {}
        if self.page is not None:
            found["page"] = self.page
        if self.sheet is not None:
            found["sheet"] = self.sheet
        if self.cell is not None:
            found["cell"] = self.cell
        if self.line is not None:
            found["line"] = self.line
        if self.box is not None:
            left, top, right, bottom = self.box
            found["box"] = [_tenth(left), _tenth(top), _tenth(right), _tenth(bottom)]
        return found


@lru_cache(4096, typed=True)  # the cells of a table share their edges
def _tenth(edge: float) -> float:
    return round(edge, 1)


def on_page(page: int, boxes: Sequence[Box]) -> list[Place]:
    """The places of many boxes on one page."""
    none = repeat(None)
    return made(Place, len(boxes), page=repeat(page), box=boxes, sheet=none, cell=none, line=none)


def place_from_json(data: Mapping[str, Any] | None) -> Place | None:
    """The place that `Place.to_json` wrote."""
    if not data:
        return None
    box = data.get("box")
    return Place(data.get("page"), tuple(box) if box else None, data.get("sheet"), data.get("cell"), data.get("line"))


def around(places: list[Place | None]) -> Place | None:
    """One place that covers several: the first page met, and the box around what stands on that page."""
    known = [place for place in places if place is not None]
    if not known:
        return None
    first = known[0]
    page, sheet = first.page, first.sheet
    boxes = [place.box for place in known if place.box and place.page == page and place.sheet == sheet]
    if not boxes or len(known) == 1:
        return first
    left, top, right, bottom = zip(*boxes, strict=True)
    return Place(
        page=page,
        sheet=sheet,
        cell=first.cell,
        line=first.line,
        box=(min(left), min(top), max(right), max(bottom)),
    )
