"""A disclosure as the page of a government portal, with the navigation and footer that such pages have around it."""

from __future__ import annotations

from html import escape

from fiction import document as form
from fiction.document import Document, Paragraph, Sheet

_TAGS = {form.PART: "h2", form.SECTION: "h3", form.SUBSECTION: "h4"}


def write(document: Document) -> bytes:
    """One UTF-8 page."""
    title = escape("".join(document.title))
    body = "\n".join(_paragraph(part) if isinstance(part, Paragraph) else _sheet(part) for part in document.parts)
    return f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>
<style>table{{border-collapse:collapse}}td,th{{border:1px solid #000}}</style></head>
<body><header><nav><a href="/">首页</a> <a href="/zfxxgk">政府信息公开</a></nav></header>
<div class="article"><h1>{"<br>".join(map(escape, document.title))}</h1>
{body}
</div><footer>版权所有 网站标识码 建议使用谷歌浏览器</footer></body></html>
""".encode()


def _paragraph(part: Paragraph) -> str:
    tag = _TAGS.get(part.level, "p")
    return f"<{tag}>{escape(part.text)}</{tag}>"


def _sheet(sheet: Sheet) -> str:
    head = "".join(f"<tr>{''.join(map(_head, row))}</tr>" for row in sheet.head)
    body = "".join(_row(sheet, number) for number in range(len(sheet.rows)))
    above = "".join(f"<p>{escape(line)}</p>" for line in (*sheet.caption, sheet.left, sheet.right) if line)
    below = f"<p>{escape(sheet.note)}</p>" if sheet.note else ""
    return f"{above}<table><thead>{head}</thead><tbody>{body}</tbody></table>{below}"


def _head(cell: form.Head) -> str:
    return f'<th colspan="{cell.colspan}" rowspan="{cell.rowspan}">{escape(cell.text)}</th>'


def _row(sheet: Sheet, number: int) -> str:
    cells = []
    for column, text in enumerate(sheet.rows[number]):
        span = covering(sheet, number, column)
        if span is None:
            cells.append(f"<td>{escape(text or '')}</td>")
        elif span[:2] == (number, column):
            cells.append(f'<td rowspan="{span[2]}" colspan="{span[3]}">{escape(text or "")}</td>')
    return f"<tr>{''.join(cells)}</tr>"


def covering(sheet: Sheet, row: int, column: int) -> tuple[int, int, int, int] | None:
    """The span that covers a place of the body."""
    for top, left, rows, columns in sheet.spans:
        if top <= row < top + rows and left <= column < left + columns:
            return top, left, rows, columns
    return None
