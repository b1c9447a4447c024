"""A varied document as Word, workbook, portal page and plain text."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from html import escape

import docx
import openpyxl
from docx.document import Document as Word
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from fiction import document as form
from fiction.document import Document, Paragraph, Sheet
from fiction.varied.dice import Dice
from fiction.varied.within import with_caption_within
from fiction.write_docx import merges
from fiction.write_html import covering


def pages(sheet: Sheet, dice: Dice) -> list[Sheet]:
    """The sheet in the parts that page ends made of it, each with the headings, perhaps called 续表."""
    size = dice.pick(8, 15, 30, 1000)
    if len(sheet.rows) <= size or sheet.spans:
        return [sheet]
    parts = [replace(sheet, rows=sheet.rows[at : at + size], note=None) for at in range(0, len(sheet.rows), size)]
    form = dice.pick("headings", "headings", "续表", "bare")
    caption = (dice.pick("续表", f"{sheet.caption[-1]}（续）"),) if form == "续表" and sheet.caption else ()
    rest = [
        replace(part, caption=caption, left="", right="", head=() if form == "bare" else part.head)
        for part in parts[1:]
    ]
    return [parts[0], *rest[:-1], replace(rest[-1], note=sheet.note)]


def docx_file(document: Document, dice: Dice) -> bytes:
    """Captions as paragraphs or as rows, tables in one piece or in several."""
    word = docx.Document()
    for line in document.title:
        word.add_paragraph(line, style="Title")
    within, tabbed = dice.often(0.3), dice.often(0.3)
    for part in document.parts:
        if isinstance(part, Paragraph):
            word.add_paragraph(
                part.text, style={form.PART: "Heading 1", form.SECTION: "Heading 2"}.get(part.level, "Normal")
            )
            continue
        for sheet in pages(part, dice):
            _word_table(word, sheet, within, tabbed)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _word_table(word: Word, sheet: Sheet, within: bool, tabbed: bool) -> None:
    above = [*sheet.caption, *([f"{sheet.left}\t{sheet.right}"] if tabbed else [sheet.left, sheet.right])]
    shown = with_caption_within(sheet) if within else sheet
    for line in [] if within else above:
        if line.strip():
            word.add_paragraph(line)
    texts = [*shown.head_texts(), *shown.rows]
    table = word.add_table(rows=len(texts), cols=shown.width, style="Table Grid")
    cells = [row.cells for row in table.rows]
    for top, row in enumerate(texts):
        for left, text in enumerate(row):
            if text:
                cells[top][left].text = text
    for top, left, rows, columns in merges(shown):
        cells[top][left].merge(cells[top + rows - 1][left + columns - 1])
    word.add_paragraph(sheet.note or "")


def xlsx_file(document: Document, dice: Dice) -> bytes:
    """A sheet a table, or several below one another; numbers as numbers or as text; titles merged over the columns."""
    book = openpyxl.Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = "封面"
    for line in document.title:
        page.append([line])
    text: Worksheet | None = None
    numbers, merged, together, lead = dice.often(0.6), dice.often(), dice.often(0.15), dice.often(0.15)
    for part in document.parts:
        if isinstance(part, Paragraph):
            if text is None or part.level == form.PART:
                text = book.create_sheet(f"文字{len(book.sheetnames)}")
            text.append([part.text])
            continue
        page = page if together and page.title.startswith("表") else book.create_sheet(f"表{len(book.sheetnames)}")
        text = None
        _worksheet(page, part, numbers, merged, lead)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _worksheet(page: Worksheet, sheet: Sheet, numbers: bool, merged: bool, lead: bool) -> None:
    shown = with_caption_within(sheet) if merged else sheet
    if page.max_row > 1:
        page.append([])
        page.append([])
    top = page.max_row + (1 if page.max_row > 1 or page["A1"].value else 0)
    first = 2 if lead else 1
    lines: list[list[str | None]] = [] if merged else [[line] for line in sheet.caption]
    if not merged and (sheet.left or sheet.right):
        lines.append([sheet.left or None, *[None] * (sheet.width - 2), sheet.right])
    texts: list[list[str | None]] = [*lines, *shown.head_texts(), *map(list, shown.rows)]
    for down, row in enumerate(texts):
        for across, value in enumerate(row):
            cell = page.cell(max(top, 1) + down, first + across)
            cell.value = value
            if numbers and value and down >= len(lines) + len(shown.head):
                _make_number(cell)
    start = max(top, 1) + len(lines)
    for row_at, left, rows, columns in merges(shown):
        page.merge_cells(
            start_row=start + row_at,
            start_column=first + left,
            end_row=start + row_at + rows - 1,
            end_column=first + left + columns - 1,
        )
        page.cell(start + row_at, first + left).alignment = Alignment(horizontal="center")
    if sheet.note:
        page.append([sheet.note])


def _make_number(cell: object) -> None:
    text = str(cell.value)  # type: ignore[attr-defined]
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return
    decimals = max(0, -number.as_tuple().exponent)  # type: ignore[operator]
    if not decimals:
        return
    cell.value = float(number)  # type: ignore[attr-defined]
    cell.number_format = ("#,##0." if "," in text else "0.") + "0" * decimals  # type: ignore[attr-defined]


def html_file(document: Document, dice: Dice) -> bytes:
    """The page of a portal: captions as paragraphs, as rows or as <caption>, cells bare or with the paragraphs of an office program."""
    body: list[str] = []
    within, office, cut = dice.often(0.3), dice.often(), dice.often(0.3)
    tags = {form.PART: "h2", form.SECTION: dice.pick("h3", "p")}
    for part in document.parts:
        if isinstance(part, Paragraph):
            tag = tags.get(part.level, "p")
            body.append(f"<{tag}>{escape(part.text)}</{tag}>")
            continue
        body += [_html_table(sheet, within, office) for sheet in (pages(part, dice) if cut else [part])]
    inner = "\n".join(body)
    title = escape("".join(document.title))
    page = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body>
<div class="nav"><a href="/">首页</a> &gt; <a href="/zwgk">政务公开</a></div><div id="zoom"><h1>{"<br>".join(map(escape, document.title))}</h1>{inner}</div>
<div class="footer">主办单位：某某 网站地图 ICP备00000000号</div></body></html>"""
    return page.encode()


