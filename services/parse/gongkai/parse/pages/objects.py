"""All the objects drawn on a page, those inside form XObjects included."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import numpy as np

from gongkai.errors import Refused
from gongkai.parse.pages import pdfium
from gongkai.parse.pages.pdfium import Floats, Handles

# pdfium itself stops at some depth; a form that draws itself must not keep us busy either.
DEEPEST = 12
MOST = 1_000_000

IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Layer:
    """The objects of the page or of one form, and the matrix from their space to the page's own."""

    handles: Handles
    types: np.ndarray[Any, np.dtype[np.int32]]
    matrix: Matrix

    def of(self, kind: int) -> Handles:
        """The objects of one type, in drawing order."""
        return self.handles[self.types == kind]

    def placed(self, boxes: Floats) -> Floats:
        """Boxes of this layer's space in the page's own space."""
        if self.matrix == IDENTITY:
            return boxes
        corners = [transformed(boxes[:, i], boxes[:, j], self.matrix) for i in (0, 2) for j in (1, 3)]
        xs, ys = np.stack([x for x, _ in corners]), np.stack([y for _, y in corners])
        return np.stack([xs.min(0), ys.min(0), xs.max(0), ys.max(0)], axis=1)


def layers(page: int) -> list[Layer]:
    """The layers of a page, the page's own first; refused as TOO_BIG beyond a million objects."""
    found: list[Layer] = []
    left = MOST
    for layer in _walk(page, pdfium.count_objects, pdfium.page_object, IDENTITY, 0):
        left -= len(layer.handles)
        if left < 0:
            raise Refused("TOO_BIG", f"more than {MOST} objects on a page")
        found.append(layer)
    return found


def transformed(xs: Floats, ys: Floats, matrix: Matrix) -> tuple[Floats, Floats]:
    """Points after a matrix."""
    a, b, c, d, e, f = matrix
    return a * xs + c * ys + e, b * xs + d * ys + f


def _walk(
    holder: int, count: Callable[..., int], nth: Callable[..., int], matrix: Matrix, depth: int
) -> Iterator[Layer]:
    size = max(0, count(holder))
    handles = np.fromiter(map(nth, repeat(holder), range(size)), np.uint64, size)
    types = np.fromiter(map(pdfium.object_type, handles.tolist()), np.int32, size)
    yield Layer(handles, types, matrix)
    if depth == DEEPEST:
        return
    for form in handles[types == pdfium.FORM].tolist():
        inner = tuple(pdfium.matrices(np.array([form], np.uint64))[0].tolist())
        yield from _walk(form, pdfium.count_form_objects, pdfium.form_object, after(inner, matrix), depth + 1)


def after(inner: tuple[float, ...], outer: Matrix) -> Matrix:
    """The matrix that does `inner` first and `outer` then."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )
