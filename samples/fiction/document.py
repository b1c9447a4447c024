"""A document before it has a file format: paragraphs by level, and tables with nested headings."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

TITLE, CONTENTS, PART, SECTION, SUBSECTION, BODY, SIGNATURE = range(7)


@dataclass(frozen=True)
class Paragraph:
    """One paragraph; `level` is one of the constants above."""

    text: str
    level: int = BODY


@dataclass(frozen=True)
class Head:
    """One heading cell."""

    text: str
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True)
class Sheet:
    """One table. `head` rows hold only the cells that begin there; `rows` are full width; None is an empty cell.

    `caption` are the lines above (number, title), `left` and `right` the two ends of the line over the table
    (unit and currency), `widths` the share of each column. `code` and `keys` are what its kind and its columns of
    figures have to be read as, one key a printed column (two columns may share one); empty where no test compares them.
    """

    name: str
    caption: tuple[str, ...]
    left: str
    right: str
    head: tuple[tuple[Head, ...], ...]
    rows: tuple[tuple[str | None, ...], ...]
    widths: tuple[float, ...]
    note: str | None = None
    spans: tuple[tuple[int, int, int, int], ...] = ()  # row, column, rowspan, colspan within `rows`
    code: str = ""
    keys: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """Columns."""
        return len(self.widths)

    def head_texts(self) -> list[list[str | None]]:
        """The heading rows at full width: a text where a cell begins, None where one reaches over."""
        rows: list[list[str | None]] = [[None] * self.width for _ in self.head]
        taken = [[False] * self.width for _ in self.head]
        for top, cells in enumerate(self.head):
            at = 0
            for cell in cells:
                while taken[top][at]:
                    at += 1
                rows[top][at] = cell.text
                for down in range(cell.rowspan):
                    for across in range(cell.colspan):
                        taken[top + down][at + across] = True
        return rows


@dataclass(frozen=True)
class Facts:
    """What a reader has to make of a document as a whole."""

    kind: str
    scope: str
    year: int
    unit: str
    currency: str
    total: Decimal
    projects: int = 0
    indicators: tuple[int, ...] = ()  # of each objective


@dataclass(frozen=True)
class Document:
    """A whole disclosure ready to be written to a file."""

    title: tuple[str, ...]
    parts: tuple[Paragraph | Sheet, ...] = field(default=())
    facts: Facts | None = None
