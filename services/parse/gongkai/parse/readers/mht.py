"""MHT: a web page saved with all that belongs to it, of which the page and the sheets in its frames are read."""

from __future__ import annotations

import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser

from gongkai.domain.content import Content
from gongkai.errors import Refused
from gongkai.parse.readers import html
from gongkai.settings import Limits

_SHEET = re.compile(r"sheet\d+\.html?$", re.IGNORECASE)
_DEEPEST = 5


def read(data: bytes, limits: Limits) -> Content:
    """The content of the page; of a workbook saved so that of all its sheets. Refused CORRUPT without a page."""
    parser = BytesParser(EmailMessage, policy=email.policy.HTTP)
    pages = list(_pages(parser.parsebytes(data), 0))
    if not pages:
        raise Refused("CORRUPT", "an archived page without a page")
    sheets = [page for page in pages if _SHEET.search(page["Content-Location"] or "")]
    read_ = [html.read(_body(page), limits) for page in sheets or pages[:1]]
    return Content(
        "mht",
        tuple(block for one in read_ for block in one.blocks),
        title=read_[0].title,
        notices=tuple(dict.fromkeys(notice for one in read_ for notice in one.notices)),
    )


def _pages(message: MIMEPart, depth: int) -> Iterator[MIMEPart]:
    if depth > _DEEPEST:
        raise Refused("BOMB", "parts nested too deeply")
    if message.get_content_type() == "text/html":
        yield message
    for part in message.iter_parts() if message.is_multipart() else ():
        yield from _pages(part, depth + 1)


def _body(page: MIMEPart) -> bytes:
    """The page as bytes, in the charset that its header names where the page itself names none."""
    body = page.get_payload(decode=True)
    data = body if isinstance(body, bytes) else b""
    charset = page.get_content_charset()
    if charset is None or re.search(rb"charset", data[:4096], re.IGNORECASE):
        return data
    try:
        return data.decode(charset).encode("utf-8-sig")
    except (LookupError, UnicodeDecodeError):
        return data
