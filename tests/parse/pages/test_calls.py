"""Calls over whole arrays give what single calls give, whether the compiled loops make them or plain Python."""

import ctypes
from pathlib import Path

import hatch_build
import numpy as np
import pypdfium2.raw as raw
import pytest
from fiction.varied.composing import compose
from fiction.varied.printing import printed

from gongkai.parse.pages import calls, compiled, pdfium, plain
from gongkai.parse.readers.pdf import read
from gongkai.settings import Limits

ROOT = Path(__file__).parents[3]
MANY = plain.AT_ONCE + 100


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """The loops as they stand now, wherever an installation could compile them."""
    root = tmp_path_factory.mktemp("checkout")
    (root / hatch_build.LOOPS.parent).mkdir(parents=True)
    (root / hatch_build.LOOPS).write_bytes((ROOT / hatch_build.LOOPS).read_bytes())
    return hatch_build.built(root) or pytest.skip("no C compiler")


@pytest.fixture(params=["plain", "compiled"])
def loops(request):
    made = plain if request.param == "plain" else compiled.loaded(request.getfixturevalue("library"))
    with calls.by(made):
        yield


@pytest.fixture
def page():
    drawing = b"".join(b"%d %d 3 2 re f " % (n % 90, n // 90) for n in range(MANY))
    body = (
        b"%%PDF-1.4\n1 0 obj<</Pages 2 0 R>>endobj 2 0 obj<</Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page"
        b"/MediaBox[0 0 200 200]/Contents 4 0 R>>endobj 4 0 obj<</Length %d>>stream\n%s\nendstream endobj trailer<</Root 1 0 R>>"
    )
    with pdfium.document(body % (len(drawing), drawing)) as document, pdfium.page(document, 0) as opened:
        yield opened


@pytest.mark.optional
def test_every_object_has_the_box_and_the_kind_that_pdfium_tells_for_it_alone(page, loops):
    handles = calls.handles_of(pdfium.page_object, page, MANY)
    boxes = calls.rows(pdfium.object_bounds, handles, np.zeros(4, np.float32), apart=True)
    assert (calls.numbers(pdfium.object_type, handles) == pdfium.PATH).all()
    for n in (0, plain.AT_ONCE - 1, plain.AT_ONCE, MANY - 1):
        assert boxes[n].tolist() == _box(int(handles[n])) == [n % 90, n // 90, n % 90 + 3, n // 90 + 2]


@pytest.mark.optional
def test_objects_of_several_holders_come_one_holder_after_the_other(page, loops):
    first, both = (
        calls.handles_of_each(pdfium.page_object, np.array([page, page], np.uint64), np.array(counts)).tolist()
        for counts in ((0, 2), (3, 2))
    )
    assert both == calls.handles_of(pdfium.page_object, page, 3).tolist() + first


@pytest.mark.optional
def test_what_a_call_that_fails_leaves_is_what_stood_there_before(page, loops):
    handles = calls.handles_of(pdfium.page_object, page, 2)
    sizes = calls.rows(pdfium.font_size, handles, np.array([7.5], np.float32))
    assert sizes.tolist() == [[7.5], [7.5]]  # paths have no font size


@pytest.mark.optional
@pytest.mark.parametrize("number", range(12))
def test_a_document_is_read_alike_by_both(library, number):
    _assert_read_alike(library, printed(compose(number), "pdf", number))


@pytest.mark.optional
@pytest.mark.corpus
@pytest.mark.slow
def test_the_documents_of_the_corpus_are_read_alike_by_both(library, corpus):
    for file in corpus.rglob("*.pdf"):
        _assert_read_alike(library, file.read_bytes())


def test_what_was_built_from_other_code_is_not_taken(tmp_path):
    other = tmp_path / "loops.so"
    assert compiled.loaded(other) is None
    other.write_bytes(b"\x7fELF of another machine")
    assert compiled.loaded(other) is None


@pytest.mark.optional
def test_loops_of_another_version_are_not_taken(library, tmp_path):
    root = tmp_path
    (root / hatch_build.LOOPS.parent).mkdir(parents=True)
    source = (ROOT / hatch_build.LOOPS).read_text()
    older = source.replace(f"gongkai_loops = {compiled.VERSION};", f"gongkai_loops = {compiled.VERSION - 1};")
    (root / hatch_build.LOOPS).write_text(older)
    built = hatch_build.built(root)
    assert older != source and built is not None
    assert compiled.loaded(built) is None


def _assert_read_alike(library, data):
    with calls.by(plain):
        expected = read(data, Limits())
    with calls.by(compiled.loaded(library)):
        assert read(data, Limits()) == expected


def _box(handle):
    edges = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(ctypes.cast(handle, raw.FPDF_PAGEOBJECT), *edges)
    return [edge.value for edge in edges]
