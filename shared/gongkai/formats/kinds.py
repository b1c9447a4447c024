"""The formats that the product knows by name, with those it reads and those it only recognises to refuse them clearly."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True)
class Format:
    """A file format. `read` tells that a reader is named like it, `unpacked` that it is an archive of documents, and
    `paged` that it has pages, which can be drawn, and `pictured` that there may be pictures of text in it."""

    name: str
    media_type: str
    extensions: tuple[str, ...]
    read: bool = False
    unpacked: bool = False
    paged: bool = False
    pictured: bool = False


_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."

FORMATS = {
    format.name: format
    for format in (
        Format("pdf", "application/pdf", (".pdf",), read=True, paged=True, pictured=True),
        Format("docx", f"{_OOXML}wordprocessingml.document", (".docx", ".docm", ".dotx"), read=True, pictured=True),
        Format("xlsx", f"{_OOXML}spreadsheetml.sheet", (".xlsx", ".xlsm", ".xltx"), read=True),
        Format("html", "text/html", (".html", ".htm", ".xhtml", ".shtml"), read=True),
        Format("txt", "text/plain", (".txt", ".text"), read=True),
        Format("zip", "application/zip", (".zip",), unpacked=True),
        Format("pptx", f"{_OOXML}presentationml.presentation", (".pptx",)),
        Format("xlsb", "application/vnd.ms-excel.sheet.binary.macroEnabled.12", (".xlsb",)),
        Format("doc", "application/msword", (".doc", ".dot", ".wps"), read=True),
        Format("xls", "application/vnd.ms-excel", (".xls", ".xlt", ".et"), read=True),
        Format("ole", "application/x-ole-storage", (".ppt", ".dps", ".msg")),
        Format("ofd", "application/ofd", (".ofd",), read=True, paged=True, pictured=True),
        Format("odt", f"{_ODF}text", (".odt",), read=True),
        Format("ods", f"{_ODF}spreadsheet", (".ods",), read=True),
        Format("csv", "text/csv", (".csv",), read=True),
        Format("mht", "multipart/related", (".mht", ".mhtml"), read=True),
        Format("spreadsheetml", "application/vnd.ms-excel.xml", (".xml",), read=True),
        Format("rtf", "application/rtf", (".rtf",)),
        Format("xml", "application/xml", (".svg",)),
        Format("png", "image/png", (".png",), read=True, paged=True, pictured=True),
        Format("jpeg", "image/jpeg", (".jpg", ".jpeg"), read=True, paged=True, pictured=True),
        Format("tiff", "image/tiff", (".tif", ".tiff"), read=True, paged=True, pictured=True),
        Format("gif", "image/gif", (".gif",)),
        Format("bmp", "image/bmp", (".bmp",)),
        Format("webp", "image/webp", (".webp",)),
        Format("gzip", "application/gzip", (".gz", ".tgz")),
        Format("bzip2", "application/x-bzip2", (".bz2",)),
        Format("xz", "application/x-xz", (".xz",)),
        Format("7z", "application/x-7z-compressed", (".7z",)),
        Format("rar", "application/vnd.rar", (".rar",)),
        Format("tar", "application/x-tar", (".tar",)),
        Format("program", "application/octet-stream", (".exe", ".dll", ".so", ".com", ".scr")),
    )
}
# What office programs save, and open again, under names of their old formats.
_ALSO_NAMED = {
    "xls": frozenset({"xlsx", "html", "mht", "spreadsheetml", "csv"}),
    "doc": frozenset({"docx", "html", "mht"}),
    "html": frozenset({"mht"}),
    "spreadsheetml": frozenset({"xml"}),
}
_BY_EXTENSION = {extension: format for format in FORMATS.values() for extension in format.extensions}


def by_extension(name: str) -> Format | None:
    """The format that a file name claims; None for an extension that is not known here or for none at all."""
    return _BY_EXTENSION.get(PurePosixPath(name).suffix.lower())


def goes_by(claimed: Format | None, found: Format) -> bool:
    """Whether a file whose name claims one format may be in the other."""
    return claimed is None or claimed == found or found.name in _ALSO_NAMED.get(claimed.name, frozenset())
