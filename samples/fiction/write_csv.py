"""A disclosure as one CSV: text and tables below one another, an empty row above each table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from fiction.document import Document, Paragraph, Sheet


def write(document: Document) -> bytes:
    """A .csv as a Chinese Excel saves it."""
    out = io.StringIO()
    csv.writer(out).writerows(_rows(document))
    return out.getvalue().encode("gb18030")


def _rows(document: Document) -> Iterator[list[str | None]]:
    yield from ([line] for line in document.title)
    for part in document.parts:
        if isinstance(part, Paragraph):
            yield [part.text]
            continue
        yield []
        yield from _sheet(part)
        yield []


def _sheet(sheet: Sheet) -> Iterator[list[str | None]]:
    yield from ([line] for line in sheet.caption)
    if sheet.left or sheet.right:
        yield [sheet.left, *[None] * (sheet.width - 2), sheet.right]
    yield from (list(row) for row in (*sheet.head_texts(), *sheet.rows))
    if sheet.note:
        yield [sheet.note]
