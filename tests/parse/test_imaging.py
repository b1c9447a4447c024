"""The image of a page with boxes around what was read from it."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from fiction import book, modern, write_ofd, write_pdf
from PIL import Image

from gongkai import bootstrap, keys
from gongkai.context import Context
from gongkai.errors import Refused
from gongkai.ingest.receive import receive
from gongkai.parse.imaging import COLOURS, page_image, page_marks
from gongkai.web.app import create

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def context() -> Context:
    return bootstrap.in_memory()


@pytest.fixture(scope="module")
def pdf(context: Context) -> str:
    return taken(context, write_pdf.write(modern.write(book.make(3, "water", 2023))), "预算.pdf")


@pytest.fixture
def client(context: Context) -> Iterator[TestClient]:
    with TestClient(create(context=context), base_url="http://127.0.0.1:8000") as client:
        yield client


def taken(context: Context, data: bytes, name: str) -> str:
    (receipt,) = receive(context, data, name, space="public")
    return receipt.document or ""


def page_with_a_table(context: Context, pdf: str) -> int:
    return next(
        page for page in range(1, 9) if any(mark.kind == "value" for mark in page_marks(context, "public", pdf, page))
    )


def picture(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def test_the_boxes_of_a_page_lie_around_the_figures_that_were_read(context: Context, pdf: str) -> None:
    page = page_with_a_table(context, pdf)
    plain = picture(page_image(context, "public", pdf, page, boxes=False))
    framed = picture(page_image(context, "public", pdf, page))
    assert plain.size == framed.size
    scale = framed.width / 595
    for mark in page_marks(context, "public", pdf, page):
        if mark.kind == "value":
            left, top, right, bottom = (edge * scale for edge in mark.box)
            corner = round(left), round((top + bottom) / 2)
            assert plain.getpixel(corner) != framed.getpixel(corner)
            inside = plain.crop((round(left), round(top), round(right), round(bottom))).getcolors(10**6)
            assert inside and any(sum(colour) < 300 for _, colour in inside), "ink inside the box"


def test_every_kind_of_mark_has_a_colour(context: Context, pdf: str) -> None:
    kinds = {mark.kind for page in range(1, 20) for mark in page_marks(context, "public", pdf, page)}
    assert {"table", "value", "indicator", "statement"} <= kinds <= set(COLOURS)


def test_an_image_is_drawn_once(context: Context, pdf: str) -> None:
    first = page_image(context, "public", pdf, 1)
    assert context.objects.get(keys.page_image("public", pdf, 1, keys.PIPELINE)) == first
    assert page_image(context, "public", pdf, 1) == first


def test_a_page_that_is_not_there_and_a_document_that_is_not_there_are_no_image(context: Context, pdf: str) -> None:
    for document, page in ((pdf, 999), ("0" * 64, 1)):
        with pytest.raises(KeyError):
            page_image(context, "public", document, page)


def test_a_text_has_no_page_images(context: Context) -> None:
    with pytest.raises(Refused, match="UNSUPPORTED"):
        page_image(context, "public", taken(context, "标题\n正文".encode(), "a.txt"), 1)


def a_tiff_of_two() -> bytes:
    file = io.BytesIO()
    first, second = Image.new("L", (600, 800), 255), Image.new("L", (4000, 3000), 90)
    first.save(file, "TIFF", save_all=True, append_images=[second])
    return file.getvalue()


def test_pages_of_an_ofd_and_of_pictures_are_drawn_too(context: Context) -> None:
    ofd = taken(context, write_ofd.write(modern.write(book.make(3, "water", 2023))), "预算.ofd")
    page = page_with_a_table(context, ofd)
    plain = picture(page_image(context, "public", ofd, page, boxes=False))
    assert plain.width == pytest.approx(210 / 25.4 * 110, abs=1)
    for mark in page_marks(context, "public", ofd, page):
        if mark.kind == "value":
            inside = plain.crop(tuple(round(edge * 110 / 72) for edge in mark.box)).getcolors(10**6)
            assert inside and any(sum(colour) < 550 for _, colour in inside), "ink inside the box"
    tiff = taken(context, a_tiff_of_two(), "扫描.tiff")
    assert picture(page_image(context, "public", tiff, 2, boxes=False)).size == (2000, 1500)
    with pytest.raises(KeyError):
        page_image(context, "public", tiff, 3, boxes=False)


def test_over_the_web_a_page_is_a_picture_and_its_marks_are_json(
    client: TestClient, context: Context, pdf: str
) -> None:
    page = page_with_a_table(context, pdf)
    answer = client.get(f"/api/documents/{pdf}/pages/{page}")
    assert answer.headers["content-type"] == "image/png" and picture(answer.content).width > 800
    marks = client.get(f"/api/documents/{pdf}/pages/{page}/marks").json()
    assert {"kind", "text", "box"} == set(marks[0])
    assert client.get(f"/api/documents/{pdf}/pages/999").json()["code"] == "NOT_FOUND"
