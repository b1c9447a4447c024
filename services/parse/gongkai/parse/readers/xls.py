"""XLS and ET (BIFF, Excel 5 to 2003): every sheet in order, cells as displayed, merged ranges as spans. By xlrd."""

from __future__ import annotations

import io
from typing import Any

import xlrd
from xlrd.biffh import XLRDError

from gongkai.domain.content import Block, Content
from gongkai.errors import Refused
from gongkai.parse import worksheets
from gongkai.parse.drawing import Allowance
from gongkai.parse.ooxml.addresses import Range
from gongkai.parse.ooxml.number_formats import GENERAL, displayed
from gongkai.parse.sheet import Sheet
from gongkai.settings import Limits

_TRUTH = ("FALSE", "TRUE")
_ERROR_CODES = xlrd.error_text_from_code


def read(data: bytes, limits: Limits) -> Content:
    """The content of an XLS; places are sheet and cell. Refused ENCRYPTED or CORRUPT."""
    allowance = Allowance(limits)
    with _opened(data) as book:
        sheets = [_sheet(book, index, allowance) for index in range(book.nsheets)]
    blocks: list[Block] = [block for sheet in sheets for block in worksheets.blocks(sheet, allowance)]
    notices = tuple(notice for sheet in sheets for notice in worksheets.notices(sheet))
    return Content("xls", tuple(blocks), pages=len(sheets), notices=notices)


def _opened(data: bytes) -> Any:
    try:
        # What the library says of odd files goes nowhere; it raises what matters.
        return xlrd.open_workbook(file_contents=data, formatting_info=True, on_demand=True, logfile=io.StringIO())
    except XLRDError as problem:
        encrypted = "encrypted" in str(problem).lower()
        raise Refused("ENCRYPTED" if encrypted else "CORRUPT", str(problem)) from problem
    except MemoryError:
        raise
    except Exception as problem:  # a damaged record makes the library stumble in many ways
        raise Refused("CORRUPT", type(problem).__name__) from problem


def _sheet(book: Any, index: int, allowance: Allowance) -> Sheet:
    try:
        stored = book.sheet_by_index(index)
    except MemoryError:
        raise
    except Exception as problem:  # as above
        raise Refused("CORRUPT", type(problem).__name__) from problem
    sheet = Sheet(stored.name, stored.visibility != 0)
    for row in range(stored.nrows):
        for column, cell in enumerate(stored.row(row)):
            text = _text(book, cell)
            if text:
                allowance.cells(1)
                sheet.texts[row + 1, column + 1] = allowance.text(text)
    sheet.merged += [Range(top + 1, left + 1, bottom, right) for top, bottom, left, right in stored.merged_cells]
    sheet.hidden_rows += [(row + 1, row + 1) for row, info in stored.rowinfo_map.items() if info.hidden]
    sheet.hidden_columns += [(column + 1, column + 1) for column, info in stored.colinfo_map.items() if info.hidden]
    sheet.take_covered()
    book.unload_sheet(index)
    return sheet


def _text(book: Any, cell: Any) -> str:
    """What a cell shows."""
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return displayed(repr(cell.value), _format(book, cell), date1904=book.datemode == 1)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return _TRUTH[bool(cell.value)]
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(_ERROR_CODES.get(cell.value, ""))
    return str(cell.value).replace("\r\n", "\n").replace("\r", "\n").strip()


def _format(book: Any, cell: Any) -> str:
    if cell.xf_index is None or cell.xf_index >= len(book.xf_list):
        return GENERAL
    found = book.format_map.get(book.xf_list[cell.xf_index].format_key)
    return found.format_str if found is not None else GENERAL
