"""A disclosure as an OpenDocument workbook: a sheet for every table, the running text in sheets of one column."""

from __future__ import annotations

from html import escape

from fiction import document as form
from fiction import opendocument
from fiction.document import Document, Sheet
from fiction.write_docx import merges


def write(document: Document) -> bytes:
    """An .ods whose cells show their amounts as printed."""
    sheets: list[str] = [_table("封面", opendocument.rows([[line] for line in document.title]))]
    text: list[str] = []
    for part in document.parts:
        if isinstance(part, Sheet):
            sheets += _texts(text, len(sheets))
            sheets.append(_sheet(part))
            text = []
            continue
        if part.level == form.PART:
            sheets += _texts(text, len(sheets))
            text = []
        text.append(part.text)
    return opendocument.package("spreadsheet", "".join([*sheets, *_texts(text, len(sheets))]))


def _texts(text: list[str], number: int) -> list[str]:
    return [_table(f"文字{number}", opendocument.rows([[line] for line in text]))] if text else []


def _sheet(sheet: Sheet) -> str:
    above: list[list[str | None]] = [[line] for line in sheet.caption]
    if sheet.left or sheet.right:
        above.append([sheet.left, *[None] * (sheet.width - 2), sheet.right])
    merged = [(top + len(above), left, rows, columns) for top, left, rows, columns in merges(sheet)]
    below = [[sheet.note]] if sheet.note else []
    return _table(sheet.name, opendocument.rows([*above, *sheet.head_texts(), *sheet.rows, *below], merged))


def _table(name: str, rows: str) -> str:
    return f'<table:table table:name="{escape(name)}">{rows}</table:table>'
