"""XLSX: every sheet in order, cells as displayed, merged ranges as spans; rows of one text only are running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from gongkai.domain.content import Block, Cell, Content, Grid, Line, Notice
from gongkai.domain.places import Place
from gongkai.parse.drawing import Allowance
from gongkai.parse.ooxml.addresses import Range, address
from gongkai.parse.ooxml.package import Package
from gongkai.parse.ooxml.sheets import Sheet, Workbook
from gongkai.settings import Limits

_LONG = 60
"""Characters from which on the only text of a row is a paragraph and not a title."""

_FAR = 20
"""Empty rows that no table has inside."""

_REFERENCE = re.compile(r"[A-Za-z]{1,3}\$?\d|\(")


def read(data: bytes, limits: Limits) -> Content:
    """The content of an XLSX; places are sheet and cell."""
    allowance = Allowance(limits)
    package = Package(data, limits)
    workbook = Workbook(package, allowance)
    blocks: list[Block] = []
    notices = list(package.notices())
    for sheet in workbook.sheets():
        blocks += _blocks(sheet, allowance)
        notices += _notices(sheet)
    return Content("xlsx", tuple(blocks), pages=workbook.count, notices=tuple(notices))


def _blocks(sheet: Sheet, allowance: Allowance) -> Iterator[Block]:
    for part in _parts(sheet):
        if len({row for row, _ in part.texts}) == len(part.texts):
            yield from _lines(part)
        else:
            yield _grid(part, allowance)
    for text in sheet.boxes:
        yield Line(text, Place(sheet=sheet.name), whole=True)


def _parts(sheet: Sheet) -> Iterator[Sheet]:
    """The sheet cut where a paragraph begins or ends, and where a title follows on an empty row: one may hold a whole document."""
    rows = sorted(sheet.texts)
    part: dict[tuple[int, int], str] = {}
    before: list[str] = []
    for row, cells in groupby(rows, key=lambda at: at[0]):
        at = list(cells)
        texts = [sheet.texts[place] for place in at]
        last = max(part)[0] if part else row
        if part and _breaks(before, texts, row - last) and not sheet.binds(last, row):
            yield replace(sheet, texts=part)
            part = {}
        part.update(zip(at, texts, strict=True))
        before = texts
    if part:
        yield replace(sheet, texts=part)


def _breaks(before: list[str], texts: list[str], distance: int) -> bool:
    """Whether something new begins in a row with these texts, so many rows below one with those."""
    return _is_prose(before) != _is_prose(texts) or (distance > 1 and len(texts) == 1) or distance > _FAR


def _is_prose(texts: list[str]) -> bool:
    return len(texts) == 1 and (len(texts[0]) >= _LONG or texts[0].endswith("。"))


def _lines(sheet: Sheet) -> Iterator[Line]:
    for (row, column), text in sheet.texts.items():
        place = Place(sheet=sheet.name, cell=address(row, column))
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
        place = Place(sheet=sheet.name, cell=address(row, column))
        rows[row - used.top][column - used.left] = Cell(text, place)
    for merged in sheet.merged:
        _span(rows, merged.within(used), used)
    return Grid(tuple(tuple(row) for row in rows), Place(sheet=sheet.name, cell=address(used.top, used.left)))


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


def _notices(sheet: Sheet) -> Iterator[Notice]:
    place = Place(sheet=sheet.name)
    if sheet.hidden and sheet.texts:
        yield Notice("HIDDEN_SHEET", f"工作表“{sheet.name}”是隐藏的。", f"Sheet “{sheet.name}” is hidden.", place)
    if sheet.hidden_rows:
        rows = _some(sheet.hidden_rows)
        yield Notice(
            "HIDDEN_ROWS", f"“{sheet.name}”有隐藏的行或列：{rows}。", f"Rows or columns hidden: {rows}.", place
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
