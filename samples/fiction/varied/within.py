"""Captions that a format draws inside the grid of their table, as its first rows."""

from __future__ import annotations

from dataclasses import replace

from fiction.document import Head, Sheet


def with_caption_within(sheet: Sheet) -> Sheet:
    """The same table with title, number, unit and currency in rows of their own above the headings."""
    width = sheet.width
    rows: list[tuple[Head, ...]] = [(Head(line, colspan=width),) for line in sheet.caption]
    if sheet.left and sheet.right and width > 2:
        rows.append((Head(sheet.left, colspan=width - 2), Head(sheet.right, colspan=2)))
    else:
        rows += [(Head(line, colspan=width),) for line in (sheet.left, sheet.right) if line]
    return replace(sheet, head=(*rows, *sheet.head), caption=(), left="", right="")
