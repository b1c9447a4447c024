"""A disclosure as extractors give it: paragraphs as lines, tables as tab-separated rows, headings repeated per page."""

from __future__ import annotations

from fiction.document import Document, Paragraph, Sheet

ROWS_A_PAGE = 24


def write(document: Document, encoding: str = "utf-8") -> bytes:
    """The whole text, blocks separated by blank lines."""
    blocks = ["\n".join(document.title)]
    for part in document.parts:
        blocks.append(part.text if isinstance(part, Paragraph) else _sheet(part))
    return ("\n\n".join(blocks) + "\n").encode(encoding)


def _sheet(sheet: Sheet) -> str:
    head = ["\t".join(text or "" for text in row) for row in sheet.head_texts()]
    body = ["\t".join(text or "" for text in row) for row in sheet.rows]
    size = ROWS_A_PAGE if sheet.head else len(body)
    pages = ["\n".join(head + body[at : at + size]) for at in range(0, len(body), size)]
    above = [line for line in (*sheet.caption, sheet.left, sheet.right) if line]
    return "\n\n".join([*above, *pages, *([sheet.note] if sheet.note else [])])
