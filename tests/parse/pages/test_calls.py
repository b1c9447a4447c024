"""Calls over whole arrays: more of them than the buffers hold at once give what single calls give."""

import ctypes

import numpy as np
import pypdfium2.raw as raw
import pytest

from gongkai.parse.pages import calls, pdfium

MANY = calls.AT_ONCE + 100


@pytest.fixture
def page():
    drawing = b"".join(b"%d %d 3 2 re f " % (n % 90, n // 90) for n in range(MANY))
    body = (
        b"%%PDF-1.4\n1 0 obj<</Pages 2 0 R>>endobj 2 0 obj<</Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page"
        b"/MediaBox[0 0 200 200]/Contents 4 0 R>>endobj 4 0 obj<</Length %d>>stream\n%s\nendstream endobj trailer<</Root 1 0 R>>"
    )
    with pdfium.document(body % (len(drawing), drawing)) as document, pdfium.page(document, 0) as opened:
        yield opened


def test_every_object_has_the_box_and_the_kind_that_pdfium_tells_for_it_alone(page):
    handles = calls.handles_of(pdfium.page_object, page, MANY)
    boxes = calls.rows(pdfium.object_bounds, handles, np.zeros(4, np.float32), apart=True)
    assert (calls.numbers(pdfium.object_type, handles) == pdfium.PATH).all()
    for n in (0, calls.AT_ONCE - 1, calls.AT_ONCE, MANY - 1):
        assert boxes[n].tolist() == _box(int(handles[n])) == [n % 90, n // 90, n % 90 + 3, n // 90 + 2]


def test_what_a_call_that_fails_leaves_is_what_stood_there_before(page):
    handles = calls.handles_of(pdfium.page_object, page, 2)
    sizes = calls.rows(pdfium.font_size, handles, np.array([7.5], np.float32))
    assert sizes.tolist() == [[7.5], [7.5]]  # paths have no font size


def _box(handle):
    edges = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(ctypes.cast(handle, raw.FPDF_PAGEOBJECT), *edges)
    return [edge.value for edge in edges]
