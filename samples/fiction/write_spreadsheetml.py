"""A disclosure as an XML Spreadsheet of 2003, which budget programs export under the name `.xls`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from fiction import document as form
from fiction.document import Document, Sheet
from fiction.write_docx import merges

_HEAD = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
)
_Row = Sequence[str | None]


def write(document: Document) -> bytes:
    """A workbook with a sheet for every table; the running text in sheets of one column."""
    return f"{_HEAD}{''.join(_sheets(document))}</Workbook>".encode()


def _sheets(document: Document) -> Iterator[str]:
    text: list[_Row] = [[line] for line in document.title]
    count = 0
    for part in document.parts:
        if isinstance(part, Sheet) or part.level == form.PART:
            count += 1
            yield _worksheet(f"文字{count}", text)
            text = []
        if isinstance(part, Sheet):
            yield _table(part)
        else:
            text.append([part.text])
    yield _worksheet("文字", text)


def _table(sheet: Sheet) -> str:
    above: list[_Row] = [[line] for line in sheet.caption]
    if sheet.left or sheet.right:
        above.append([sheet.left, *[None] * (sheet.width - 2), sheet.right])
    spans = {(top + len(above), left): (rows, columns) for top, left, rows, columns in merges(sheet)}
    below: list[_Row] = [[sheet.note]] if sheet.note else []
    return _worksheet(sheet.name, [*above, *sheet.head_texts(), *sheet.rows, *below], spans)


def _worksheet(name: str, rows: Sequence[_Row], spans: dict[tuple[int, int], tuple[int, int]] | None = None) -> str:
    lines = "".join(f"<Row>{_cells(row, number, spans or {})}</Row>" for number, row in enumerate(rows))
    return f'<Worksheet ss:Name="{escape(name)}"><Table>{lines}</Table></Worksheet>' if rows else ""


def _cells(row: _Row, number: int, spans: dict[tuple[int, int], tuple[int, int]]) -> str:
    """The cells that hold a text, at their places."""
    out = ""
    for column, text in enumerate(row):
        if text is None:
            continue
        down, across = spans.get((number, column), (1, 1))
        merged = f' ss:MergeAcross="{across - 1}" ss:MergeDown="{down - 1}"' if down * across > 1 else ""
        out += f'<Cell ss:Index="{column + 1}"{merged}><Data ss:Type="String">{escape(text)}</Data></Cell>'
    return out
