"""The shell of an OpenDocument file, and how a table is written in one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from html import escape

_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
)

Span = tuple[int, int, int, int]


def package(kind: str, body: str, styles: str = "", more: str = "") -> bytes:
    """A file of the kind `text` or `spreadsheet` with this body, automatic styles, and a styles part."""
    content = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-content {_SPACES} office:version="1.3"><office:automatic-styles>{styles}</office:automatic-styles>
<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}", zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("styles.xml", f"<office:document-styles {_SPACES}>{more}</office:document-styles>")
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return out.getvalue()


def rows(texts: Iterable[Sequence[str | None]], merges: Iterable[Span] = ()) -> str:
    """Table rows with every merged area (row, column, rows, columns) as a spanning cell and the cells that it covers."""
    begun = {(top, left): (down, across) for top, left, down, across in merges}
    covered = {
        (top + down, left + across)
        for (top, left), (rows, columns) in begun.items()
        for down in range(rows)
        for across in range(columns)
    } - set(begun)
    lines = []
    for top, row in enumerate(texts):
        cells = []
        for left, text in enumerate(row):
            if (top, left) in covered:
                cells.append("<table:covered-table-cell/>")
                continue
            down, across = begun.get((top, left), (1, 1))
            span = (
                f' table:number-rows-spanned="{down}" table:number-columns-spanned="{across}"'
                if (down, across) != (1, 1)
                else ""
            )
            inside = "".join(f"<text:p>{escape(line)}</text:p>" for line in (text or "").split("\n") if line)
            cells.append(f"<table:table-cell{span}>{inside}</table:table-cell>")
        lines.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    return "".join(lines)
