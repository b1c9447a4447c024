"""ODS: every sheet in order, cells as the program last showed them, merged ranges as spans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from gongkai.domain.content import Block, Content
from gongkai.parse import worksheets
from gongkai.parse.drawing import Allowance
from gongkai.parse.ooxml.addresses import LAST_COLUMN, LAST_ROW, Range, address
from gongkai.parse.ooxml.package import Package, attribute, child, local, number
from gongkai.parse.opendocument.tables import repeated, within
from gongkai.parse.opendocument.text import paragraphs, text_of
from gongkai.parse.sheet import Sheet
from gongkai.settings import Limits

_CELLS = ("table-cell", "covered-table-cell")


def read(data: bytes, limits: Limits) -> Content:
    """The content of an ODS; places are sheet and cell."""
    allowance = Allowance(limits)
    package = Package(data, limits)
    root = package.tree("content.xml")
    hidden = _hidden_styles(root)
    spreadsheet = child(root, "body", "spreadsheet")
    tables = [] if spreadsheet is None else [node for node in spreadsheet if local(node) == "table"]
    sheets = [_Reading(table, attribute(table, "style-name") in hidden, allowance).sheet() for table in tables]
    blocks: list[Block] = [block for sheet in sheets for block in worksheets.blocks(sheet, allowance)]
    notices = [*package.notices(), *(notice for sheet in sheets for notice in worksheets.notices(sheet))]
    return Content("ods", tuple(blocks), pages=len(sheets), notices=tuple(notices))


def _hidden_styles(root: etree._Element) -> frozenset[str]:
    """The names of table styles that are not displayed."""
    return frozenset(
        attribute(style, "name") or ""
        for style in root.iter("{*}style")
        if (properties := child(style, "table-properties")) is not None and attribute(properties, "display") == "false"
    )


@dataclass(slots=True)
class _Reading:
    """One table element on its way into a sheet."""

    table: etree._Element
    hidden: bool
    allowance: Allowance

    def sheet(self) -> Sheet:
        sheet = Sheet(attribute(self.table, "name") or "", self.hidden)
        row = 1
        for node in within(self.table, "table-row"):
            times = min(repeated(node, "rows"), LAST_ROW - row + 1)
            self._row(sheet, node, row, times)
            row += times
        sheet.hidden_columns += _hidden_columns(self.table)
        for frame in self.table.iter("{*}text-box"):
            sheet.boxes += [self.allowance.text(text) for one in paragraphs(frame) if (text := text_of(one).strip())]
        return sheet

    def _row(self, sheet: Sheet, node: etree._Element, row: int, times: int) -> None:
        """Take the texts of a row that stands `times` times."""
        column = 1
        for cell in node:
            if local(cell) not in _CELLS:
                continue
            wide = min(repeated(cell, "columns"), LAST_COLUMN - column + 1)
            self._cell(sheet, cell, Range(row, column, row + times - 1, column + wide - 1))
            column += wide
        if attribute(node, "visibility") in ("collapse", "filter"):
            sheet.hidden_rows.append((row, row + times - 1))

    def _cell(self, sheet: Sheet, cell: etree._Element, at: Range) -> None:
        text = _shown(cell)
        down, across = (
            number(attribute(cell, "number-rows-spanned"), 1),
            number(attribute(cell, "number-columns-spanned"), 1),
        )
        if max(down, across) > 1:
            sheet.merged.append(Range(at.top, at.left, at.top + max(down, 1) - 1, at.left + max(across, 1) - 1))
        if not text:
            formula = attribute(cell, "formula")
            if formula:
                sheet.uncalculated.append((address(at.top, at.left), formula))
            return
        if local(cell) == "covered-table-cell":
            sheet.covered.append(address(at.top, at.left))
            return
        self.allowance.cells(at.height * at.width)
        for row in range(at.top, at.bottom + 1):
            for column in range(at.left, at.right + 1):
                sheet.texts[row, column] = self.allowance.text(text)


def _shown(cell: etree._Element) -> str:
    """What a cell shows; the stored value where a writer left the text out."""
    text = "\n".join(text_of(one) for one in paragraphs(cell)).strip()
    return text or attribute(cell, "string-value") or attribute(cell, "date-value") or _value(cell)


def _value(cell: etree._Element) -> str:
    known = attribute(cell, "value-type") in ("float", "currency", "percentage")
    return (attribute(cell, "value") or "") if known else ""


def _hidden_columns(table: etree._Element) -> Iterator[tuple[int, int]]:
    column = 1
    for node in within(table, "table-column"):
        wide = repeated(node, "columns")
        if attribute(node, "visibility") in ("collapse", "filter"):
            yield column, column + wide - 1
        column += wide
