"""The few functions of pdfium that the page engine needs, on plain addresses."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2  # noqa: F401  importing it sets the library up
import pypdfium2.raw as raw

from gongkai.errors import Refused
from gongkai.parse.pages.calls import rows, rows_of
from gongkai.parse.pages.foreign import Handles, function, pointer

Floats = npt.NDArray[np.float64]

TEXT, PATH, IMAGE, FORM = 1, 2, 3, 5

_ADDRESS = ctypes.c_size_t
_BOX, _MATRIX = np.zeros(4, np.float32), np.zeros(6, np.float32)

char_unicode = function(raw.FPDFText_GetUnicode, ctypes.c_uint)
char_box = function(raw.FPDFText_GetLooseCharBox)
char_object = function(raw.FPDFText_GetTextObject, _ADDRESS)
char_hyphen = function(raw.FPDFText_IsHyphen)
count_chars = function(raw.FPDFText_CountChars)
text_units = function(raw.FPDFText_GetText)

count_objects = function(raw.FPDFPage_CountObjects)
page_object = function(raw.FPDFPage_GetObject, _ADDRESS)
count_form_objects = function(raw.FPDFFormObj_CountObjects)
form_object = function(raw.FPDFFormObj_GetObject, _ADDRESS, ctypes.c_void_p, ctypes.c_ulong)
object_type = function(raw.FPDFPageObj_GetType)
object_matrix = function(raw.FPDFPageObj_GetMatrix)
object_bounds = function(raw.FPDFPageObj_GetBounds)
has_transparency = function(raw.FPDFPageObj_HasTransparency)
fill_colour = function(raw.FPDFPageObj_GetFillColor)
stroke_colour = function(raw.FPDFPageObj_GetStrokeColor)
font_size = function(raw.FPDFTextObj_GetFontSize)
render_mode = function(raw.FPDFTextObj_GetTextRenderMode)
draw_mode = function(raw.FPDFPath_GetDrawMode)
count_segments = function(raw.FPDFPath_CountSegments)
path_segment = function(raw.FPDFPath_GetPathSegment, _ADDRESS)
segment_point = function(raw.FPDFPathSegment_GetPoint)
segment_type = function(raw.FPDFPathSegment_GetType)
segment_closes = function(raw.FPDFPathSegment_GetClose)


def matrices(handles: Handles) -> Floats:
    """The six numbers (a b c d e f) of every object's matrix."""
    return rows(object_matrix, handles, _MATRIX).astype(np.float64)


def matrix(handle: int) -> tuple[float, ...]:
    """The six numbers of one object's matrix."""
    return tuple(matrices(np.array([handle], np.uint64))[0].tolist())


def object_count(page: int) -> int:
    """How many objects are drawn on an open page; none on one that pdfium could not load."""
    return max(0, count_objects(pointer(page))) if page else 0


def char_boxes(text_page: int, count: int) -> npt.NDArray[np.float32]:
    """Left, top, right, bottom of each character, in the page's own space (y upwards)."""
    return rows_of(char_box, text_page, count, _BOX)


@contextmanager
def document(data: bytes) -> Iterator[int]:
    """An open document, refused as ENCRYPTED or CORRUPT where pdfium cannot open it."""
    handle = raw.FPDF_LoadMemDocument64(data, len(data), None)
    if not handle:
        code = raw.FPDF_GetLastError()
        encrypted = code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        raise Refused("ENCRYPTED" if encrypted else "CORRUPT", f"pdfium error {code}")
    try:
        yield _address(handle)
    finally:
        raw.FPDF_CloseDocument(handle)


@contextmanager
def page(handle: int, index: int) -> Iterator[int]:
    """An open page, or 0 where pdfium cannot load it."""
    loaded = raw.FPDF_LoadPage(ctypes.cast(handle, raw.FPDF_DOCUMENT), index)
    try:
        yield _address(loaded) if loaded else 0
    finally:
        if loaded:
            raw.FPDF_ClosePage(loaded)


@contextmanager
def text_page(handle: int) -> Iterator[int]:
    """The text of an open page, or 0 where pdfium has none."""
    loaded = raw.FPDFText_LoadPage(ctypes.cast(handle, raw.FPDF_PAGE))
    try:
        yield _address(loaded) if loaded else 0
    finally:
        if loaded:
            raw.FPDFText_ClosePage(loaded)


def page_count(handle: int) -> int:
    """How many pages pdfium finds in the document."""
    return int(raw.FPDF_GetPageCount(ctypes.cast(handle, raw.FPDF_DOCUMENT)))


def title(handle: int) -> str | None:
    """The title in the document's information, if it has one."""
    opened = ctypes.cast(handle, raw.FPDF_DOCUMENT)
    size = raw.FPDF_GetMetaText(opened, b"Title", None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDF_GetMetaText(opened, b"Title", buffer, size)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0").strip() or None


def visible_box(handle: int) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of what is shown of the page, in its own space."""
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(ctypes.cast(handle, raw.FPDF_PAGE), box)
    return box.left, box.bottom, box.right, box.top


def rotation(handle: int) -> int:
    """Quarter turns clockwise that the page is shown with."""
    return max(0, int(raw.FPDFPage_GetRotation(ctypes.cast(handle, raw.FPDF_PAGE))))


def _address(pointer: Any) -> int:
    return int(ctypes.cast(pointer, ctypes.c_void_p).value or 0)
