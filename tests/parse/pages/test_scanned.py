"""Pages that are pictures: told from pages of text, shown to eyes, or left with the notice that they need them."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from gongkai.domain.content import Content, Line
from gongkai.parse.pages import scanned
from gongkai.parse.pages.characters import characters
from gongkai.parse.pages.sight import Doubt, Picture, Sight
from gongkai.parse.readers.pdf import read
from gongkai.settings import Limits

SIZE = (600, 800)
GREY = ImageReader(Image.new("L", (60, 80), 200))


def made(*pages: Callable[[Canvas], object]) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=SIZE, invariant=True)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def text(canvas: Canvas) -> None:
    canvas.drawString(50, 700, "Printed text of which there is more than a page number would need.")


def scan(canvas: Canvas, share: float = 1.0) -> None:
    canvas.drawImage(GREY, 0, 0, SIZE[0], SIZE[1] * share)


def scan_with_hidden_text(canvas: Canvas) -> None:
    scan(canvas)
    hidden = canvas.beginText(50, 700)
    hidden.setTextRenderMode(3)
    hidden.textLine("What another program took the picture to say, rightly or wrongly: 999.99")
    canvas.drawText(hidden)


def eyes(picture: Picture) -> Sight:
    """Sees the letters SEEN at the top left of whatever is shown."""
    boxes = np.array([[50.0 + 8 * place, 90.0, 58.0 + 8 * place, 100.0] for place in range(4)])
    found = characters(
        [ord(letter) for letter in "SEEN"], boxes, np.full(4, 10.0), np.zeros(4, np.int8), np.ones(4, bool)
    )
    return Sight(found, np.empty((0, 4)), doubts=(Doubt("SEEN", (50.0, 90.0, 82.0, 100.0)),))


def lines(content: Content) -> list[str]:
    return [block.text[:12] for block in content.blocks if isinstance(block, Line)]


def codes(content: Content) -> list[tuple[str, int | None]]:
    return [(notice.code, notice.place.page if notice.place else None) for notice in content.notices]


def test_pages_of_text_and_scans_are_read_in_order() -> None:
    content = read(made(text, scan, text), Limits(), eyes)
    assert lines(content) == ["Printed text", "SEEN", "Printed text"]
    assert content.reader == "pdfium+rapidocr"
    assert codes(content) == [("RECOGNISED", 2), ("AMBIGUOUS_SCAN", 2)]


def test_without_eyes_a_scan_tells_what_it_needs() -> None:
    content = read(made(text, scan), Limits())
    assert lines(content) == ["Printed text"]
    assert (content.reader, codes(content)) == ("pdfium", [("NEEDS_OCR", 2)])


def test_text_that_another_program_hid_over_a_scan_is_not_believed() -> None:
    content = read(made(scan_with_hidden_text), Limits(), eyes)
    assert lines(content) == ["SEEN"]
    assert codes(content)[0] == ("HIDDEN_TEXT", 1)


@pytest.mark.parametrize("page", [text, lambda canvas: (text(canvas), scan(canvas, 0.2)), lambda canvas: None])
def test_text_with_a_picture_and_a_blank_page_are_no_scans(page: Callable[[Canvas], object]) -> None:
    assert not any(code == "NEEDS_OCR" for code, _ in codes(read(made(page), Limits())))


@pytest.mark.parametrize(("share", "told"), [(0.2, [("UNREAD_PICTURE", 1)]), (0.02, [])])
def test_a_picture_on_a_page_of_text_is_told_unless_it_is_too_small_for_a_table(
    share: float, told: list[tuple[str, int]]
) -> None:
    content = read(made(lambda canvas: (text(canvas), scan(canvas, share))), Limits(), eyes)
    assert lines(content) == ["Printed text"]
    assert codes(content) == told


def test_letters_drawn_as_outlines_are_to_be_recognised() -> None:
    def outlines(canvas: Canvas) -> None:
        for number in range(scanned.DRAWN + 1):
            canvas.ellipse(number, 100, number + 5, 110, fill=1)

    assert codes(read(made(outlines), Limits())) == [("NEEDS_OCR", 1)]


def test_a_page_is_shown_in_the_density_that_recognition_wants_and_never_too_large() -> None:
    shown: list[Picture] = []

    def note(picture: Picture) -> Sight:
        shown.append(picture)
        return eyes(picture)

    read(made(scan), Limits(), note)
    read(made(scan), Limits(pixels=480_000), note)
    assert [picture.grey.shape for picture in shown] == [(2222, 1667), (800, 600)]
    assert [round(picture.scale, 2) for picture in shown] == [2.78, 1.0]
    assert {int(picture.grey[400, 300]) for picture in shown} == {200}
