"""Pictures of pages and tables in a Word file: read by eyes, in their place, or told."""

from __future__ import annotations

import io
import zipfile

import docx
import numpy as np
import pytest
from PIL import Image

from gongkai.domain.content import Content, Line
from gongkai.parse.pages.characters import NONE, characters
from gongkai.parse.pages.sight import Picture, Sight
from gongkai.parse.readers import docx as reader
from gongkai.settings import Limits

LARGE, SMALL = (1200, 1600), (200, 200)
RULES = np.array([[50, at, 250, at + 1] for at in (80, 110, 140)] + [[at, 80, at + 1, 140] for at in (50, 150, 250)])


def table(picture: Picture) -> Sight:
    """Sees a table of two rows and two columns."""
    texts = {"A": (60, 90), "B": (160, 90), "C": (60, 120), "5": (160, 120)}
    boxes = np.array([[left, top, left + 8, top + 10] for left, top in texts.values()], float)
    found = characters(list(map(ord, texts)), boxes, np.full(4, 10.0), np.zeros(4, np.int8), np.ones(4, bool))
    return Sight(found, RULES.astype(float))


def nothing(picture: Picture) -> Sight:
    """Sees a picture without any text."""
    return Sight(NONE, np.empty((0, 4)))


def word(*pictures: tuple[int, int]) -> bytes:
    """A file with each picture between two paragraphs, no two alike."""
    made = docx.Document()
    for number, size in enumerate(pictures):
        made.add_paragraph(f"上{number}")
        file = io.BytesIO()
        Image.new("L", size, 255 - number).save(file, "PNG")
        made.add_picture(file)
    made.add_paragraph("下")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def shown(content: Content) -> list[object]:
    return [block.text if isinstance(block, Line) else block.texts() for block in content.blocks]


def codes(content: Content) -> list[tuple[str, int | None]]:
    return [(notice.code, notice.place.page if notice.place else None) for notice in content.notices]


def test_a_table_in_a_picture_is_read_where_it_stands() -> None:
    content = reader.read(word(LARGE, SMALL, LARGE), Limits(), table)
    grid = [["A", "B"], ["C", "5"]]
    assert shown(content) == ["上0", grid, "上1", "上2", grid, "下"]
    assert content.reader == "docx+rapidocr"
    assert codes(content) == [("RECOGNISED", 1), ("RECOGNISED", 2)]
    assert [one.place.page for one in content.grids()] == [1, 2]
    assert content.notices[1].zh.startswith("第 2 幅图片")


def test_a_picture_without_a_table_or_a_page_of_text_is_told() -> None:
    content = reader.read(word(LARGE), Limits(), nothing)
    assert (shown(content), codes(content)) == (["上0", "下"], [("UNREAD_PICTURE", None)])


def test_without_eyes_a_picture_that_may_be_a_page_needs_them() -> None:
    assert codes(reader.read(word(LARGE, SMALL, LARGE), Limits())) == [("NEEDS_OCR", 1), ("NEEDS_OCR", 2)]


@pytest.mark.parametrize("limits", [Limits(pixels=1000), Limits()])
def test_a_picture_that_cannot_be_opened_is_told_and_not_the_end_of_the_document(limits: Limits) -> None:
    data = io.BytesIO(word(LARGE))
    if limits.pixels != 1000:
        data = damaged(data)
    content = reader.read(data.getvalue(), limits, table)
    assert (shown(content), codes(content)) == (["上0", "下"], [("UNREAD_PICTURE", None)])


def damaged(file: io.BytesIO) -> io.BytesIO:
    """The same package, its pictures cut off behind their headers."""
    out = io.BytesIO()
    with zipfile.ZipFile(file) as whole, zipfile.ZipFile(out, "w") as cut:
        for name in whole.namelist():
            cut.writestr(name, whole.read(name)[:60] if name.endswith(".png") else whole.read(name))
    return out
