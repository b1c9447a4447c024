"""Pictures as they are uploaded, and what eyes are shown of them."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import numpy as np
import pytest
from PIL import Image

from gongkai.errors import Refused
from gongkai.parse.pages.characters import NONE
from gongkai.parse.pages.sight import Picture, Sight
from gongkai.parse.readers.image import read
from gongkai.settings import Limits

NOTHING = Sight(NONE, np.empty((0, 4)))


def saved(image: Image.Image, format: str, **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, format, **options)
    return file.getvalue()


def shown(data: bytes) -> list[Picture]:
    pictures: list[Picture] = []

    def eyes(picture: Picture) -> Sight:
        pictures.append(picture)
        return NOTHING

    read(data, Limits(), eyes)
    return pictures


def sheet(mode: str = "L", colour: Any = 200, size: tuple[int, int] = (1200, 1800)) -> Image.Image:
    return Image.new(mode, size, colour)


@pytest.mark.parametrize("format", ["PNG", "JPEG", "TIFF"])
def test_a_picture_is_one_page(format: str) -> None:
    (picture,) = shown(saved(sheet(), format))
    assert picture.grey.shape == (1800, 1200)
    assert picture.scale == pytest.approx(1800 / 842)


def test_each_picture_of_a_tiff_is_a_page() -> None:
    data = saved(sheet(colour=10), "TIFF", save_all=True, append_images=[sheet(colour=250)])
    assert [int(picture.grey[0, 0]) for picture in shown(data)] == [10, 250]
    assert [notice.code for notice in read(data, Limits()).notices] == ["NEEDS_OCR", "NEEDS_OCR"]


def test_a_picture_stands_as_its_camera_was_held() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    (picture,) = shown(saved(sheet(size=(1800, 1200)), "JPEG", exif=exif))
    assert picture.grey.shape == (1800, 1200)


def test_small_pictures_are_enlarged_and_large_ones_reduced() -> None:
    assert shown(saved(sheet(size=(400, 500)), "PNG"))[0].grey.shape == (1754, 1403)
    assert shown(saved(sheet(size=(2000, 6600)), "PNG"))[0].grey.shape == (3300, 1000)


@pytest.mark.parametrize(
    ("image", "grey"),
    [
        (sheet("RGBA", (0, 0, 0, 0)), 255),
        (sheet("RGB", (255, 255, 255)), 255),
        (sheet("1", 1), 255),
        (sheet("I;16", 0x8000), 128),
    ],
)
def test_every_kind_of_colour_becomes_grey(image: Image.Image, grey: int) -> None:
    assert int(shown(saved(image, "PNG"))[0].grey[5, 5]) == grey


def bomb() -> bytes:
    """The head of a PNG of 60,000 by 60,000 pixels."""
    head = b"IHDR" + struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) for chunk in (head, b"IDAT")
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x89PNG\r\n\x1a\nnothing", "CORRUPT"),
        (saved(sheet(), "JPEG", quality=95)[:600], "CORRUPT"),
        (saved(sheet(), "GIF"), "CORRUPT"),
        (bomb(), "BOMB"),
        (saved(sheet(size=(8000, 7000)), "PNG"), "BOMB"),
    ],
)
def test_what_is_no_picture_or_too_large_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        shown(data)
    assert refusal.value.code == code


def test_a_tiff_of_too_many_pages_is_refused() -> None:
    data = saved(sheet(size=(9, 9)), "TIFF", save_all=True, append_images=[sheet(size=(9, 9))] * 3)
    with pytest.raises(Refused, match="TOO_MANY_PAGES"):
        read(data, Limits(pages=3))
