"""Calls of one function for many handles or numbers, driven by the compiled loops of `loops.c` where these were built."""

from __future__ import annotations

import ctypes
from pathlib import Path
from typing import Any

import numpy as np

from gongkai.parse.pages.foreign import Call, Counts, Handles, Numbers, Table, address

LIBRARY = Path(__file__).with_name("loops.so")
VERSION = 1  # of what loops.c offers


class Compiled:
    """What `plain` does with the same results; every array is made here, as long as the loops are told."""

    def __init__(self, library: ctypes.PyDLL) -> None:
        self._handles_of = _loop(library, "gongkai_handles_of", 5)
        self._numbers = _loop(library, "gongkai_numbers", 4)
        self._rows = _loop(library, "gongkai_rows", 5)
        self._apart = {2: _loop(library, "gongkai_pairs", 4), 4: _loop(library, "gongkai_fours", 4)}
        self._rows_of = _loop(library, "gongkai_rows_of", 5)

    def handles_of(self, call: Call, holders: Handles, counts: Counts) -> Handles:
        """What `call(holder, n)` returns for each n below the holder's count, one holder after the other."""
        found = np.empty(int(counts.sum()), np.uint64)
        holders, counts = np.ascontiguousarray(holders), np.ascontiguousarray(counts, np.int64)
        self._handles_of(address(call), holders.ctypes.data, counts.ctypes.data, len(holders), found.ctypes.data)
        return found

    def numbers(self, call: Call, handles: Handles) -> Numbers:
        """What `call(handle)` returns for each handle."""
        found = np.empty(len(handles), np.int32)
        handles = np.ascontiguousarray(handles)
        self._numbers(address(call), handles.ctypes.data, len(handles), found.ctypes.data)
        return found

    def rows(self, call: Call, handles: Handles, start: Table, *, apart: bool) -> Table:
        """A row of values for each handle, written by `call(handle, &row)`, or where `apart` by `call(handle, &row[0], …)`."""
        table = _table(len(handles), start)
        handles = np.ascontiguousarray(handles)
        given = address(call), handles.ctypes.data, len(handles), table.ctypes.data
        if apart:
            self._apart[len(start)](*given)
        else:
            self._rows(*given, len(start))
        return table

    def rows_of(self, call: Call, holder: int, count: int, start: Table) -> Table:
        """A row of values for each n below the count, written by `call(holder, n, &row)`."""
        table = _table(count, start)
        self._rows_of(address(call), holder, count, table.ctypes.data, len(start))
        return table


def loaded(file: Path = LIBRARY) -> Compiled | None:
    """The loops, None where they were not built, or built from another state of the code."""
    try:
        library = ctypes.PyDLL(str(file))
        version = ctypes.c_int32.in_dll(library, "gongkai_loops").value
    except (OSError, ValueError):
        return None
    return Compiled(library) if version == VERSION else None


def _loop(library: ctypes.PyDLL, name: str, arguments: int) -> Any:
    """A loop of the library; all that these take are addresses and counts, which are as wide."""
    found = library[name]
    found.argtypes, found.restype = [ctypes.c_size_t] * arguments, None
    return found


def _table(count: int, start: Table) -> Table:
    table = np.empty((count, len(start)), start.dtype)
    table[:] = start
    return table
