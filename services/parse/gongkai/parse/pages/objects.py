"""All the objects drawn on a page, those inside form XObjects included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gongkai.errors import Refused
from gongkai.parse.pages import pdfium
from gongkai.parse.pages.calls import Call, Handles, handles_of, numbers, pointer, rows
from gongkai.parse.pages.pdfium import Floats

# pdfium itself stops at some depth; a form that draws itself must not keep us busy either.
DEEPEST = 12
MOST = 1_000_000

Matrix = tuple[float, float, float, float, float, float]
_NOWHERE = np.zeros(4, np.float32)
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Layer:
    """The objects of the page or of one form: handles, types, the order in which they are drawn on the whole page,
    and the matrix from their space to the page's own."""

    handles: Handles
    types: npt.NDArray[np.int32]
    order: Floats
    matrix: Matrix = IDENTITY

    def where(self, kind: int) -> npt.NDArray[np.intp]:
        """Which of the objects are of one type."""
        return np.flatnonzero(self.types == kind)

    def placed(self, boxes: Floats) -> Floats:
        """Boxes of this layer's space in the page's own space."""
        if self.matrix == IDENTITY:
            return boxes
        a, b, c, d, e, f = self.matrix
        xs, ys = boxes[:, [0, 0, 2, 2]], boxes[:, [1, 3, 1, 3]]
        across, up = a * xs + c * ys + e, b * xs + d * ys + f
        return np.stack([across.min(1), up.min(1), across.max(1), up.max(1)], axis=1)


def layers(page: int) -> list[Layer]:
    """The layers of a page, the page's own first; refused as TOO_BIG beyond a million objects."""
    found: list[Layer] = []
    left = MOST
    for layer in _walk(_layer(page, pdfium.count_objects, pdfium.page_object), 0):
        left -= len(layer.handles)
        if left < 0:
            raise Refused("TOO_BIG", f"more than {MOST} objects on a page")
        found.append(layer)
    return found


def after(inner: tuple[float, ...], outer: Matrix) -> Matrix:
    """The matrix that does `inner` first and `outer` then."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def bounds(layer: Layer, chosen: npt.NDArray[np.intp]) -> Floats:
    """The boxes of some of the layer's objects in the page's own space."""
    boxes = rows(pdfium.object_bounds, layer.handles[chosen], _NOWHERE, apart=True)
    return layer.placed(boxes.astype(np.float64))


def _layer(holder: int, count: Call, nth: Call) -> Layer:
    size = max(0, count(pointer(holder)))
    handles = handles_of(nth, holder, size)
    return Layer(handles, numbers(pdfium.object_type, handles), np.arange(size, dtype=np.float64))


def _walk(layer: Layer, depth: int) -> Iterator[Layer]:
    yield layer
    if depth == DEEPEST:
        return
    for index in layer.where(pdfium.FORM).tolist():
        handle = int(layer.handles[index])
        form = _layer(handle, pdfium.count_form_objects, pdfium.form_object)
        # What a form draws comes after the object before it and before the one after it.
        order = layer.order[index] + form.order / (len(form.order) + 1) * _step(layer)
        matrix = after(pdfium.matrix(handle), layer.matrix)
        yield from _walk(Layer(form.handles, form.types, order, matrix), depth + 1)


def _step(layer: Layer) -> float:
    return float(layer.order[1] - layer.order[0]) if len(layer.order) > 1 else 0.5
