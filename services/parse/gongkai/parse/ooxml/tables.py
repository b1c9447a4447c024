"""The rows and cells of a Word table, and between which edges of its grid they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from lxml import etree

from gongkai.parse.drawing import MOST_COLUMNS
from gongkai.parse.ooxml.package import attribute, child, local, number
from gongkai.parse.snapping import Cut, snapped


def widths_of(table: etree._Element) -> list[float]:
    """The widths of the grid's columns in points; none where the file does not tell all of them."""
    columns = child(table, "tblGrid")
    widths = (
        [number(attribute(node, "w")) / 20 for node in columns if local(node) == "gridCol"]
        if columns is not None
        else []
    )
    return widths if all(width > 0 for width in widths) else []


def cuts_of(row: etree._Element, cells: list[etree._Element]) -> Iterator[Cut]:
    """The edges of the grid between which each cell of a row stands."""
    column = max(number(value_of(child(row, "trPr", "gridBefore"))), 0)
    for cell in cells:
        span = min(max(number(value_of(child(cell, "tcPr", "gridSpan")), 1), 1), MOST_COLUMNS)
        yield column, column + span
        column += span


def numbers_of(widths: list[float], cuts: list[list[Cut]]) -> Sequence[int]:
    """For each edge of the grid the number of the edge that it is shown as."""
    last = max((right for line in cuts for _, right in line), default=0)
    return snapped([0.0, *accumulate(widths)], cuts) if last <= len(widths) else range(last + 1)


def within(container: etree._Element, name: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, also those that a content control or a revision wraps."""
    for node in container:
        found = local(node)
        if found == name:
            yield node
        elif found in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "bookmarkStart"):
            yield from within(node, name)


def is_deleted(row: etree._Element) -> bool:
    """Whether a change that is not yet accepted took the row out."""
    return child(row, "trPr", "del") is not None


def value_of(node: etree._Element | None) -> str | None:
    """The value of a property that has nothing else."""
    return None if node is None else attribute(node, "val")
