"""Worksheets of any spreadsheet format as content: merged ranges as spans, rows of one text only as running text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from gongkai.domain.content import Block, Cell, Grid, Line, Notice
from gongkai.domain.places import Place
from gongkai.parse.drawing import Allowance
from gongkai.parse.ooxml.addresses import Range, address

_LONG = 60
"""Characters from which on the only text of a row is a paragraph and not a title."""

_FAR = 20
"""Empty rows that no table has inside."""

_REFERENCE = re.compile(r"[A-Za-z]{1,3}\$?\d|\(")


@dataclass(slots=True)
class Sheet:
    """The texts of one sheet by (row, column), only those that are not empty."""

    name: str
    hidden: bool
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)
    hidden_rows: list[str] = field(default_factory=list)
    covered: list[str] = field(default_factory=list)
    uncalculated: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)

    def used(self) -> Range:
        """The rectangle around all texts."""
        rows = [row for row, _ in self.texts]
        columns = [column for _, column in self.texts]
        return Range(min(rows), min(columns), max(rows), max(columns))

    def binds(self, top: int, bottom: int) -> bool:
        """Whether a merged range reaches over both rows."""
        return any(merged.top <= top and bottom <= merged.bottom for merged in self.merged)

    def hide_columns(self, hidden: Iterable[tuple[int, int]]) -> None:
        """Note the used ones among hidden columns, given as first and last."""
        used = {column for _, column in self.texts}
        for first, last in hidden:
            self.hidden_rows += [address(1, column)[:-1] for column in sorted(used) if first <= column <= last]

    def take_covered(self) -> None:
        """Put aside the texts under merged ranges, which the sheet does not show."""
        if not self.merged or not self.texts:
            return
        used = self.used()
        ranges = [merged for merged in self.merged if merged.within(used)]
        for row, column in _covered(self.texts, ranges):
            del self.texts[row, column]
            self.covered.append(address(row, column))


def blocks(sheet: Sheet, allowance: Allowance) -> Iterator[Block]:
    """The sheet as grids and lines in order; its text boxes come last."""
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


def notices(sheet: Sheet) -> Iterator[Notice]:
    """What the sheet hides, covers, or never calculated."""
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


def _covered(texts: dict[tuple[int, int], str], ranges: list[Range]) -> list[tuple[int, int]]:
    by_row: dict[int, list[Range]] = {}
    rows = {row for row, _ in texts}
    for merged in ranges:
        for row in rows if merged.height > len(rows) else range(merged.top, merged.bottom + 1):
            if merged.top <= row <= merged.bottom and row in rows:
                by_row.setdefault(row, []).append(merged)
    return [
        (row, column)
        for row, column in texts
        if any(
            merged.left <= column <= merged.right and (row, column) != (merged.top, merged.left)
            for merged in by_row.get(row, ())
        )
    ]
