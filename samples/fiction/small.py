"""Small disclosures in any number, no two alike: a few tables and sections each, in turn in every file format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from fiction import book, modern, write_docx, write_html, write_pdf, write_txt, write_xlsx
from fiction.document import SECTION, SIGNATURE, Document, Paragraph, Sheet
from fiction.vocabulary import PLACES

# 7 of 10 are PDF, as on the portals; the other formats take turns.
FORMATS = ("pdf", "pdf", "docx", "pdf", "pdf", "xlsx", "pdf", "pdf", "html", "pdf", "txt")
_WRITERS = {
    "pdf": write_pdf.write, "docx": write_docx.write, "xlsx": write_xlsx.write, "html": write_html.write, "txt": write_txt.write,
}  # fmt: skip
_TABLES = ("单位收支总体情况表", "单位支出总体情况表", "一般公共预算支出情况表")


def documents(count: int) -> Iterator[tuple[str, bytes]]:
    """Names and bytes; about four pages each."""
    sectors = list(book.SECTORS)
    for number in range(count):
        place = f"{PLACES[number % len(PLACES)]}第{number}街道"
        unit = book.make(number, sectors[number % len(sectors)], 2018 + number % 8, place)
        format = FORMATS[number % len(FORMATS)]
        yield f"{number:05d}.{format}", _WRITERS[format](shortened(modern.write(unit)))


def shortened(document: Document) -> Document:
    """Only a few of the tables, and only the first part and the sections 一 to 三 of the third."""
    kept: list[Paragraph | Sheet] = []
    telling = True
    for part in document.parts:
        if isinstance(part, Sheet):
            if telling and part.caption[1] in _TABLES:
                kept.append(part)
            continue
        if part.level == SECTION and part.text.startswith("四、关于"):
            telling = False
        if telling or part.level == SIGNATURE:
            kept.append(part)
    return replace(document, parts=tuple(kept))
