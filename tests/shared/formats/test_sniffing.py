"""The format of a file: by its content, and its name has to agree."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from gongkai import formats
from gongkai.errors import Refused
from gongkai.settings import Limits

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD = '<Types><Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
SHEETS = WORD.replace("wordprocessingml.document", "spreadsheetml.sheet")
XML_SHEETS = (
    b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Table></Table></Workbook>'
)


def zipped(**parts: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
    return file.getvalue()


def office(types: str) -> bytes:
    return zipped(**{"[Content_Types].xml": types})


def ole(*names: str) -> bytes:
    """The smallest OLE file with these streams: a header, one sector of the allocation table, one of the directory."""
    header = bytearray(512)
    header[:8] = OLE
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<I", header, 48, 1)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    directory = b""
    for name in names:
        encoded = name.encode("utf-16-le")
        directory += encoded.ljust(64, b"\0") + struct.pack("<H", len(encoded) + 2) + bytes(62)
    return bytes(header) + table + directory.ljust(512, b"\0")


@pytest.mark.parametrize(
    ("data", "name", "format"),
    [
        (b"%PDF-1.7\n", "a.pdf", "pdf"),
        (b"\n\n%PDF-1.7\n", "A.PDF", "pdf"),
        (b"%PDF-1.7\n", "no extension", "pdf"),
        (office(WORD), "a.docx", "docx"),
        (office(WORD), "a.docm", "docx"),
        (office(SHEETS), "a.xlsx", "xlsx"),
        (zipped(a="x"), "a.zip", "zip"),
        (b"<!DOCTYPE html><p>x", "a.html", "html"),
        (b"<p>x", "a.htm", "html"),
        ("<meta charset=gbk><p>预算".encode("gbk"), "a.htm", "html"),
        ("预算".encode(), "a.txt", "txt"),
        ("预算公开".encode("utf-16"), "a.txt", "txt"),
        ("某某区二〇二四年单位预算公开".encode("utf-16-be"), "a.txt", "txt"),
        ("<p>乌财社</p>\t1.00".encode(), "a.txt", "txt"),
        (b"BM of text", "a.txt", "txt"),
        (ole("Workbook"), "a.xls", "xls"),
        (ole("WordDocument"), "a.doc", "doc"),
        (ole("WordDocument"), "a.wps", "doc"),
        (zipped(**{"OFD.xml": "<OFD/>"}), "a.ofd", "ofd"),
        (ole("Workbook"), "a.et", "xls"),
        (zipped(mimetype="application/vnd.oasis.opendocument.text"), "a.odt", "odt"),
        (zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "a.ods", "ods"),
    ],
)
def test_what_the_product_reads_is_recognised(data: bytes, name: str, format: str) -> None:
    assert formats.recognise(data, name, Limits()).name == format


@pytest.mark.parametrize(
    ("data", "name", "format"),
    [
        (b"<html><table>", "a.xls", "html"),
        (b"<html><table>", "a.doc", "html"),
        (office(SHEETS), "a.xls", "xlsx"),
        (office(WORD), "a.doc", "docx"),
        (XML_SHEETS, "a.xls", "spreadsheetml"),
        (XML_SHEETS, "a.xml", "spreadsheetml"),
        (b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n", "a.doc", "mht"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n", "a.mht", "mht"),
        ("科目,金额\n教育,5.00\n".encode("gbk"), "a.xls", "csv"),
        ("科目\t金额\n".encode("utf-16"), "a.xls", "csv"),
        ("科目,金额\n".encode(), "a.csv", "csv"),
        ("科目,金额\n".encode(), "a.txt", "txt"),
    ],
)
def test_what_office_programs_save_under_other_names_is_what_it_is(data: bytes, name: str, format: str) -> None:
    assert formats.recognise(data, name, Limits()).name == format


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.pdf", "EMPTY"),
        (b"%PDF-1.7\n", "a.docx", "TYPE_MISMATCH"),
        (office(WORD), "a.pdf", "TYPE_MISMATCH"),
        (office(WORD), "a.xlsx", "TYPE_MISMATCH"),
        (b"plain text", "a.odt", "TYPE_MISMATCH"),
        (b"plain text", "a.xls", "TYPE_MISMATCH"),
        (ole("Workbook"), "a.xlsx", "TYPE_MISMATCH"),
        (b"<html><table>", "a.pdf", "TYPE_MISMATCH"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n", "a.txt", "TYPE_MISMATCH"),
        (b"MZ\0\0", "a.pdf", "TYPE_MISMATCH"),
        (b"\0\1\2\3" * 99, "a.txt", "TYPE_MISMATCH"),
        (b"\0\1\2\3" * 99, "a.bin", "UNSUPPORTED"),
        (b"<?xml version='1.0'?><a/>", "a.xml", "UNSUPPORTED"),
        (b"GIF89a", "a.gif", "UNSUPPORTED"),
        (ole("WordDocument"), "a.docx", "TYPE_MISMATCH"),
        (ole("EncryptedPackage", "EncryptionInfo"), "a.docx", "ENCRYPTED"),
        (OLE, "a.doc", "CORRUPT"),
        (ole("Workbook")[:900], "a.xls", "CORRUPT"),
        (zipped(mimetype="x", **{"META-INF__manifest.xml": "<encryption-data/>"}), "a.ods", "ENCRYPTED"),
        (office(WORD)[:60], "a.docx", "CORRUPT"),
        (office("<Types/>"), "a.docx", "CORRUPT"),
    ],
)
def test_what_it_does_not_read_is_refused_with_a_reason(data: bytes, name: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        formats.recognise(data, name, Limits())
    assert caught.value.code == code


def test_a_file_on_disk_is_recognised_by_the_name_it_was_given(tmp_path) -> None:
    file = tmp_path / "0a1b"
    file.write_bytes(office(SHEETS))
    found = formats.recognise_file(file, "预算.xlsx", Limits())
    assert found.media_type == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
