"""Calls of one pdfium function for many handles or numbers: by compiled loops where there are any, otherwise in plain Python.

Both give the same; `speaking` tells which it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import numpy as np

from gongkai.parse.pages import compiled, plain
from gongkai.parse.pages.foreign import Call, Counts, Handles, Numbers, Table


class Loops(Protocol):
    """Who makes the calls; `plain` says what each of these does."""

    def handles_of(self, call: Call, holders: Handles, counts: Counts) -> Handles: ...
    def numbers(self, call: Call, handles: Handles) -> Numbers: ...
    def rows(self, call: Call, handles: Handles, start: Table, *, apart: bool) -> Table: ...
    def rows_of(self, call: Call, holder: int, count: int, start: Table) -> Table: ...


COMPILED: Loops | None = compiled.loaded()
PLAIN: Loops = plain
_loops = COMPILED or PLAIN


def speaking() -> str:
    """Who makes the calls: "compiled loops" or "plain Python"."""
    return "plain Python" if _loops is PLAIN else "compiled loops"


@contextmanager
def by(loops: Loops) -> Iterator[None]:
    """Have them made by these for a while, to compare; it holds for all threads."""
    global _loops
    before, _loops = _loops, loops
    try:
        yield
    finally:
        _loops = before


def handles_of(call: Call, holder: int, count: int) -> Handles:
    """What `call(holder, n)` returns for each n below the count; the call gives addresses."""
    return handles_of_each(call, np.array([holder], np.uint64), np.array([count]))


def handles_of_each(call: Call, holders: Handles, counts: Counts) -> Handles:
    """The same for several holders, with a count each."""
    return _loops.handles_of(call, holders, counts)


def numbers(call: Call, handles: Handles) -> Numbers:
    """What `call(handle)` returns for each handle."""
    return _loops.numbers(call, handles)


def rows(call: Call, handles: Handles, start: Table, *, apart: bool = False) -> Table:
    """A row of values for each handle, written by `call(handle, &row)`, or where `apart` by `call(handle, &row[0], …)`.

    `start` is what stands in a row before: what a call that fails leaves there.
    """
    return _loops.rows(call, handles, start, apart=apart)


def rows_of(call: Call, holder: int, count: int, start: Table) -> Table:
    """A row of values for each n below the count, written by `call(holder, n, &row)`."""
    return _loops.rows_of(call, holder, count, start)
