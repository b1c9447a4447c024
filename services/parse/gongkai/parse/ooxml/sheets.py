"""A workbook's sheets as sparse texts by row and column, with merged ranges and what is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from gongkai.errors import Refused
from gongkai.parse.drawing import Allowance
from gongkai.parse.ooxml.addresses import address, position_of, range_of
from gongkai.parse.ooxml.number_formats import BUILTIN, GENERAL, displayed
from gongkai.parse.ooxml.package import Package, attribute, child, local, number, stream_xml
from gongkai.parse.sheet import Sheet

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ON = frozenset({"1", "true", "on"})
_WANTED = ("sheetView", "col", "row", "mergeCell")


class Workbook:
    """The sheets of an office package."""

    def __init__(self, package: Package, allowance: Allowance) -> None:
        self._package = package
        self._allowance = allowance
        self._name = package.main_part("xl/workbook.xml")
        self._root = package.tree(self._name)
        self._sheets = _children(child(self._root, "sheets"), "sheet")
        properties = child(self._root, "workbookPr")
        self._date1904 = properties is not None and properties.get("date1904", "") in _ON
        self._strings = self._shared_strings()
        self._formats = self._cell_formats()

    @property
    def count(self) -> int:
        """Sheets of any kind."""
        return len(self._sheets)

    def sheets(self) -> Iterator[Sheet]:
        """Every worksheet in order."""
        relations = self._package.relations(self._name)
        for node in self._sheets:
            relation = relations.get(attribute(node, "id") or "")
            if relation is None or relation.outside:
                raise Refused("CORRUPT", f"sheet {node.get('name')} has no part")
            if relation.kind == "worksheet":
                hidden = node.get("state", "visible") != "visible"
                yield self._sheet(Sheet(node.get("name", ""), hidden), relation.target)

    def _sheet(self, sheet: Sheet, part: str) -> Sheet:
        show_zeros, row = True, 0
        for node in stream_xml(self._package.part(part), part, _WANTED):
            match local(node):
                case "sheetView":
                    show_zeros = node.get("showZeros", "1") in _ON
                case "col":
                    if _is_hidden(node, "width"):
                        sheet.hidden_columns.append((number(node.get("min")), number(node.get("max"))))
                case "row":
                    row = self._row(sheet, node, row + 1, show_zeros)
                case "mergeCell":
                    sheet.merged.append(range_of(node.get("ref", "")))
        sheet.take_covered()
        drawing = self._package.related(part, "drawing")
        if drawing is not None:
            sheet.boxes += [self._allowance.text(text) for text in _boxes(self._package.tree(drawing))]
        return sheet

    def _row(self, sheet: Sheet, node: etree._Element, row: int, show_zeros: bool) -> int:
        """Take the texts of a row; its number, from which a row without one counts on."""
        row = number(node.get("r"), row)
        column = 0
        for cell in node:
            row, column = position_of(cell.get("r"), row, column + 1)
            text = self._text(sheet, cell, row, column, show_zeros)
            if text:
                self._allowance.cells(1)
                sheet.texts[row, column] = self._allowance.text(text)
        if _is_hidden(node, "ht"):
            sheet.hidden_rows.append((row, row))
        return row

    def _text(self, sheet: Sheet, cell: etree._Element, row: int, column: int, show_zeros: bool) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return _clean(_rich_text(child(cell, "is")))
        value = child(cell, "v")
        stored = (value.text or "") if value is not None else ""
        formula = child(cell, "f")
        if not stored and formula is not None and formula.text:
            sheet.uncalculated.append((address(row, column), formula.text))
            return _clean(f"={formula.text}")
        if kind == "s" and stored:
            return self._string(stored, row, column)
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(stored, stored)
        if kind != "n" or not stored:
            return _clean(stored)
        text = displayed(stored, self._format(cell), self._date1904)
        return "" if not show_zeros and _is_zero(stored) else text

    def _string(self, stored: str, row: int, column: int) -> str:
        index = number(stored, -1)
        if not 0 <= index < len(self._strings):
            raise Refused("CORRUPT", f"{address(row, column)} names shared string {stored}, which does not exist")
        return self._strings[index]

    def _format(self, cell: etree._Element) -> str:
        index = number(cell.get("s"))
        return self._formats[index] if 0 <= index < len(self._formats) else GENERAL

    def _shared_strings(self) -> list[str]:
        part = self._package.related(self._name, "sharedStrings")
        if part is None:
            return []
        return [_clean(_rich_text(node)) for node in stream_xml(self._package.part(part), part, ("si",))]

    def _cell_formats(self) -> list[str]:
        part = self._package.related(self._name, "styles")
        if part is None:
            return []
        root = self._package.tree(part)
        own = {
            number(node.get("numFmtId")): node.get("formatCode", GENERAL)
            for node in _children(child(root, "numFmts"), "numFmt")
        }
        ids = [number(node.get("numFmtId")) for node in _children(child(root, "cellXfs"), "xf")]
        return [own.get(id) or BUILTIN.get(id, GENERAL) for id in ids]


def _rich_text(node: etree._Element | None) -> str:
    """The text of a string with formats inside, without its phonetic guides."""
    if node is None:
        return ""
    parts = []
    for item in node:
        if local(item) == "t":
            parts.append(item.text or "")
        elif local(item) == "r":
            parts += [inner.text or "" for inner in item if local(inner) == "t"]
    return "".join(parts)


def _boxes(drawing: etree._Element) -> Iterator[str]:
    """The paragraphs of the text boxes of a drawing."""
    for body in drawing.iter("{*}txBody"):
        for paragraph in _children(body, "p"):
            text = "".join(node.text or "" for node in paragraph.iter("{*}t")).strip()
            if text:
                yield text


def _clean(text: str) -> str:
    text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _children(node: etree._Element | None, name: str) -> list[etree._Element]:
    return [] if node is None else [inner for inner in node if local(inner) == name]


def _is_hidden(node: etree._Element, size: str) -> bool:
    """Whether a row or columns are not shown: said so, or of no height or width."""
    return node.get("hidden", "") in _ON or (size in node.attrib and _is_zero(node.get(size, "")))


def _is_zero(stored: str) -> bool:
    try:
        return float(stored) == 0
    except ValueError:
        return False