def _html_table(sheet: Sheet, within: bool, office: bool) -> str:
    shown = with_caption_within(sheet) if within else sheet
    above = (
        ""
        if within
        else "".join(f"<p>{escape(line)}</p>" for line in (*sheet.caption, sheet.left, sheet.right) if line)
    )
    head = "".join(
        "<tr>"
        + "".join(f'<td colspan="{one.colspan}" rowspan="{one.rowspan}">{_inner(one.text, office)}</td>' for one in row)
        + "</tr>"
        for row in shown.head
    )
    rows = "".join(
        "<tr>" + "".join(_td(shown, at, column, office) for column in range(shown.width)) + "</tr>"
        for at in range(len(shown.rows))
    )
    note = f"<p>{escape(sheet.note)}</p>" if sheet.note else ""
    return f'{above}<table border="1" cellspacing="0">{head}{rows}</table>{note}'


def _td(sheet: Sheet, row: int, column: int, office: bool) -> str:
    text = _inner(sheet.rows[row][column] or "", office)
    span = covering(sheet, row, column)
    if span is None:
        return f"<td>{text}</td>"
    return f'<td rowspan="{span[2]}" colspan="{span[3]}">{text}</td>' if span[:2] == (row, column) else ""


def _inner(text: str, office: bool) -> str:
    if not office:
        return escape(text)
    return f'<p class="MsoNormal" align="center"><span style="font-family:宋体">{escape(text) or "&nbsp;"}</span></p>'


def txt_file(document: Document, dice: Dice) -> bytes:
    """Rows with tabs, page by page, in one of the encodings."""
    blocks = ["\n".join(document.title)]
    for part in document.parts:
        blocks += [part.text] if isinstance(part, Paragraph) else [_tabbed(sheet) for sheet in pages(part, dice)]
    return ("\n\n".join(blocks) + "\n").encode(dice.pick("utf-8", "utf-8", "gb18030", "utf-16"))


def _tabbed(sheet: Sheet) -> str:
    rows = "\n".join("\t".join(text or "" for text in row) for row in [*sheet.head_texts(), *sheet.rows])
    above = [line for line in (*sheet.caption, sheet.left, sheet.right) if line]
    return "\n\n".join([*above, rows, *([sheet.note] if sheet.note else [])])


def layout_file(document: Document, dice: Dice) -> bytes:
    """The columns as spaces keep them apart, the way `pdftotext -layout` prints a page."""
    blocks = ["\n".join(document.title)]
    for part in document.parts:
        blocks.append(part.text if isinstance(part, Paragraph) else _laid_out(part))
    return ("\n\n".join(blocks) + "\n").encode()


def _laid_out(sheet: Sheet) -> str:
    rows = [*sheet.head_texts(), *sheet.rows]
    across = {(top, left): columns for top, left, _, columns in merges(sheet)}
    widths = [
        max((_width(row[column] or "") for top, row in enumerate(rows) if across.get((top, column), 1) == 1), default=0)
        + 3
        for column in range(sheet.width)
    ]
    lines = [
        _line(row, [across.get((top, left), 1) for left in range(sheet.width)], widths) for top, row in enumerate(rows)
    ]
    above = [line for line in sheet.caption if line]
    if sheet.left or sheet.right:
        above.append(_padded(sheet.left, max(sum(widths) - _width(sheet.right), 4)) + sheet.right)
    return "\n".join([*above, *lines, *([sheet.note] if sheet.note else [])])


def _line(row: tuple[str | None, ...] | list[str | None], across: list[int], widths: list[int]) -> str:
    """A row whose merged cells stand in the middle of the columns that they cover."""
    out, left = "", 0
    while left < len(row):
        room = sum(widths[left : left + across[left]])
        text = row[left] or ""
        gap = max(room - _width(text), 0) // 2
        out += _padded(text, room) if across[left] == 1 else _padded(" " * gap + text, room)
        left += across[left]
    return out.rstrip()


def _padded(text: str, width: int) -> str:
    gap = width - _width(text)
    is_number = text.replace(",", "").replace(".", "").isdigit()
    return " " * (gap - 3) + text + "   " if is_number else text + " " * gap


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
