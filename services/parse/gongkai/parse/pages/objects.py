"""All the objects drawn on some pages, those inside form XObjects included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from gongkai.errors import Refused
from gongkai.parse.pages import pdfium
from gongkai.parse.pages.calls import handles_of, handles_of_each, numbers, rows
from gongkai.parse.pages.foreign import Handles, pointer
from gongkai.parse.pages.pdfium import Floats

# pdfium itself stops at some depth; a form that draws itself must not keep us busy either.
DEEPEST = 12
MOST = 1_000_000

Positions = npt.NDArray[np.intp]
Matrix = tuple[float, float, float, float, float, float]
_NOWHERE = np.zeros(4, np.float32)
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Objects:
    """Parallel arrays, one entry an object, page after page: handle, type, on which of the pages it is (from 0), the
    order in which it is drawn there, and which of the matrices leads from its space to the page's own.

    The first matrix is that of the pages themselves and changes nothing.
    """

    handles: Handles
    types: npt.NDArray[np.int32]
    sheets: Positions
    order: Floats
    spaces: Positions
    matrices: Floats

    def __len__(self) -> int:
        return len(self.handles)

    def only(self, chosen: npt.NDArray[Any]) -> Objects:
        """Some of the objects, by flags or positions."""
        return Objects(
            self.handles[chosen],
            self.types[chosen],
            self.sheets[chosen],
            self.order[chosen],
            self.spaces[chosen],
            self.matrices,
        )

    def of(self, kind: int) -> Objects:
        """Those of one type."""
        return self.only(np.flatnonzero(self.types == kind))

    def outer(self) -> Floats:
        """The matrix from each object's space to its page's own, in columns (a b c d e f)."""
        return np.asarray(self.matrices[self.spaces].T)


def read(pages: list[int]) -> Objects:
    """The objects of open pages; refused as TOO_BIG beyond a million objects on one."""
    sizes = [pdfium.object_count(page) for page in pages]
    handles = handles_of_each(pdfium.page_object, np.array(pages, np.uint64), np.array(sizes))
    types = numbers(pdfium.object_type, handles)
    sheets = np.repeat(np.arange(len(pages)), sizes)
    order = np.concatenate([np.arange(size, dtype=np.float64) for size in sizes])
    found = Objects(handles, types, sheets, order, np.zeros(len(handles), np.intp), np.array([IDENTITY]))
    if max(sizes) > MOST:
        raise _too_many()
    forms = np.flatnonzero(types == pdfium.FORM)
    return _with_forms(found, forms.tolist(), sizes) if len(forms) else found


def after(inner: Floats, outer: Floats) -> Floats:
    """The matrices that do `inner` first and `outer` then, all in columns."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return np.array([a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u])


def bounds(chosen: Objects) -> Floats:
    """The boxes of objects in their page's own space."""
    boxes = rows(pdfium.object_bounds, chosen.handles, _NOWHERE, apart=True).astype(np.float64)
    inside = np.flatnonzero(chosen.spaces)
    if len(inside):
        boxes[inside] = _placed(boxes[inside], chosen.only(inside).outer())
    return boxes


def _placed(boxes: Floats, outer: Floats) -> Floats:
    a, b, c, d, e, f = outer[:, :, None]
    xs, ys = boxes[:, [0, 0, 2, 2]], boxes[:, [1, 3, 1, 3]]
    across, up = a * xs + c * ys + e, b * xs + d * ys + f
    return np.stack([across.min(1), up.min(1), across.max(1), up.max(1)], axis=1)


@dataclass(frozen=True, slots=True)
class _Form:
    """What one form draws: its objects, when they are drawn, and the matrix from its space to the page's own."""

    handles: Handles
    types: npt.NDArray[np.int32]
    order: Floats
    matrix: Floats


def _with_forms(own: Objects, forms: list[int], sizes: list[int]) -> Objects:
    """The objects with those that forms draw after those of their page."""
    parts, matrices, left = [own], [np.array(IDENTITY)], [MOST - size for size in sizes]
    for index in forms:
        sheet = int(own.sheets[index])
        step = 1.0 if sizes[sheet] > 1 else 0.5
        for form in _walk(int(own.handles[index]), float(own.order[index]), step, matrices[0], 1):
            left[sheet] -= len(form.handles)
            if left[sheet] < 0:
                raise _too_many()
            count = len(form.handles)
            home, space = np.full(count, sheet), np.full(count, len(matrices))
            parts.append(Objects(form.handles, form.types, home, form.order, space, own.matrices))
            matrices.append(form.matrix)
    handles, types, sheets, order, spaces = (
        np.concatenate(column)
        for column in zip(
            *((part.handles, part.types, part.sheets, part.order, part.spaces) for part in parts), strict=True
        )
    )
    return Objects(handles, types, sheets, order, spaces, np.array(matrices)).only(np.argsort(sheets, kind="stable"))


def _walk(handle: int, place: float, step: float, outer: Floats, depth: int) -> Iterator[_Form]:
    """A form drawn at some place of the order and those inside; what it draws comes before the next object."""
    if depth > DEEPEST:
        return
    count = max(0, pdfium.count_form_objects(pointer(handle)))
    handles = handles_of(pdfium.form_object, handle, count)
    types = numbers(pdfium.object_type, handles)
    order = place + np.arange(count, dtype=np.float64) / (count + 1) * step
    matrix = after(pdfium.matrices(np.array([handle], np.uint64))[0], outer)
    yield _Form(handles, types, order, matrix)
    finer = float(order[1] - order[0]) if count > 1 else 0.5
    for index in np.flatnonzero(types == pdfium.FORM).tolist():
        yield from _walk(int(handles[index]), float(order[index]), finer, matrix, depth + 1)


def _too_many() -> Refused:
    return Refused("TOO_BIG", f"more than {MOST} objects on a page")
