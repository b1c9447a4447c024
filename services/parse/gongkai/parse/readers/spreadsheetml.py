"""XML Spreadsheet 2003: every sheet in order, cells as displayed, merged cells as spans."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from lxml import etree

from gongkai.domain.content import Block, Content
from gongkai.parse import worksheets
from gongkai.parse.drawing import Allowance
from gongkai.parse.ooxml.addresses import LAST_COLUMN, LAST_ROW, Range, address, position_of
from gongkai.parse.ooxml.number_formats import GENERAL, displayed
from gongkai.parse.ooxml.package import attribute, child, local, number, parse_xml
from gongkai.parse.sheet import Sheet
from gongkai.settings import Limits

_NAMED = {
    "General Number": GENERAL,
    "Standard": "#,##0.00",
    "Fixed": "0.00",
    "Percent": "0.00%",
    "Currency": "#,##0.00",
    "Scientific": "0.00E+00",
    "Short Date": "yyyy/m/d",
    "Medium Date": "yyyy/m/d",
    "Long Date": 'yyyy"年"m"月"d"日"',
    "General Date": "yyyy/m/d",
}
_TRUTH = {"1": "TRUE", "0": "FALSE"}
_EPOCH = datetime(1899, 12, 30)

Formats = dict[str, str]


def read(data: bytes, limits: Limits) -> Content:
    """The content of the workbook; places are sheet and cell. Refused CORRUPT or UNSAFE_XML."""
    root = parse_xml(data.lstrip(b"\xef\xbb\xbf \t\r\n"), "workbook")
    allowance = Allowance(limits)
    formats = _formats(root)
    sheets = [_Reading(node, formats, allowance).sheet() for node in root if local(node) == "Worksheet"]
    blocks: list[Block] = [block for sheet in sheets for block in worksheets.blocks(sheet, allowance)]
    notices = tuple(notice for sheet in sheets for notice in worksheets.notices(sheet))
    return Content("spreadsheetml", tuple(blocks), pages=len(sheets), notices=notices)


def _formats(root: etree._Element) -> Formats:
    """The number format of every style, its own or that of the style above it."""
    styles = {attribute(node, "ID") or "": node for node in root.iter("{*}Style")}
    own = {
        id: attribute(format_, "Format")
        for id, node in styles.items()
        if (format_ := child(node, "NumberFormat")) is not None
    }
    above = {id: attribute(node, "Parent") or "Default" for id, node in styles.items()}
    codes = {id: own.get(id) or own.get(above[id]) or GENERAL for id in styles}
    return {id: _NAMED.get(code, code) for id, code in codes.items()}


class _Reading:
    """One worksheet element on its way into a sheet."""

    def __init__(self, node: etree._Element, formats: Formats, allowance: Allowance) -> None:
        visible = child(node, "WorksheetOptions", "Visible")
        self._table = child(node, "Table")
        self._formats = formats
        self._allowance = allowance
        self._sheet = Sheet(attribute(node, "Name") or "", visible is not None and visible.text != "SheetVisible")

    def sheet(self) -> Sheet:
        """The texts, and what is merged and hidden."""
        row = column = 1
        for node in self._table if self._table is not None else ():
            if local(node) == "Column":
                column = self._hide(self._sheet.hidden_columns, node, "Width", column, LAST_COLUMN)
            elif local(node) == "Row":
                at = number(attribute(node, "Index"), row)
                row = self._hide(self._sheet.hidden_rows, node, "Height", row, LAST_ROW)
                self._row(node, at)
        self._sheet.take_covered()
        return self._sheet

    def _hide(self, hidden: list[tuple[int, int]], node: etree._Element, size: str, at: int, most: int) -> int:
        """The number behind the rows or columns that an element is about, noted when they are hidden."""
        first = number(attribute(node, "Index"), at)
        last = min(first + max(number(attribute(node, "Span")), 0), most)
        if attribute(node, "Hidden") == "1" or attribute(node, size) == "0":
            hidden.append((first, last))
        return last + 1

    def _row(self, node: etree._Element, row: int) -> None:
        column = 1
        for cell in node:
            if local(cell) != "Cell":
                continue
            row, column = position_of(None, row, number(attribute(cell, "Index"), column))
            across, down = (max(number(attribute(cell, name)), 0) for name in ("MergeAcross", "MergeDown"))
            if across or down:
                right = min(column + across, LAST_COLUMN)
                self._sheet.merged.append(Range(row, column, min(row + down, LAST_ROW), right))
            self._cell(cell, row, column)
            column += across + 1

    def _cell(self, cell: etree._Element, row: int, column: int) -> None:
        text = self._text(cell)
        if text:
            self._allowance.cells(1)
            self._sheet.texts[row, column] = self._allowance.text(text)
        elif attribute(cell, "Formula"):
            self._sheet.uncalculated.append((address(row, column), attribute(cell, "Formula") or ""))

    def _text(self, cell: etree._Element) -> str:
        """What a cell shows."""
        data = child(cell, "Data")
        if data is None:
            return ""
        stored = "".join(_pieces(data)).replace("\r\n", "\n").replace("\r", "\n").strip()
        kind, code = attribute(data, "Type"), self._formats.get(attribute(cell, "StyleID") or "Default", GENERAL)
        if kind == "Number":
            return displayed(stored, code)
        if kind == "DateTime":
            return _date(stored, code)
        return _TRUTH.get(stored, stored) if kind == "Boolean" else stored


def _pieces(data: etree._Element) -> Iterator[str]:
    return (str(piece) for piece in data.itertext())


def _date(stored: str, code: str) -> str:
    try:
        days = (datetime.fromisoformat(stored) - _EPOCH).total_seconds() / 86_400
    except (ValueError, TypeError):
        return stored
    return displayed(repr(days), "yyyy/m/d" if code == GENERAL else code)
