"""Paragraphs, numbers, fields and tables of a Word 97 document, and what is refused."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from fiction import ole
from fiction.write_doc import Writing, file_of, put_row
from tests.parse.readers.conftest import only_grid, shown

from gongkai.domain.content import Content
from gongkai.errors import Refused
from gongkai.parse.readers import doc as reader
from gongkai.settings import Limits


def read(writing: Writing, **more: object) -> Content:
    return reader.read(file_of(writing, **more), Limits())  # type: ignore[arg-type]


def written(*lines: str) -> Writing:
    writing = Writing()
    for line in lines:
        writing.add(line)
    return writing


def numbered(list: int, level: int = 0) -> bytes:
    """The changes that put a paragraph into a list."""
    return struct.pack("<HBHH", 0x260A, level, 0x460B, list)


def a_list(number: int, *levels: tuple[int, str]) -> tuple[bytes, bytes]:
    """The tables of one list: for each level the number format and the pattern."""
    head = struct.pack("<HiI18sBB", 1, number, 0, b"", 0, 0)
    body = b""
    for style, pattern in [*levels, *[(255, "")] * (9 - len(levels))]:
        text = "".join(chr(int(sign) - 1) if sign.isdigit() else sign for sign in pattern)
        body += struct.pack("<iBB9sBIIBBH", 1, style, 0, b"", 0, 0, 0, 0, 0, 0)
        body += struct.pack("<H", len(text)) + text.encode("utf-16-le")
    return head + body, struct.pack("<Iii8s", 1, number, 0, b"")


def test_paragraphs_are_lines_with_their_ordinal() -> None:
    content = read(written("一、主要职能\r", "执行政策。\x0b第二行\r", "\x0c尾\r"))
    assert [(line.text, line.place.line) for line in content.lines()] == [
        ("一、主要职能", 1), ("执行政策。", 2), ("第二行", 2), ("尾", 4),
    ]  # fmt: skip


def test_fields_are_read_by_their_results_and_marks_of_pictures_are_left_out() -> None:
    field = '见\x13 HYPERLINK "x" \x14第\x13 PAGE \x143\x15页\x15。\x01\x08'
    assert shown(read(written(f"{field}\r", "非\x1e断\x1f行\r"))) == ["见第3页。", "非-断行"]


def test_paragraphs_of_lists_carry_their_numbers() -> None:
    lists, uses = a_list(7, (0x27, "1、"), (0, "（2）"))
    writing = Writing()
    for text, level in (("职能", 0), ("甲", 1), ("乙", 1), ("机构", 0), ("丙", 1)):
        writing.add(f"{text}\r", numbered(1, level))
    assert shown(read(writing, lists=lists, uses=uses)) == ["一、职能", "（1）甲", "（2）乙", "二、机构", "（1）丙"]


def test_cells_of_different_widths_lie_on_one_grid() -> None:
    writing = Writing()
    put_row(writing, [("科目", 0, 0), ("合计", 0, 0)], [0, 2000, 3000])
    put_row(writing, [("类", 0, 0), ("款", 0, 0), ("1.00", 0, 0)], [0, 1000, 2010, 3000])
    grid = only_grid(read(writing))
    assert grid.texts() == [["科目", "", "合计"], ["类", "款", "1.00"]]
    assert grid.rows[0][0] is not None and grid.rows[0][0].colspan == 2


def test_merged_cells_have_spans() -> None:
    writing = Writing()
    put_row(writing, [("名称", 0, 3), ("金额", 2, 0), ("", 1, 0)], [0, 1000, 2000, 3000])
    put_row(writing, [("", 0, 1), ("上年", 0, 0), ("本年", 0, 0)], [0, 1000, 2000, 3000])
    first = only_grid(read(writing)).rows[0]
    assert first[0] is not None and (first[0].text, first[0].rowspan) == ("名称", 2)
    assert first[1] is not None and (first[1].text, first[1].colspan) == ("金额", 2)


def test_a_wide_row_has_its_layout_elsewhere_in_the_file() -> None:
    writing = Writing()
    for row in range(2):
        put_row(writing, [(f"{row}.{at}", 0, 0) for at in range(40)], [200 * at for at in range(41)])
    grid = only_grid(read(writing))
    assert grid.width == 40 and grid.texts()[1][39] == "1.39"


def test_a_table_of_one_column_only_frames_what_is_in_it() -> None:
    writing = Writing()
    put_row(writing, [("一段话", 0, 0)], [0, 3000])
    assert shown(read(writing)) == ["一段话"]


def test_deleted_and_hidden_text_is_left_out_and_told() -> None:
    writing = written("旧新\r", "隐\r")
    page = bytearray(512)
    struct.pack_into("<5I", page, 0, 0x800, 0x802, 0x806, 0x808, 0x80A)
    for number, (at, changes) in enumerate([(250, b"\x00\x08\x01"), (0, b""), (240, b"\x3c\x08\x01"), (0, b"")]):
        page[20 + number] = at
        if at:
            page[at * 2] = len(changes)
            page[at * 2 + 1 : at * 2 + 1 + len(changes)] = changes
    page[511] = 4
    content = read(writing, inks=bytes(page))
    assert shown(content) == ["新"]
    assert [notice.code for notice in content.notices] == ["REVISIONS", "HIDDEN_TEXT"]


def test_pairs_of_halves_are_one_character() -> None:
    assert shown(read(written("𠮷野\r", "尾\r"))) == ["𠮷野", "尾"]


@pytest.mark.parametrize(
    ("change", "code"),
    [({"flags": 0x0100}, "ENCRYPTED"), ({"lists": b"\x05\0"}, "")],
)
def test_what_the_header_says_is_heeded(change: dict[str, object], code: str) -> None:
    if not code:
        assert shown(read(written("正文\r"), **change)) == ["正文"]
        return
    with pytest.raises(Refused, match=code):
        read(written("正文\r"), **change)


def test_an_older_or_damaged_document_is_refused() -> None:
    old = struct.pack("<HH", 0xA5DC, 0x65) + b"\0" * 600
    with pytest.raises(Refused, match="UNSUPPORTED"):
        reader.read(ole.package({"WordDocument": old}), Limits())
    with pytest.raises(Refused, match="CORRUPT"):
        reader.read(ole.package({"WordDocument": b"\0" * 600}), Limits())
    whole = file_of(written("正文\r"))
    for length in (700, len(whole) // 3):
        with pytest.raises(Refused, match="CORRUPT"):
            reader.read(whole[:length], Limits())


def test_more_characters_than_allowed_are_refused() -> None:
    with pytest.raises(Refused, match="TOO_BIG"):
        reader.read(file_of(written("正文很长\r")), Limits(characters=3))


@pytest.mark.corpus
def test_a_document_that_word_itself_saved_is_read(badfiles: Path) -> None:
    content = reader.read((badfiles / "files/tika__testWORD.doc").read_bytes(), Limits())
    assert "This is a sample Microsoft Word Document." in shown(content)
    outer, nested = content.grids()
    assert outer.texts()[0][0] == "This is a table" and nested.texts()[0][0] == "Nested table"


def test_tables_nested_without_end_are_refused() -> None:
    writing = Writing()
    writing.add("套\r", struct.pack("<HBHI", 0x2416, 1, 0x6649, 5000))
    with pytest.raises(Refused, match="BOMB"):
        read(writing)
