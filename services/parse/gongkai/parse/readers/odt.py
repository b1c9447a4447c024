"""ODT: the paragraphs, lists, tables and text boxes of a text document in order, with automatic numbers written out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import repeat

from lxml import etree

from gongkai.domain.content import Block, Content, Line
from gongkai.domain.places import Place
from gongkai.parse.drawing import MOST_COLUMNS, MOST_ROWS, Allowance, Drawn, draw
from gongkai.parse.notices import REVISIONS
from gongkai.parse.ooxml.package import Package, attribute, child, local, number
from gongkai.parse.opendocument.numbering import OUTLINE, Lists, read_lists
from gongkai.parse.opendocument.tables import column_widths, repeated, within
from gongkai.parse.opendocument.text import text_of
from gongkai.parse.snapping import snap
from gongkai.settings import Limits

_SKIPPED = frozenset({"tracked-changes", "annotation", "forms", "sequence-decls", "variable-decls", "user-field-decls"})


def read(data: bytes, limits: Limits) -> Content:
    """The content of an ODT; a line's place is the ordinal of its paragraph in the document."""
    package = Package(data, limits)
    content = package.tree("content.xml")
    styles = [package.tree("styles.xml")] if "styles.xml" in package else []
    body = child(content, "body", "text")
    reading = _Reading(read_lists(*styles, content), column_widths(content), Allowance(limits))
    blocks = tuple(reading.blocks(body)) if body is not None else ()
    revised = next(content.iter("{*}changed-region"), None) is not None
    return Content("odt", blocks, notices=(*package.notices(), *([REVISIONS] if revised else [])))


class _Reading:
    def __init__(self, lists: Lists, widths: dict[str, float], allowance: Allowance) -> None:
        self._lists = lists
        self._widths = widths
        self._allowance = allowance
        self._ordinal = 0

    def blocks(self, container: Iterable[etree._Element]) -> Iterator[Block]:
        for node in container:
            match local(node):
                case "p":
                    yield from self._paragraph(node)
                case "h":
                    yield from self._heading(node)
                case "list":
                    yield from self._list(node, "", 1)
                case "table":
                    yield from self._table(node)
                case name if name not in _SKIPPED:
                    yield from self.blocks(node)

    def _heading(self, node: etree._Element, label: str = "") -> Iterator[Block]:
        depth = number(attribute(node, "outline-level"), 1)
        counted = attribute(node, "is-list-header") != "true"
        yield from self._paragraph(node, label or (self._lists.label(OUTLINE, depth) if counted else ""))

    def _paragraph(self, node: etree._Element, label: str = "") -> Iterator[Block]:
        self._ordinal += 1
        place = Place(line=self._ordinal)
        boxes: list[etree._Element] = []
        for line in (label + text_of(node, boxes)).split("\n"):
            if line.strip():
                yield Line(self._allowance.text(line.strip()), place, whole=True)
        for box in boxes:
            yield from self.blocks(box)

    def _list(self, node: etree._Element, inherited: str, depth: int) -> Iterator[Block]:
        name = attribute(node, "style-name") or inherited
        continued = attribute(node, "continue-numbering") == "true" or attribute(node, "continue-list") is not None
        self._lists.begin(name, depth, continued)
        for item in node:
            counted = local(item) == "list-item"
            for inner in item:
                if local(inner) == "list":
                    yield from self._list(inner, name, depth + 1)
                elif local(inner) in ("p", "h"):
                    # Only the first paragraph of an item carries its number.
                    label = self._lists.label(name, depth, _start(item)) if counted else ""
                    counted = False
                    yield from self._heading(inner, label) if local(inner) == "h" else self._paragraph(inner, label)
                else:
                    yield from self.blocks([inner])

    def _table(self, table: etree._Element) -> Iterator[Block]:
        """The grid and then the tables nested in it; a table of one column only frames what is in it."""
        rows = [(row, times) for row in within(table, "table-row") for times in [min(repeated(row, "rows"), MOST_ROWS)]]
        widths = [sum(min(repeated(cell, "columns"), MOST_COLUMNS) for cell in _cells(row)) for row, _ in rows]
        self._allowance.fits(sum(times * wide for (_, times), wide in zip(rows, widths, strict=True)))
        if max(widths, default=0) <= 1:
            for row, _ in rows:
                for cell in _cells(row):
                    yield from self.blocks(cell)
            return
        place = Place(line=self._ordinal + 1)
        nested: list[Block] = []
        drawn = [self._row(row, nested) for row, times in rows for _ in range(times)]
        snap(drawn, list(self._widths_of(table)))
        grid = draw(drawn, place, self._allowance)
        if grid is not None:
            yield grid
        yield from nested

    def _widths_of(self, table: etree._Element) -> Iterator[float]:
        """The widths of the columns up to the first whose width is not told."""
        for column in within(table, "table-column"):
            width = self._widths.get(attribute(column, "style-name") or "")
            if width is None:
                return
            yield from repeat(width, min(repeated(column, "columns"), MOST_COLUMNS))

    def _row(self, row: etree._Element, nested: list[Block]) -> list[Drawn]:
        """The cells of a row at their columns; what a spanning cell covers has an element of its own."""
        drawn, column = [], 0
        for cell in row:
            wide = min(repeated(cell, "columns"), MOST_COLUMNS)
            if local(cell) == "table-cell":
                drawn += [self._cell(cell, column + ahead, nested) for ahead in range(wide)]
            if local(cell) in ("table-cell", "covered-table-cell"):
                column += wide
        return drawn

    def _cell(self, cell: etree._Element, column: int, nested: list[Block]) -> Drawn:
        place = Place(line=self._ordinal + 1)
        inside = list(self.blocks(cell))
        nested += [block for block in inside if not isinstance(block, Line)]
        return Drawn(
            "\n".join(block.text for block in inside if isinstance(block, Line)),
            place,
            rowspan=number(attribute(cell, "number-rows-spanned"), 1),
            colspan=number(attribute(cell, "number-columns-spanned"), 1),
            column=column,
        )


def _start(item: etree._Element) -> int | None:
    value = attribute(item, "start-value")
    return number(value, 1) if value is not None else None


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    return (cell for cell in row if local(cell) in ("table-cell", "covered-table-cell"))
