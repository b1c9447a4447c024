"""How long a child may work: some time for the document, some more for each of its pages, and never long without a step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from gongkai.parse.isolation.progress import PAGE, STEP


class Time:
    """The time that is left, by a clock that nobody sets."""

    def __init__(self, limits: dict[str, Any], clock: Callable[[], float]) -> None:
        self._clock = clock
        self._page, self._quiet = float(limits["page_seconds"]), float(limits["quiet"])
        now = clock()
        self._end = now + float(limits["seconds"])
        self._last = now + max(float(limits["seconds"]), float(limits["longest"]))
        # Only of one that tells of its steps can be said that it has told of none for long.
        self._next_step = self._last

    def left(self) -> float:
        """Seconds until the child is stopped."""
        return min(self._end, self._last, self._next_step) - self._clock()

    def without_marks(self, said: bytes) -> bytes:
        """What a child said without the marks of its progress, which are taken into account."""
        rest = said.lstrip(STEP + PAGE)
        marks = said[: len(said) - len(rest)]
        self._end += self._page * marks.count(PAGE)
        if marks:
            self._next_step = self._clock() + self._quiet
        return rest
