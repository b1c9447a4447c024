"""A disclosure as a Word file."""

from __future__ import annotations

import io

import docx
from docx.document import Document as Word
from docx.shared import Pt

from fiction import document as form
from fiction.document import Document, Paragraph, Sheet

_STYLES = {form.PART: "Heading 1", form.SECTION: "Heading 2", form.SUBSECTION: "Heading 3"}


def write(document: Document) -> bytes:
    """A .docx with real headings and merged cells."""
    word = docx.Document()
    word.styles["Normal"].font.size = Pt(10.5)
    for line in document.title:
        word.add_paragraph(line, style="Title")
    for part in document.parts:
        if isinstance(part, Paragraph):
            word.add_paragraph(part.text, style=_STYLES.get(part.level, "Normal"))
        else:
            _sheet(word, part)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _sheet(word: Word, sheet: Sheet) -> None:
    for line in (*sheet.caption, sheet.left, sheet.right):
        if line:
            word.add_paragraph(line)
    above = len(sheet.head)
    table = word.add_table(rows=above + len(sheet.rows), cols=sheet.width, style="Table Grid")
    cells = [row.cells for row in table.rows]
    for top, texts in enumerate([*sheet.head_texts(), *sheet.rows]):
        for left, text in enumerate(texts):
            if text:
                cells[top][left].text = text
    for top, left, rows, columns in merges(sheet):
        cells[top][left].merge(cells[top + rows - 1][left + columns - 1])
    if sheet.note:
        word.add_paragraph(sheet.note)


def merges(sheet: Sheet) -> list[tuple[int, int, int, int]]:
    """Every merged area of heading and body: row, column, rows, columns, counted over the whole table."""
    found = []
    for top, texts in enumerate(sheet.head_texts()):
        starts = [left for left, text in enumerate(texts) if text is not None]
        for left, cell in zip(starts, sheet.head[top], strict=True):
            if cell.rowspan > 1 or cell.colspan > 1:
                found.append((top, left, cell.rowspan, cell.colspan))
    above = len(sheet.head)
    return found + [(top + above, left, rows, columns) for top, left, rows, columns in sheet.spans]
