"""A disclosure as a workbook of Excel 97 to 2003, laid out like the .xlsx."""

from __future__ import annotations

import io

import openpyxl
import xlwt
from openpyxl.worksheet.worksheet import Worksheet

from fiction import write_xlsx
from fiction.document import Document


def write(document: Document) -> bytes:
    """An .xls with the cells, formats and merged areas of the .xlsx."""
    source = openpyxl.load_workbook(io.BytesIO(write_xlsx.write(document)))
    book = xlwt.Workbook(encoding="utf-8")
    for page in source.worksheets:
        _sheet(book.add_sheet(page.title), page)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(sheet: xlwt.Worksheet, page: Worksheet) -> None:
    amount = xlwt.easyxf(num_format_str="#,##0.00")
    merged = {(area.min_row, area.min_col): area for area in page.merged_cells.ranges}
    for row in page.iter_rows():
        for cell in row:
            if cell.value is None:
                continue
            style = amount if cell.number_format == amount.num_format_str else xlwt.Style.default_style
            area = merged.get((cell.row, cell.column))
            if area is None:
                sheet.write(cell.row - 1, cell.column - 1, cell.value, style)
            else:
                sheet.write_merge(
                    area.min_row - 1, area.max_row - 1, area.min_col - 1, area.max_col - 1, cell.value, style
                )
