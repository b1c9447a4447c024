"""A disclosure as an OFD (GB/T 33190): every letter and every rule placed on the page, as an office program prints it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape

from fiction import document as form
from fiction.document import Document, Paragraph, Sheet
from fiction.write_docx import merges

_SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
WIDTH, HEIGHT, MARGIN = 210.0, 297.0, 25.0
_SIZES = {form.TITLE: 7.0, form.PART: 6.0, form.SECTION: 5.0}
_TEXT, _CELL = 4.2, 3.2
_LEADING = 1.6
_PADDING = 1.0


def write(document: Document) -> bytes:
    """An .ofd of A4 pages with ruled tables; long paragraphs and rows wrap and go on over pages."""
    press = _Press()
    for line in document.title:
        press.paragraph(line, _SIZES[form.TITLE])
    for part in document.parts:
        if isinstance(part, Paragraph):
            press.paragraph(part.text, _SIZES.get(part.level, _TEXT), indent=part.level == form.BODY)
        else:
            press.sheet(part)
    return package(["".join(page) for page in press.pages])


def package(
    pages: list[str], *, title: str = "", resources: str = "", files: Mapping[str, bytes] | None = None
) -> bytes:
    """An OFD file of these page contents (elements of one layer); `files` are further parts of it."""
    listed = "".join(f'<ofd:Page ID="{n + 10}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    named = f"<ofd:Title>{escape(title)}</ofd:Title>" if title else ""
    parts = {
        "OFD.xml": f"<ofd:OFD {_SPACE} Version='1.0' DocType='OFD'><ofd:DocBody><ofd:DocInfo>{named}</ofd:DocInfo>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {_SPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 {WIDTH} {HEIGHT}"
        "</ofd:PhysicalBox></ofd:PageArea><ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes></ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        "Doc_0/DocumentRes.xml": f"<ofd:Res {_SPACE}>{resources}</ofd:Res>",
    }
    for number, page in enumerate(pages):
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = (
            f"<ofd:Page {_SPACE}><ofd:Content><ofd:Layer ID='2'>{page}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
        for name, data in (files or {}).items():
            archive.writestr(name, data)
    return out.getvalue()


def letters(text: str, x: float, y: float, size: float) -> str:
    """A line of text whose top left corner is at this place, in mm."""
    steps = " ".join(f"{advance(letter, size):g}" for letter in text[:-1])
    return (
        f'<ofd:TextObject Boundary="{x:g} {y:g} {wide(text, size):g} {size:g}" Font="1" Size="{size:g}">'
        f'<ofd:TextCode X="0" Y="{size * 0.88:g}" DeltaX="{steps}">{escape(text)}</ofd:TextCode></ofd:TextObject>'
    )


def rule(left: float, top: float, right: float, bottom: float) -> str:
    """A straight line, in mm."""
    return (
        f'<ofd:PathObject Boundary="{left:g} {top:g} {max(right - left, 0.3):g} {max(bottom - top, 0.3):g}" LineWidth="0.25">'
        f"<ofd:AbbreviatedData>M 0 0 L {right - left:g} {bottom - top:g}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def advance(letter: str, size: float) -> float:
    """How far the next letter stands behind this one."""
    return size if ord(letter) > 0x2E7F or letter in "“”‘’—…" else size / 2


def wide(text: str, size: float) -> float:
    """The width of a line of text."""
    return sum(advance(letter, size) for letter in text)


def wrapped(text: str, size: float, width: float, first: float = 0.0) -> Iterator[str]:
    """The text in lines no wider than `width`, the first one shorter by `first`; figures are not parted."""
    line, room = "", width - first
    for piece in _pieces(text):
        if line and wide(line + piece, size) > room:
            yield line
            line, room = "", width
        line += piece
    yield line


def _pieces(text: str) -> Iterator[str]:
    figure = ""
    for letter in text:
        if letter.isascii() and not letter.isspace():
            figure += letter
            continue
        if figure:
            yield figure
        figure = ""
        yield letter
    if figure:
        yield figure


@dataclass
class _Press:
    pages: list[list[str]] = field(default_factory=lambda: [[]])
    y: float = MARGIN

    def paragraph(self, text: str, size: float, *, indent: bool = False) -> None:
        first = 2 * size if indent else 0.0
        for number, line in enumerate(wrapped(text, size, WIDTH - 2 * MARGIN, first)):
            self._room(size * _LEADING)
            self.pages[-1].append(letters(line, MARGIN + (first if number == 0 else 0.0), self.y, size))
            self.y += size * _LEADING

    def sheet(self, sheet: Sheet) -> None:
        for line in (*sheet.caption, sheet.left, sheet.right):
            if line:
                self.paragraph(line, _TEXT)
        rows = [*sheet.head_texts(), *sheet.rows]
        span = {(top, left): (down, across) for top, left, down, across in merges(sheet)}
        xs = _columns(sheet)
        size = _fitting(rows, xs)
        top = 0
        while top < len(rows):
            # Rows that a merged cell binds stay together on a page.
            bottom = _bound(span, top)
            heights = _heights(rows[top:bottom], {(row - top, at): deep for (row, at), deep in span.items()}, xs, size)
            self._room(sum(heights))
            for row, height in zip(range(top, bottom), heights, strict=True):
                self._row(rows, span, row, xs, size, heights[row - top :], height)
            top = bottom
        self.y += 2.0
        if sheet.note:
            self.paragraph(sheet.note, _TEXT)

    def _row(
        self, rows: list, span: dict, row: int, xs: list[float], size: float, heights: list[float], height: float
    ) -> None:
        page = self.pages[-1]
        hidden = {
            (top + down, left + across)
            for (top, left), (deep, broad) in span.items()
            for down in range(deep)
            for across in range(broad)
            if (down, across) != (0, 0)
        }
        for column, text in enumerate(rows[row]):
            if (row, column) in hidden:
                continue
            deep, broad = span.get((row, column), (1, 1))
            left, right = xs[column], xs[column + broad]
            bottom = self.y + sum(heights[:deep])
            page += [rule(left, self.y, right, self.y), rule(left, bottom, right, bottom)]
            page += [rule(left, self.y, left, bottom), rule(right, self.y, right, bottom)]
            for number, line in enumerate(wrapped(text or "", size, right - left - 2 * _PADDING)):
                if line:
                    page.append(letters(line, left + _PADDING, self.y + _PADDING + number * size * 1.2, size))
        self.y += height

    def _room(self, height: float) -> None:
        if self.y + height > HEIGHT - MARGIN:
            self.pages.append([])
            self.y = MARGIN


def _columns(sheet: Sheet) -> list[float]:
    scale = (WIDTH - 2 * MARGIN) / sum(sheet.widths)
    xs = [MARGIN]
    for width in sheet.widths:
        xs.append(xs[-1] + width * scale)
    return xs


def _fitting(rows: list, xs: list[float]) -> float:
    """The largest size at which no figure is wider than its column."""
    rooms = [
        (xs[column + 1] - xs[column] - 2 * _PADDING) / wide(piece, 1.0)
        for texts in rows
        for column, text in enumerate(texts)
        for piece in _pieces(text or "")
    ]
    return min([_CELL, *rooms])


def _bound(span: dict, top: int) -> int:
    bottom = top + 1
    while reach := max((row + deep for (row, _), (deep, _) in span.items() if top <= row < bottom), default=0):
        if reach <= bottom:
            break
        bottom = reach
    return bottom


def _heights(rows: list, span: dict, xs: list[float], size: float) -> list[float]:
    """How high each of some rows has to be, so that no text is higher than its cell."""
    heights = [size * 1.2 + 2 * _PADDING] * len(rows)
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            deep, broad = span.get((row, column), (1, 1))
            width = xs[column + broad] - xs[column] - 2 * _PADDING
            needed = len(list(wrapped(text or "", size, width))) * size * 1.2 + 2 * _PADDING
            heights[row + deep - 1] += max(0.0, needed - sum(heights[row : row + deep]))
    return heights
