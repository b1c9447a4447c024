"""Text in whatever encoding Chinese offices write it."""

from __future__ import annotations

import pytest

from gongkai.formats.encodings import decode, decode_html, is_text

SIMPLIFIED = "某某区人力资源和社会保障局2024年单位预算公开，金额1,234.56万元。\n"
TRADITIONAL = "某某區人力資源和社會保障局單位預算公開，項目金額\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-16-le", "ascii"],
)
def test_simplified_text_is_read_in_every_encoding(encoding: str) -> None:
    text = "Budget 2024\n" if encoding == "ascii" else SIMPLIFIED
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.broken) == (text, 0)


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "gb18030", "utf-16-be"])
def test_traditional_text_is_read_in_every_encoding(encoding: str) -> None:
    assert decode(TRADITIONAL.encode(encoding)).text == TRADITIONAL


def test_a_last_character_that_was_cut_is_marked() -> None:
    decoded = decode(SIMPLIFIED.strip().encode()[:-1])
    assert (decoded.encoding, decoded.broken, decoded.text[-1]) == ("utf-8", 1, "\ufffd")


def test_a_damaged_byte_costs_one_character() -> None:
    data = bytearray((SIMPLIFIED * 9).encode("gb18030"))
    data[40] = 0xFF
    decoded = decode(bytes(data))
    assert decoded.encoding == "gb18030"
    assert 1 <= decoded.broken <= 2


def test_a_declared_charset_is_believed_when_it_fits() -> None:
    page = f"<meta charset=big5>{TRADITIONAL}".encode("big5")
    assert decode_html(page).encoding == "big5hkscs"


def test_a_declared_charset_that_does_not_fit_is_not_believed() -> None:
    assert SIMPLIFIED in decode_html(f"<meta charset=utf-8>{SIMPLIFIED}".encode("gbk")).text


def test_bytes_of_a_picture_are_no_text() -> None:
    assert not is_text(bytes(range(256)) * 4)
    assert is_text(SIMPLIFIED.encode("utf-16-le"))
