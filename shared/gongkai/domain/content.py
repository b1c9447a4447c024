"""What a reader delivers: the lines and grids of a document in reading order, before anyone knows what they mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.domain.places import Place


@dataclass(frozen=True, slots=True)
class Line:
    """One line of running text outside a grid.

    `whole` tells that the format itself ends the paragraph here (DOCX, HTML, a spreadsheet cell, a TXT paragraph);
    False means a line as printed, which may go on in the next one (PDF, wrapped TXT). `size` is the font size
    in points, `right` the right edge that a full line of its column reaches, both None where unknown.
    """

    text: str
    place: Place
    whole: bool = False
    size: float | None = None
    right: float | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as drawn. `text` keeps line breaks inside the cell as `\\n`. Spans are at least 1."""

    text: str
    place: Place
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A rectangular table as drawn: every row has `width` entries; None stands where a spanning cell covers the place.

    `continued` tells that the format itself says that this grid goes on from the one before.
    """

    rows: tuple[tuple[Cell | None, ...], ...]
    place: Place
    continued: bool = False

    @property
    def width(self) -> int:
        """Columns as drawn."""
        return len(self.rows[0]) if self.rows else 0

    def texts(self) -> list[list[str]]:
        """The text of every place, empty under a span."""
        return [[cell.text if cell else "" for cell in row] for row in self.rows]

    def spread(self) -> list[list[Cell | None]]:
        """The same grid with every spanning cell repeated over all the places that it covers."""
        out: list[list[Cell | None]] = [list(row) for row in self.rows]
        for top, row in enumerate(self.rows):
            for left, cell in enumerate(row):
                if cell is None or (cell.rowspan == 1 and cell.colspan == 1):
                    continue
                for down in range(top, min(top + cell.rowspan, len(out))):
                    for across in range(left, min(left + cell.colspan, self.width)):
                        out[down][across] = cell
        return out


Block = Line | Grid


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about the reading that a person should know: a hidden sheet, a page without text, a second reader used.

    `code` is stable (`HIDDEN_SHEET`, `EMPTY_PAGE`, `FALLBACK_READER`, `CUT`, …); a document with notices ends
    `done_with_warnings`.
    """

    code: str
    zh: str
    en: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """A whole document as read. `pages` counts pages or sheets, None for a format that has none."""

    reader: str
    blocks: tuple[Block, ...]
    pages: int | None = None
    title: str | None = None
    notices: tuple[Notice, ...] = ()

    def lines(self) -> Iterator[Line]:
        """The running text only."""
        return (block for block in self.blocks if isinstance(block, Line))

    def grids(self) -> Iterator[Grid]:
        """The drawn tables only."""
        return (block for block in self.blocks if isinstance(block, Grid))
