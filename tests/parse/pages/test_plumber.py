"""The second reader delivers the same as the first, and nothing where it fails."""

import io

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from gongkai.domain.content import Content, Grid
from gongkai.parse.pages.plumber import second
from gongkai.parse.readers.pdf import read
from gongkai.settings import Limits

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))


@pytest.fixture
def data() -> bytes:
    """One page with a line and a table."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(400, 500), invariant=True)
    canvas.setFont("STSong-Light", 10)
    canvas.drawString(40, 450, "收支总表")
    canvas.grid([40, 120, 200], [360, 380, 400])
    canvas.drawString(44, 386, "合计")
    canvas.drawString(124, 386, "12.50")
    canvas.save()
    return file.getvalue()


def headless(data: bytes) -> bytes:
    """What pdfium refuses and pdfminer reads."""
    return data.replace(b"%PDF-", b"%XXX-", 1)


def texts(content: Content) -> list[object]:
    return [block.texts() if isinstance(block, Grid) else block.text for block in content.blocks]


def test_what_pdfium_cannot_open_is_read_by_pdfplumber_and_said(data: bytes) -> None:
    content = read(headless(data), Limits())
    assert (content.reader, content.pages) == ("pdfplumber", 1)
    assert [notice.code for notice in content.notices] == ["FALLBACK_READER"]
    assert texts(content) == texts(read(data, Limits())) == ["收支总表", [["合计", "12.50"], ["", ""]]]


def test_both_readers_place_things_alike(data: bytes) -> None:
    (first,), (other,) = (list(read(each, Limits()).grids()) for each in (data, headless(data)))
    assert first.place == other.place


def test_both_readers_have_the_same_characters(data: bytes) -> None:
    with second(data) as reader:
        seen = reader.page(0)
    assert seen is not None
    assert seen[0].text == "收支总表合计12.50"
    assert set(seen[0].turns.tolist()) == {0}


def test_a_page_that_is_not_there_gives_nothing(data: bytes) -> None:
    with second(data) as reader:
        assert (reader.count(), reader.page(5)) == (1, None)


def test_rubbish_has_no_pages() -> None:
    with second(b"%PDF-1.4 rubbish") as reader:
        assert reader.count() == 0


def test_a_page_of_no_size_is_as_good_as_no_document(data: bytes) -> None:
    with second(data.replace(b"[ 0 0 400 500 ]", b"[ 0 0 /no 500 ]")) as other:
        assert other.count() == 0
