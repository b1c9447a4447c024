"""A disclosure as a bordered PDF, tables breaking over pages with their headings repeated."""

from __future__ import annotations

import io
from html import escape
from pathlib import Path

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageBreak, PageTemplate, Spacer, Table
from reportlab.platypus import Paragraph as Flowing

from fiction import document as form
from fiction.document import Document, Paragraph, Sheet
from fiction.write_docx import merges

# An embedded font makes the pages look the same everywhere; without one the reader's own Song typeface is named.
FONTS = ("/usr/share/fonts/truetype/arphic-gbsn00lp/gbsn00lp.ttf", "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc")
MARGIN = 56


def write(document: Document, fonts: tuple[str, ...] = FONTS) -> bytes:
    """An A4 file, wide tables on landscape pages, page numbers at the foot."""
    font = register(fonts)
    out = io.BytesIO()
    template = BaseDocTemplate(out, pagesize=A4, title="".join(document.title), author="", invariant=1)
    template.addPageTemplates([_page("tall", A4, font), _page("wide", landscape(A4), font)])
    story = [Flowing("<br/>".join(map(escape, document.title)), _style(font, 22, align=1, before=160)), PageBreak()]
    wide = False
    for part in document.parts:
        needs_wide = isinstance(part, Sheet) and part.width > 9
        if needs_wide != wide:
            story += [NextPageTemplate("wide" if needs_wide else "tall"), PageBreak()]
            wide = needs_wide
        story += _sheet(part, font, wide) if isinstance(part, Sheet) else [_paragraph(part, font)]
    template.build(story)
    return out.getvalue()


def register(paths: tuple[str, ...]) -> str:
    """The name of the first typeface that is installed here."""
    for path in paths:
        if Path(path).is_file():
            name = f"Fiction-{Path(path).stem}"
            pdfmetrics.registerFont(TTFont(name, path, subfontIndex=0))
            return name
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    return "STSong-Light"


def _page(name: str, size: tuple[float, float], font: str) -> PageTemplate:
    def foot(canvas, template) -> None:  # type: ignore[no-untyped-def]
        canvas.setFont(font, 9)
        canvas.drawCentredString(size[0] / 2, 30, f"— {canvas.getPageNumber()} —")

    frame = Frame(MARGIN, MARGIN, size[0] - 2 * MARGIN, size[1] - 2 * MARGIN, 0, 0, 0, 0)
    return PageTemplate(name, [frame], onPage=foot, pagesize=size)


def _style(font: str, size: float, *, align: int = 0, indent: float = 0, before: float = 2) -> ParagraphStyle:
    return ParagraphStyle(
        f"{size}-{align}-{indent}-{before}", fontName=font, fontSize=size, leading=size * 1.6, alignment=align,
        firstLineIndent=indent, spaceBefore=before, wordWrap="CJK",
    )  # fmt: skip


def _paragraph(part: Paragraph, font: str) -> Flowing:
    if part.level == form.PART:
        return Flowing(escape(part.text), _style(font, 16, align=1, before=14))
    if part.level == form.SIGNATURE:
        return Flowing(escape(part.text), _style(font, 12, align=2))
    size = 13 if part.level == form.SECTION else 12
    return Flowing(escape(part.text), _style(font, size, indent=2 * size))


def _sheet(sheet: Sheet, font: str, wide: bool) -> list[object]:
    size = 7 if wide else 9
    room = (landscape(A4) if wide else A4)[0] - 2 * MARGIN
    unit = room / sum(sheet.widths)
    left = _style(font, size)
    cells = [[Flowing(escape(text or ""), left) for text in row] for row in [*sheet.head_texts(), *sheet.rows]]
    spans = [("SPAN", (c, r), (c + columns - 1, r + rows - 1)) for r, c, rows, columns in merges(sheet)]
    rules = [("GRID", (0, 0), (-1, -1), 0.7, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    pad = [(side, (0, 0), (-1, -1), 2) for side in ("LEFTPADDING", "RIGHTPADDING", "TOPPADDING", "BOTTOMPADDING")]
    table = Table(cells, [width * unit for width in sheet.widths], repeatRows=len(sheet.head))
    table.setStyle([*rules, *pad, *spans])
    number, *titles = (
        sheet.caption if len(sheet.caption) > 1 and sheet.caption[0].startswith("表") else ("", *sheet.caption)
    )
    above: list[object] = [Flowing(escape(number), _style(font, 11))] if number else []
    above += [Flowing(escape(line), _style(font, 14, align=1)) for line in titles]
    if sheet.left:
        above.append(Flowing(escape(sheet.left), _style(font, 10)))
        above.append(Flowing(escape(sheet.right), _style(font, 10, align=2, before=0)))
    below = [Flowing(escape(sheet.note), _style(font, 10))] if sheet.note else []
    return [*above, Spacer(1, 4), table, *below, Spacer(1, 10)]
