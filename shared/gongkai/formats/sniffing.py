"""Which format a file has: its content decides, and its name has to agree."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from gongkai.errors import Refused
from gongkai.formats.encodings import is_text
from gongkai.formats.kinds import FORMATS, Format, by_extension, goes_by
from gongkai.formats.ole import entry_names
from gongkai.formats.zips import Meter, inflate, open_zip
from gongkai.settings import Limits

HEAD = 8192
"""Bytes from the start of a file that `sniff` wants to see."""

Opener = Callable[[], BinaryIO]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES = (
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_PDF_WITHIN = 1024
_PAGE = re.compile(rb"<!doctype\s+html|<(?:html|head|body|meta|table|div)[\s>]", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml\s", re.IGNORECASE)
_SHEETS_IN_XML = b"urn:schemas-microsoft-com:office:spreadsheet"
_ARCHIVED_PAGE = re.compile(
    rb"\A\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,20}?Content-Type:\s*multipart/related", re.IGNORECASE
)
_SEPARATED = re.compile(rb"[,;\t]")
_MAIN_TYPES = {b"wordprocessingml": "docx", b"spreadsheetml": "xlsx", b"presentationml": "pptx"}
_BINARY_SHEETS = b"sheet.binary"
_CONTENT_TYPES = "[content_types].xml"
_ODF_TYPES = {b"opendocument.text": "odt", b"opendocument.spreadsheet": "ods"}
_PROTECTED = frozenset({"encryptedpackage", "\x06dataspaces", "\x09drmcontent"})
_WORD = frozenset({"worddocument"})
_EXCEL = frozenset({"workbook", "book"})


def recognise(data: bytes, name: str, limits: Limits) -> Format:
    """The format of a file in memory; see `sniff` for what is refused."""
    return sniff(data[:HEAD], name, len(data), lambda: io.BytesIO(data), limits)


def recognise_file(path: Path, name: str, limits: Limits) -> Format:
    """The format of a file on disk, which is not loaded, under the name that it was given by; see `sniff`."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    return sniff(head, name, path.stat().st_size, lambda: path.open("rb"), limits)


def sniff(head: bytes, name: str, size: int, opener: Opener, limits: Limits) -> Format:
    """The format of a file that the product reads or unpacks.

    `head` holds the first `HEAD` bytes, `opener` opens the whole file (only archives and old office files are looked into).
    Refused EMPTY, ENCRYPTED, CORRUPT; TYPE_MISMATCH when the name claims another format, unless office programs save this
    one under that name (a web page as `.xls`); UNSUPPORTED for all others.
    """
    if size == 0:
        raise Refused("EMPTY")
    claimed = by_extension(name)
    found = _content(head, claimed, opener, limits)
    if found is None:
        raise Refused("TYPE_MISMATCH" if claimed and claimed.read else "UNSUPPORTED", PurePosixPath(name).suffix)
    if claimed is not None and not goes_by(claimed, found):
        raise Refused("TYPE_MISMATCH", f"named {PurePosixPath(name).suffix}, is {found.name}")
    if not (found.read or found.unpacked):
        raise Refused("UNSUPPORTED", found.name)
    return found


def _content(head: bytes, claimed: Format | None, opener: Opener, limits: Limits) -> Format | None:
    """The format by what is in the file, None when it is none that is known here."""
    if head.startswith(_OLE):
        return FORMATS[_old_office(opener)]
    if head.startswith(_ZIP):
        return FORMATS[_zipped(opener, limits)]
    for signature, name in _SIGNATURES:
        if head.startswith(signature) and not (name == "bmp" and is_text(head)):
            return FORMATS[name]
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return FORMATS["pdf"]
    if head[257:262] == b"ustar":
        return FORMATS["tar"]
    return FORMATS[_written(head, claimed)] if is_text(head) else None


def _written(head: bytes, claimed: Format | None) -> str:
    """The format of a text: pages and XML show themselves, a page without a single tag and a table without one by its name."""
    ascii_only = head.replace(b"\0", b"")
    if _ARCHIVED_PAGE.search(ascii_only):
        return "mht"
    if _SHEETS_IN_XML in ascii_only:
        return "spreadsheetml"
    if claimed in (FORMATS["csv"], FORMATS["xls"]) and _SEPARATED.search(ascii_only) and not _PAGE.search(ascii_only):
        return "csv"
    if claimed is FORMATS["html"] or _PAGE.search(ascii_only):
        return "txt" if claimed is FORMATS["txt"] and not _starts_as_page(ascii_only) else "html"
    return "xml" if _XML.match(ascii_only.removeprefix(b"\xef\xbb\xbf")) else "txt"


def _starts_as_page(head: bytes) -> bool:
    return re.match(rb"\W{0,40}(?:!doctype\s+html|html[\s>])", head, re.IGNORECASE) is not None


def _old_office(opener: Opener) -> str:
    with opener() as file:
        names = entry_names(file)
    if names & _PROTECTED:
        raise Refused("ENCRYPTED")
    if names & _WORD:
        return "doc"
    return "xls" if names & _EXCEL else "ole"


def _zipped(opener: Opener, limits: Limits) -> str:
    """The kind of a zip file by its directory; the few parts that are read are counted against the limits."""
    with opener() as file:
        file.seek(0, 2)
        meter = Meter(limits, file.tell())
        with open_zip(file, meter) as archive:
            names = {entry.filename.replace("\\", "/").lstrip("/").lower(): entry for entry in archive.infolist()}
            if _CONTENT_TYPES in names:
                return _office(inflate(archive, names[_CONTENT_TYPES], meter))
            if "mimetype" in names:
                return _open_document(archive, names, meter)
            return "ofd" if "ofd.xml" in names else "zip"


def _office(types: bytes) -> str:
    """The kind of an office package by its list of content types, where the part may be that is the document."""
    if _BINARY_SHEETS in types:
        return "xlsb"
    for mark, kind in _MAIN_TYPES.items():
        if mark in types.replace(b"\0", b""):
            return kind
    raise Refused("CORRUPT", "an office package without a document")


def _open_document(archive: zipfile.ZipFile, names: dict[str, zipfile.ZipInfo], meter: Meter) -> str:
    manifest = names.get("meta-inf/manifest.xml")
    if manifest is not None and b"encryption-data" in inflate(archive, manifest, meter):
        raise Refused("ENCRYPTED")
    declared = inflate(archive, names["mimetype"], meter)
    return next((kind for mark, kind in _ODF_TYPES.items() if mark in declared), "zip")
