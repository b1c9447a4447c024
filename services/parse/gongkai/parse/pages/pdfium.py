"""The few calls of pdfium that the page engine needs, on plain addresses: a call costs a third of a typed one."""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2  # noqa: F401  importing it sets the library up
import pypdfium2.raw as raw

from gongkai.errors import Refused

Handles = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float64]
Call = Callable[..., Any]

TEXT, PATH, IMAGE, FORM = 1, 2, 3, 5

_ADDRESS, _INT = ctypes.c_size_t, ctypes.c_int


def _call(function: Any, result: Any, *arguments: Any) -> Call:
    address = ctypes.cast(function, ctypes.c_void_p).value
    assert address is not None
    # These calls take less than a microsecond: letting go of the interpreter's lock would cost as much again.
    prototype: Callable[[int], Call] = ctypes.PYFUNCTYPE(result, *arguments)
    return prototype(address)


char_unicode = _call(raw.FPDFText_GetUnicode, ctypes.c_uint, _ADDRESS, _INT)
char_box = _call(raw.FPDFText_GetLooseCharBox, _INT, _ADDRESS, _INT, _ADDRESS)
char_object = _call(raw.FPDFText_GetTextObject, _ADDRESS, _ADDRESS, _INT)
char_hyphen = _call(raw.FPDFText_IsHyphen, _INT, _ADDRESS, _INT)
count_chars = _call(raw.FPDFText_CountChars, _INT, _ADDRESS)
text_units = _call(raw.FPDFText_GetText, _INT, _ADDRESS, _INT, _INT, _ADDRESS)

count_objects = _call(raw.FPDFPage_CountObjects, _INT, _ADDRESS)
page_object = _call(raw.FPDFPage_GetObject, _ADDRESS, _ADDRESS, _INT)
count_form_objects = _call(raw.FPDFFormObj_CountObjects, _INT, _ADDRESS)
form_object = _call(raw.FPDFFormObj_GetObject, _ADDRESS, _ADDRESS, ctypes.c_ulong)
object_type = _call(raw.FPDFPageObj_GetType, _INT, _ADDRESS)
object_matrix = _call(raw.FPDFPageObj_GetMatrix, _INT, _ADDRESS, _ADDRESS)
object_bounds = _call(raw.FPDFPageObj_GetBounds, _INT, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS)
has_transparency = _call(raw.FPDFPageObj_HasTransparency, _INT, _ADDRESS)
fill_colour = _call(raw.FPDFPageObj_GetFillColor, _INT, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS)
stroke_colour = _call(raw.FPDFPageObj_GetStrokeColor, _INT, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS)
font_size = _call(raw.FPDFTextObj_GetFontSize, _INT, _ADDRESS, _ADDRESS)
render_mode = _call(raw.FPDFTextObj_GetTextRenderMode, _INT, _ADDRESS)
draw_mode = _call(raw.FPDFPath_GetDrawMode, _INT, _ADDRESS, _ADDRESS, _ADDRESS)
count_segments = _call(raw.FPDFPath_CountSegments, _INT, _ADDRESS)
path_segment = _call(raw.FPDFPath_GetPathSegment, _ADDRESS, _ADDRESS, _INT)
segment_point = _call(raw.FPDFPathSegment_GetPoint, _INT, _ADDRESS, _ADDRESS, _ADDRESS)
segment_type = _call(raw.FPDFPathSegment_GetType, _INT, _ADDRESS)
segment_closes = _call(raw.FPDFPathSegment_GetClose, _INT, _ADDRESS)


def fill(call: Call, handles: Iterable[int], table: npt.NDArray[Any]) -> None:
    """Let `call(handle, &row[0], &row[1], …)` write one row of `table` a handle; all in C, without a Python loop."""
    rows, columns = table.shape
    step = table.itemsize
    start, stride = table.ctypes.data, step * columns
    slots = [range(start + step * k, start + step * k + stride * rows, stride) for k in range(columns)]
    deque(map(call, handles, *slots), maxlen=0)


def whole_rows(call: Call, handles: Iterable[int], table: npt.NDArray[Any]) -> None:
    """Let `call(handle, &row)` write one row of `table` a handle."""
    rows, columns = table.shape
    stride = table.itemsize * columns
    deque(map(call, handles, range(table.ctypes.data, table.ctypes.data + stride * rows, stride)), maxlen=0)


def matrices(handles: Handles) -> Floats:
    """The six numbers (a b c d e f) of every object's matrix."""
    table = np.zeros((len(handles), 6), np.float32)
    whole_rows(object_matrix, handles.tolist(), table)
    return table.astype(np.float64)


def matrix(handle: int) -> tuple[float, ...]:
    """The six numbers of one object's matrix."""
    return tuple(matrices(np.array([handle], np.uint64))[0].tolist())


def char_boxes(text_page: int, count: int) -> Floats:
    """Left, top, right, bottom of each character, in the page's own space (y upwards)."""
    table = np.zeros((count, 4), np.float32)
    start = table.ctypes.data
    deque(map(char_box, repeat(text_page), range(count), range(start, start + 16 * count, 16)), maxlen=0)
    return table.astype(np.float64)


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
