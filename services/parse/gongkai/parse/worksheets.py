"""Worksheets of any spreadsheet format as content: merged ranges as spans, rows of one text only as running text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.domain.content import Block, Cell, Grid, Line, Notice
from gongkai.domain.places import Place
from gongkai.parse.drawing import Allowance
from gongkai.parse.ooxml.addresses import Range
from gongkai.parse.sheet import Sheet
from gongkai.parse.sheet_parts import parts

_REFERENCE = re.compile(r"[A-Za-z]{1,3}\$?\d|\(")


def blocks(sheet: Sheet, allowance: Allowance) -> Iterator[Block]:
    """What the sheet shows as grids and lines in order; its text boxes come last."""
    if sheet.hidden:
        return
    for part in parts(sheet.as_shown()):
        if len({row for row, _ in part.texts}) == len(part.texts):
            yield from _lines(part)
        else:
            yield _grid(part, allowance)
    for text in sheet.boxes:
        yield Line(text, Place(sheet=sheet.name), whole=True)


def _lines(sheet: Sheet) -> Iterator[Line]:
    for (row, column), text in sheet.texts.items():
        place = Place(sheet=sheet.name, cell=sheet.address(row, column))
        for line in text.split("\n"):
            if line.strip():
                yield Line(line.strip(), place, whole=True)


def _grid(sheet: Sheet, allowance: Allowance) -> Grid:
    """The used rectangle of a sheet; merged ranges are cut to it, a range inside another one is ignored."""
    used = sheet.used()
    allowance.cells(used.height * used.width)
    empty = Cell("", Place(sheet=sheet.name))
    rows: list[list[Cell | None]] = [[empty] * used.width for _ in range(used.height)]
    for (row, column), text in sheet.texts.items():
        place = Place(sheet=sheet.name, cell=sheet.address(row, column))
        rows[row - used.top][column - used.left] = Cell(text, place)
    for merged in sheet.merged:
        _span(rows, merged.within(used), used)
    return Grid(tuple(tuple(row) for row in rows), Place(sheet=sheet.name, cell=sheet.address(used.top, used.left)))


def _span(rows: list[list[Cell | None]], merged: Range | None, used: Range) -> None:
    if merged is None:
        return
    top, left = merged.top - used.top, merged.left - used.left
    covered = [row[left : left + merged.width] for row in rows[top : top + merged.height]]
    first = covered[0][0]
    if first is None or any(cell is None for row in covered for cell in row):
        return
    for row in rows[top : top + merged.height]:
        row[left : left + merged.width] = [None] * merged.width
    rows[top][left] = Cell(first.text, first.place, merged.height, merged.width)


def notices(sheet: Sheet) -> Iterator[Notice]:
    """What the sheet hides, covers, or never calculated."""
    place = Place(sheet=sheet.name)
    if sheet.hidden and sheet.texts:
        yield Notice(
            "HIDDEN_SHEET",
            f"工作表“{sheet.name}”是隐藏的，未读取。",
            f"Sheet “{sheet.name}” is hidden; it was not read.",
            place,
        )
        return
    if hidden := sheet.hides():
        rows = _some(hidden)
        yield Notice(
            "HIDDEN_ROWS",
            f"“{sheet.name}”有隐藏的行或列，未读取：{rows}。",
            f"Rows or columns are hidden and were not read: {rows}.",
            place,
        )
    if sheet.covered:
        cells = _some(sheet.covered)
        yield Notice(
            "COVERED_CELLS",
            f"“{sheet.name}”的合并单元格下还有不显示的内容，未读取：{cells}。",
            f"Content under merged cells, which the sheet does not show, was left out: {cells}.",
            place,
        )
    uncalculated = [cell for cell, formula in sheet.uncalculated if _REFERENCE.search(formula)]
    if uncalculated:
        cells = _some(uncalculated)
        yield Notice(
            "UNCALCULATED", f"公式没有存储结果：{cells}。", f"Formulas without a stored result: {cells}.", place
        )


def _some(names: list[str]) -> str:
    return ", ".join(names[:20]) + (" …" if len(names) > 20 else "")
