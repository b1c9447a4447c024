"""A disclosure as a web page that was saved whole, or from Word."""

from __future__ import annotations

from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

from fiction import write_html
from fiction.document import Document


def write(document: Document) -> bytes:
    """An .mht with the page of `write_html`."""
    whole = MIMEMultipart("related")
    whole.attach(MIMEText(write_html.write(document).decode(), "html", "utf-8"))
    return whole.as_bytes()
