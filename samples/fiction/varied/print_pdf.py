"""A varied document as a PDF: page size, typeface, rules, page ends, captions within the table or a page before it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from html import escape

from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import PageBreak, Spacer, Table
from reportlab.platypus import Paragraph as Flowing
from reportlab.platypus.doctemplate import BaseDocTemplate, PageTemplate
from reportlab.platypus.frames import Frame

from fiction import document as form
from fiction.document import Document, Paragraph, Sheet
from fiction.varied.dice import Dice
from fiction.varied.print_office import pages
from fiction.varied.within import with_caption_within
from fiction.write_docx import merges
from fiction.write_pdf import FONTS, register

RULES = ("grid", "grid", "grid", "thin", "double", "dashed", "shaded")


_INSTEAD = {
    "≧": "≥",
    "≦": "≤",
    "≥": ">=",
    "≤": "<=",
    "〖": "【",
    "〗": "】",
    "﹝": "〔",
    "﹞": "〕",
    "〔": "[",
    "〕": "]",
}


@dataclass(frozen=True)
class Page:
    """How one document is printed."""

    size: tuple[float, float]
    margin: float
    font: str
    letters: float
    rules: str
    repeat: bool
    align: str
    upright: str
    within: bool
    alone: str  # "", "table" (every table begins a page), "caption" (the caption ends the page before)
    feet: str
    gap: float
    head: str  # how titles stand in their cells, across and down
    head_upright: str
    codes: str


def page(dice: Dice, rules: tuple[str, ...] = RULES) -> Page:
    """A way to print."""
    size = dice.pick(A4, A4, landscape(A4), landscape(A4), A3, landscape(A3))
    alone = dice.pick("", "table", "table", "caption")
    return Page(
        size, dice.pick(36, 50, 64), _font(dice), dice.pick(6.5, 7.5, 8.5, 9.5), dice.pick(*rules), dice.often(0.8), dice.pick("RIGHT", "RIGHT", "CENTER", "LEFT"),
        dice.pick("MIDDLE", "MIDDLE", "TOP", "BOTTOM"), alone != "caption" and dice.often(0.2), alone, dice.pick("— {} —", "{}", "第{}页", ""), dice.pick(4, 12, 30), dice.pick("CENTER", "CENTER", "LEFT"),
        dice.pick("MIDDLE", "MIDDLE", "MIDDLE", "TOP", "BOTTOM"), dice.pick("LEFT", "LEFT", "CENTER"),
    )  # fmt: skip


def write(document: Document, dice: Dice, rules: tuple[str, ...] = RULES) -> bytes:
    """The document on pages of one way to print."""
    style = page(dice, rules)
    out = io.BytesIO()
    template = BaseDocTemplate(out, pagesize=style.size, title="".join(document.title), author="", invariant=1)
    frame = Frame(
        style.margin, style.margin, style.size[0] - 2 * style.margin, style.size[1] - 2 * style.margin, 0, 0, 0, 0
    )
    template.addPageTemplates([PageTemplate("all", [frame], onPage=_foot(style), pagesize=style.size)])
    story: list[object] = [
        Flowing("<br/>".join(map(escape, document.title)), _letters(style, 20, align=1, before=120)),
        PageBreak(),
    ]
    for part in document.parts:
        story += _over_pages(part, style, dice) if isinstance(part, Sheet) else [_paragraph(part, style)]
    template.build(story)
    return out.getvalue()


def _font(dice: Dice) -> str:
    if dice.often(0.2):
        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
        return "STSong-Light"
    return register((dice.pick(*FONTS),))


def _printable(text: str, font: str) -> str:
    """The text in signs that the typeface has: others of the same meaning where it has not."""
    glyphs = getattr(pdfmetrics.getFont(font).face, "charToGlyph", None)
    if glyphs is None:
        return text
    return "".join(sign if ord(sign) in glyphs else _INSTEAD.get(sign, sign) for sign in text)


def _foot(style: Page):  # type: ignore[no-untyped-def]
    def foot(canvas, template) -> None:  # type: ignore[no-untyped-def]
        canvas.setFont(style.font, 9)
        canvas.drawCentredString(style.size[0] / 2, 20, style.feet.format(canvas.getPageNumber()))

    return foot


def _letters(style: Page, size: float, *, align: int = 0, indent: float = 0, before: float = 2) -> ParagraphStyle:
    return ParagraphStyle(
        f"{style.font}-{size}-{align}-{indent}-{before}", fontName=style.font, fontSize=size, leading=size * 1.4, alignment=align,
        firstLineIndent=indent, spaceBefore=before, wordWrap="CJK",
    )  # fmt: skip


def _paragraph(part: Paragraph, style: Page) -> Flowing:
    if part.level == form.PART:
        return Flowing(escape(part.text), _letters(style, 16, align=1, before=14))
    size = 13 if part.level == form.SECTION else 12
    return Flowing(
        escape(_printable(part.text, style.font)),
        _letters(style, size, indent=0 if part.level == form.SIGNATURE else 2 * size),
    )


def _over_pages(sheet: Sheet, style: Page, dice: Dice) -> list[object]:
    """The table where the page ends wherever it does, or in parts with their headings on pages of their own (续表)."""
    parts = pages(sheet, dice) if style.alone == "table" and style.repeat and dice.often(0.2) else [sheet]
    if not all(part.head for part in parts):
        parts = [sheet]
    return [one for part in parts for one in _sheet(part, style)]


def _sheet(sheet: Sheet, style: Page) -> list[object]:
    above = [] if style.within else _caption(sheet, style)
    shown = with_caption_within(sheet) if style.within else sheet
    rows = [*shown.head_texts(), *shown.rows]
    room = style.size[0] - 2 * style.margin
    unit = room / sum(shown.widths)
    letters = {align: _letters(style, style.letters, align=n) for n, align in enumerate(("LEFT", "CENTER", "RIGHT"))}
    widths = [width * unit for width in shown.widths]
    across = {(top, left): columns for top, left, _, columns in merges(shown)}
    cells = [
        [
            _cell(
                text or "",
                letters[_align(text, top < len(shown.head), shown.keys[left : left + 1] != ("",), style)],
                sum(widths[left : left + across.get((top, left), 1)]),
            )
            for left, text in enumerate(row)
        ]
        for top, row in enumerate(rows)
    ]
    table = Table(cells, widths, repeatRows=len(shown.head) if style.repeat else 0)
    spans = [("SPAN", (c, r), (c + columns - 1, r + rows_ - 1)) for r, c, rows_, columns in merges(shown)]
    pad = [(side, (0, 0), (-1, -1), 2) for side in ("LEFTPADDING", "RIGHTPADDING", "TOPPADDING", "BOTTOMPADDING")]
    stand = [("VALIGN", (0, 0), (-1, -1), style.upright)]
    if shown.head:
        stand.append(("VALIGN", (0, 0), (-1, len(shown.head) - 1), style.head_upright))
    table.setStyle([*_rules(style.rules, len(shown.head)), *stand, *pad, *spans])
    between: list[object] = [PageBreak()] if style.alone == "caption" else [Spacer(1, 4)]
    below: list[object] = [Flowing(escape(sheet.note), _letters(style, 9))] if sheet.note else []
    first: list[object] = [PageBreak()] if style.alone == "table" else []
    return [*first, *above, *(between if above else []), table, *below, Spacer(1, style.gap)]


def _cell(text: str, style: ParagraphStyle, width: float) -> Flowing:
    """A cell wrapped here, because the library lets closing brackets hang out into the next cell."""
    lines, room = [""], width - 5
    for sign in _printable(text, style.fontName):
        if lines[-1] and pdfmetrics.stringWidth(lines[-1] + sign, style.fontName, style.fontSize) > room:
            lines.append("")
        lines[-1] += sign
    return Flowing("<br/>".join(map(escape, lines)), style)


def _caption(sheet: Sheet, style: Page) -> list[object]:
    lines: list[object] = [
        Flowing(escape(line), _letters(style, 13, align=1 if "表" in line and len(line) > 8 else 0))
        for line in sheet.caption
    ]
    if sheet.left and sheet.right and style.gap > 4:
        room = style.size[0] - 2 * style.margin
        ends = [
            [Flowing(escape(sheet.left), _letters(style, 9)), Flowing(escape(sheet.right), _letters(style, 9, align=2))]
        ]
        return [*lines, Table(ends, [room * 0.7, room * 0.3])]
    return [
        *lines,
        *(
            Flowing(escape(line), _letters(style, 9, align=2 if line == sheet.right else 0))
            for line in (sheet.left, sheet.right)
            if line
        ),
    ]


def _rules(rules: str, head: int) -> list[tuple[object, ...]]:
    everywhere = ((0, 0), (-1, -1))
    drawn: dict[str, list[tuple[object, ...]]] = {
        "grid": [("GRID", *everywhere, 0.7, "black")],
        "thin": [("GRID", *everywhere, 0.2, "grey")],
        "inner": [("INNERGRID", *everywhere, 0.5, "black")],
        "double": [("INNERGRID", *everywhere, 0.5, "black"), ("BOX", *everywhere, 0.5, "black", None, None, None, 2, 1.5)],
        "dashed": [("GRID", *everywhere, 0.5, "black", None, (2, 2))],
        "shaded": [("GRID", *everywhere, 0.5, "white"), ("BACKGROUND", *everywhere, "lightgrey")],
        "rows": [("LINEBELOW", *everywhere, 0.5, "black"), ("LINEABOVE", (0, 0), (-1, 0), 0.5, "black")],
        "three": [("LINEABOVE", (0, 0), (-1, 0), 1, "black"), ("LINEBELOW", (0, head - 1), (-1, head - 1), 0.5, "black"), ("LINEBELOW", (0, -1), (-1, -1), 1, "black")],
        "none": [],
    }  # fmt: skip
    return drawn[rules]


def _align(text: str | None, is_title: bool, is_amount: bool, style: Page) -> str:
    """How a cell stands: titles, codes and amounts each in their own way, words to the left."""
    if is_title:
        return style.head
    if not text or not (text == "-" or text.replace(",", "").replace(".", "").lstrip("-").isdigit()):
        return "LEFT"
    return style.align if is_amount or not text.isdigit() else style.codes
