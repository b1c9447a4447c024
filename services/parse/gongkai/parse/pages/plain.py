"""Calls of one function for many handles or numbers, in plain Python.

What ctypes needs longest for is making C values of Python numbers. Here they are made once: pointers to every word of a
buffer that is used again and again, and handles that are objects looking into another one.
"""

from __future__ import annotations

import ctypes
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, repeat
from typing import Any

import numpy as np

from gongkai.parse.pages.foreign import Call, Counts, Handles, Numbers, Table, pointer

AT_ONCE = 512  # rows that the buffers hold: more of them stay in no cache
WIDEST = 6  # words of a row
WORD = 4


def handles_of(call: Call, holders: Handles, counts: Counts) -> Handles:
    """What `call(holder, n)` returns for each n below the holder's count, one holder after the other."""
    found = (
        map(call, repeat(pointer(holder)), range(count))
        for holder, count in zip(holders.tolist(), counts.tolist(), strict=True)
    )
    return np.fromiter(chain.from_iterable(found), np.uint64, int(counts.sum()))


def numbers(call: Call, handles: Handles) -> Numbers:
    """What `call(handle)` returns for each handle."""
    if len(handles) > AT_ONCE:
        return np.concatenate([numbers(call, part) for part in _parts(handles)])
    return np.fromiter(map(call, _desk.holding(handles)), np.int32, len(handles))


def rows(call: Call, handles: Handles, start: Table, *, apart: bool) -> Table:
    """A row of values for each handle, written by `call(handle, &row)`, or where `apart` by `call(handle, &row[0], …)`."""
    if len(handles) > AT_ONCE:
        return np.concatenate([rows(call, part, start, apart=apart) for part in _parts(handles)])
    width = len(start)
    table = _desk.table(len(handles), start)
    spots = [_desk.column(len(handles), width, k) for k in range(width if apart else 1)]
    _run(map(call, _desk.holding(handles), *spots))
    return table.copy()


def rows_of(call: Call, holder: int, count: int, start: Table) -> Table:
    """A row of values for each n below the count, written by `call(holder, n, &row)`."""
    found = np.empty((count, len(start)), start.dtype)
    held = repeat(pointer(holder))
    for first in range(0, count, AT_ONCE):
        part = found[first : first + AT_ONCE]
        table = _desk.table(len(part), start)
        _run(map(call, held, range(first, count), _desk.column(len(part), len(start), 0)))
        part[:] = table
    return found


def _parts(handles: Handles) -> Iterator[Handles]:
    return (handles[first : first + AT_ONCE] for first in range(0, len(handles), AT_ONCE))


def _run(calls: Iterable[Any]) -> None:
    deque(calls, maxlen=0)


class _Handle(ctypes.c_void_p):
    """A handle in the buffer; plain `c_void_p` would be read as a number at once."""


class _Desk(threading.local):
    """The buffers of one thread, and the ready values that point into them."""

    def __init__(self) -> None:
        self._words = np.zeros(AT_ONCE * WIDEST, np.uint32)
        words = (ctypes.c_uint32 * len(self._words)).from_buffer(self._words.data)
        self._spots = [ctypes.byref(words, WORD * word) for word in range(len(words))]
        self._addresses = np.zeros(AT_ONCE, np.uint64)
        self._handles = list((_Handle * AT_ONCE).from_buffer(self._addresses.data))

    def holding(self, handles: Handles) -> Sequence[Any]:
        """The handles as ready values, good until the next ones."""
        self._addresses[: len(handles)] = handles
        return self._handles[: len(handles)]

    def table(self, count: int, start: Table) -> Table:
        """The buffer as a table whose rows begin as the given one; its values have one word each."""
        values: Table = self._words[: count * len(start)].view(start.dtype)
        table = values.reshape(count, len(start))
        table[:] = start
        return table

    def column(self, count: int, width: int, nth: int) -> Sequence[Any]:
        """Pointers to one value of each row."""
        return self._spots[nth : count * width : width]


_desk = _Desk()
