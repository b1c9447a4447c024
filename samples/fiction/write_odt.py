"""A disclosure as an OpenDocument text."""

from __future__ import annotations

from html import escape

from fiction import document as form
from fiction import opendocument
from fiction.document import Document, Paragraph, Sheet
from fiction.write_docx import merges

_LEVELS = {form.PART: 1, form.SECTION: 2, form.SUBSECTION: 3}


def write(document: Document) -> bytes:
    """An .odt with real headings and merged cells."""
    title = "".join(f"<text:p>{escape(line)}</text:p>" for line in document.title)
    body = "".join(_paragraph(part) if isinstance(part, Paragraph) else _sheet(part) for part in document.parts)
    return opendocument.package("text", title + body)


def _paragraph(part: Paragraph) -> str:
    level = _LEVELS.get(part.level)
    if level:
        return f'<text:h text:outline-level="{level}">{escape(part.text)}</text:h>'
    return f"<text:p>{escape(part.text)}</text:p>"


def _sheet(sheet: Sheet) -> str:
    above = "".join(f"<text:p>{escape(line)}</text:p>" for line in (*sheet.caption, sheet.left, sheet.right) if line)
    rows = opendocument.rows([*sheet.head_texts(), *sheet.rows], merges(sheet))
    below = f"<text:p>{escape(sheet.note)}</text:p>" if sheet.note else ""
    return f'{above}<table:table table:name="{escape(sheet.name)}">{rows}</table:table>{below}'
