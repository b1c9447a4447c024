"""How much memory processes and all below them take at most, looked up again and again."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

_LOOK = 0.25
_PAGE = os.sysconf("SC_PAGE_SIZE")


class Peak(NamedTuple):
    """Bytes in memory, at most: of the largest process that was started, and of the largest below them."""

    started: int
    below: int


@contextlib.contextmanager
def watched(product: Mapping[str, int | None]) -> Iterator[list[Peak]]:
    """Look at these processes (name and number) until the end; the one peak stands in the list afterwards."""
    found: list[Peak] = []
    ending = threading.Event()
    peaks = [Peak(0, 0)]

    def look() -> None:
        while not ending.wait(_LOOK):
            peaks.append(_now({pid for pid in product.values() if pid}))
            peaks[:] = [Peak(max(one.started for one in peaks), max(one.below for one in peaks))]

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        ending.set()
        thread.join()
        found.extend(peaks)


def _now(started: set[int]) -> Peak:
    parents, sizes = {}, {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ProcessLookupError):
            fields = path.read_text().rpartition(")")[2].split()
            parents[int(path.parent.name)], sizes[int(path.parent.name)] = int(fields[1]), int(fields[21]) * _PAGE
    below = {pid for pid in parents if _descends(pid, parents, started)}
    return Peak(max((sizes.get(pid, 0) for pid in started), default=0), max((sizes[pid] for pid in below), default=0))


def _descends(pid: int, parents: Mapping[int, int], started: set[int]) -> bool:
    while (pid := parents.get(pid, 0)) > 1:
        if pid in started:
            return True
    return False
