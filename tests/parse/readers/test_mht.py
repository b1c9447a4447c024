"""Web pages saved whole."""

from __future__ import annotations

from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest
from tests.parse.readers.conftest import shown

from gongkai.errors import Refused
from gongkai.parse.readers import mht as reader
from gongkai.settings import Limits


def saved(*pages: tuple[str, str], charset: str = "utf-8") -> bytes:
    """An archive of pages by their addresses, with a picture behind them."""
    whole = MIMEMultipart("related")
    for address, page in pages:
        part = MIMEText(page, "html", charset)
        part["Content-Location"] = address
        whole.attach(part)
    whole.attach(MIMEImage(b"GIF89a", "gif"))
    return whole.as_bytes()


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_the_page_is_read_in_the_charset_that_its_header_names(charset: str) -> None:
    content = reader.read(saved(("a.htm", "<title>公开</title><p>一、主要职能</p>"), charset=charset), Limits())
    assert (shown(content), content.title) == (["一、主要职能"], "公开")


def test_of_a_page_and_its_frames_the_page_is_read() -> None:
    assert shown(reader.read(saved(("a.htm", "<p>正文</p>"), ("ad.htm", "<p>广告</p>")), Limits())) == ["正文"]


def test_of_a_workbook_every_sheet_is_read() -> None:
    pages = ("book.htm", "<frameset></frameset>"), ("f/sheet001.htm", "<p>表一</p>"), ("f/sheet002.htm", "<p>表二</p>")
    assert shown(reader.read(saved(*pages), Limits())) == ["表一", "表二"]


def test_an_archive_without_a_page_is_corrupt() -> None:
    with pytest.raises(Refused, match="CORRUPT"):
        reader.read(saved(), Limits())
