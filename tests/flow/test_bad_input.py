"""Bad files among good ones, through the real readers: each ends with its code in both languages, the others finish."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from fiction import book, modern, write_docx, write_html, write_pdf

from gongkai import bootstrap
from gongkai.context import Context
from gongkai.dossier import dossier
from gongkai.ingest.receive import receive
from gongkai.settings import Limits, Settings

pytestmark = pytest.mark.slow

DOCUMENT = modern.write(book.make(5, "culture", 2022))
PDF = write_pdf.write(DOCUMENT)


def encrypted_pdf() -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("secret", canPrint=0))
    canvas.drawString(100, 100, "locked")
    canvas.save()
    return out.getvalue()


def zip_with(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "outside")
    return out.getvalue()


def docx_of_ten_gigabytes(said: int = 10_000 * 1024**2) -> bytes:
    """A DOCX of 10 MB whose main part unpacks to 10 GB of zeros: one compressed block, repeated; `said` is what it claims."""
    block = bytes(1024**2)
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = squeeze.compress(block) + squeeze.flush(zlib.Z_FULL_FLUSH)
    packed = piece * 10_000 + b"\x03\x00"
    good = io.BytesIO(write_docx.write(DOCUMENT))
    out = io.BytesIO()
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename != "word/document.xml":
                new.writestr(info, old.read(info))
        start = new.start_dir
        name = b"word/document.xml"
        head = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 0, 0, len(packed), 0xFFFFFFF0, len(name), 0)
        new.fp.write(head + name + packed)  # type: ignore[union-attr]
        entry = zipfile.ZipInfo("word/document.xml")
        entry.compress_type, entry.compress_size, entry.file_size = zipfile.ZIP_DEFLATED, len(packed), said
        entry.header_offset, entry.CRC = start, 0
        new.filelist.append(entry)
        new.NameToInfo[entry.filename] = entry
        new.start_dir = new.fp.tell()  # type: ignore[union-attr]
        new._didModify = True  # type: ignore[attr-defined]
    return out.getvalue()


BAD = {
    "空.pdf": (b"", {"EMPTY"}),
    "改名.pdf": (write_docx.write(DOCUMENT), {"TYPE_MISMATCH"}),
    "加密.pdf": (encrypted_pdf(), {"ENCRYPTED"}),
    "截断.pdf": (PDF[: len(PDF) // 3], {"CORRUPT", "NO_PAGES"}),
    "越界.zip": (zip_with("../../outside.txt"), {"UNSAFE_PATH"}),
    "炸弹.docx": (docx_of_ten_gigabytes(), {"BOMB", "TOO_BIG"}),
    "说谎的炸弹.docx": (docx_of_ten_gigabytes(said=1000), {"BOMB", "CORRUPT"}),
    "坏图片.png": (b"\x89PNG\r\n\x1a\n" + bytes(64), {"CORRUPT"}),
    "动画.gif": (b"GIF89a" + bytes(64), {"UNSUPPORTED"}),
}


@pytest.fixture(scope="module")
def context() -> Context:
    """The whole product in memory with the real handlers, fed with bad files in between good ones."""
    context = bootstrap.in_memory(Settings(limits=Limits(seconds=60, attempts=1)))
    good = {"好.html": write_html.write(DOCUMENT), "好.pdf": PDF, "好.docx": write_docx.write(DOCUMENT)}
    names = [*list(good)[:1], *BAD, *list(good)[1:]]
    for name in names:
        data = good[name] if name in good else BAD[name][0]
        list(receive(context, data, name, space="public"))
    return context


def ends(context: Context) -> dict[str, dict[str, object]]:
    found = (dossier(context, "public", one.document) for one in context.ledger.recent("public"))
    return {str(one["names"][0]): one for one in found if one}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_ends_with_its_code_in_both_languages(context: Context, name: str) -> None:
    end = ends(context)[name]
    assert end["state"] in {"refused", "failed"}
    assert end["code"] in BAD[name][1]
    assert end["zh"] and end["en"]


def test_the_documents_beside_them_are_found(context: Context) -> None:
    done = {name for name, end in ends(context).items() if str(end["state"]).startswith("done")}
    assert done == {"好.html", "好.pdf", "好.docx"}
    assert len(context.index.documents("public")) == 3


def test_nothing_was_written_outside(context: Context) -> None:
    assert not Path("outside.txt").exists() and not Path("../../outside.txt").exists()
