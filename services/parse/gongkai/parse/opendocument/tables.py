"""Rows, columns and cells of a table, which may be grouped and may stand for several equal ones."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from gongkai.parse.lengths import points
from gongkai.parse.ooxml.package import attribute, child, local, number

_GROUPS = frozenset(
    {
        "table-header-rows",
        "table-rows",
        "table-row-group",
        "table-header-columns",
        "table-columns",
        "table-column-group",
    }
)


def within(container: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows or columns of a table, also those in groups and in its head."""
    for node in container:
        found = local(node)
        if found == name:
            yield node
        elif found in _GROUPS:
            yield from within(node, name)


def repeated(node: etree._Element, what: str) -> int:
    """How many `rows` or `columns` in a row an element stands for, at least one; nobody has counted whether they fit."""
    return max(number(attribute(node, f"number-{what}-repeated"), 1), 1)


def column_widths(content: etree._Element) -> dict[str, float]:
    """The width in points of every style of columns that tells one."""
    styles = (node for node in content.iter("{*}style") if attribute(node, "family") == "table-column")
    told = {attribute(node, "name") or "": child(node, "table-column-properties") for node in styles}
    widths = {name: points(attribute(node, "column-width")) for name, node in told.items() if node is not None}
    return {name: width for name, width in widths.items() if width}
