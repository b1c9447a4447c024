"""A disclosure as a workbook: a sheet for every table, the running text in sheets of one column."""

from __future__ import annotations

import io
from decimal import Decimal, InvalidOperation

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from fiction import document as form
from fiction.document import Document, Sheet
from fiction.write_docx import merges


def write(document: Document) -> bytes:
    """A .xlsx whose amounts are numbers with two decimals and thousands separators."""
    book = openpyxl.Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = "封面"
    for line in document.title:
        page.append([line])
    text: Worksheet | None = None
    for part in document.parts:
        if isinstance(part, Sheet):
            _sheet(book.create_sheet(part.name[:31]), part)
            text = None
            continue
        if text is None or part.level == form.PART:
            text = book.create_sheet(f"文字{len(book.sheetnames)}")
        text.append([part.text])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(page: Worksheet, sheet: Sheet) -> None:
    for line in sheet.caption:
        page.append([line])
    if sheet.left or sheet.right:
        page.append([sheet.left, *[None] * (sheet.width - 2), sheet.right])
    above = page.max_row if sheet.caption or sheet.left else 0
    for texts in [*sheet.head_texts(), *sheet.rows]:
        page.append(list(texts))
    first = above + len(sheet.head) + 1
    for row in page.iter_rows(min_row=first, min_col=2) if sheet.head else []:
        for cell in row:
            _make_number(cell)
    for top, left, rows, columns in merges(sheet):
        page.merge_cells(
            start_row=above + top + 1, start_column=left + 1, end_row=above + top + rows, end_column=left + columns
        )
    if sheet.note:
        page.append([sheet.note])


def _make_number(cell: object) -> None:
    value = getattr(cell, "value", None)
    if not isinstance(value, str) or "." not in value:
        return
    try:
        number = Decimal(value.replace(",", ""))
    except InvalidOperation:
        return
    cell.value = float(number)  # type: ignore[attr-defined]
    cell.number_format = "#,##0.00"  # type: ignore[attr-defined]
