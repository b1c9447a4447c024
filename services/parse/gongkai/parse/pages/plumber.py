"""The second reader: the same characters and rules from pdfplumber, for what pdfium does not open or see."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import numpy as np
import pdfplumber

from gongkai.parse.pages.characters import Characters, characters
from gongkai.parse.pages.frame import Frame
from gongkai.parse.pages.pdfium import Floats
from gongkai.parse.pages.styles import SLANTED

_DIRECTIONS = {(1, 0): 0, (0, -1): 1, (-1, 0): 2, (0, 1): 3}

# pdfminer warns of every odd font and box; a reader that finds nothing says so itself.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


class Second:
    """A document as pdfplumber sees it; what it cannot read is as good as not there."""

    def __init__(self, data: bytes, stack: ExitStack) -> None:
        self._data, self._stack = data, stack
        self._pages: list[Any] | None = None

    def count(self) -> int:
        """Its pages, 0 when it cannot open the document."""
        if self._pages is None:
            self._pages = self._opened()
        return len(self._pages)

    def page(self, index: int) -> tuple[Characters, Floats, Frame] | None:
        """The characters, rules and frame of a page that has characters."""
        if index >= self.count():
            return None
        assert self._pages is not None
        try:
            return _page(self._pages[index], index)
        except Exception:  # pdfminer raises whatever a broken page makes it stumble over
            return None

    def _opened(self) -> list[Any]:
        try:
            opened = pdfplumber.open(io.BytesIO(self._data))
            pages = list(opened.pages)
        except Exception:  # as above; closing asks for the pages again
            return []
        self._stack.enter_context(opened)
        return pages


@contextmanager
def second(data: bytes) -> Iterator[Second]:
    """The document for a second look; it is opened at the first question."""
    with ExitStack() as stack:
        yield Second(data, stack)


def _page(page: Any, index: int) -> tuple[Characters, Floats, Frame] | None:
    letters = [(char, letter) for char in page.chars for letter in char["text"]]
    if not letters:
        return None
    frame = Frame(index + 1, 0.0, 0.0, float(page.width), float(page.height))
    found = characters(
        [ord(letter) for _, letter in letters],
        _boxes([char for char, _ in letters], page),
        np.array([max(float(char["size"]), 0.1) for char, _ in letters]),
        np.array([_turns(char["matrix"]) for char, _ in letters], np.int8),
        np.ones(len(letters), bool),
    )
    rules = _boxes(page.edges, page)
    page.close()
    return found, rules, frame


def _boxes(things: list[Any], page: Any) -> Floats:
    left, top = page.bbox[:2]
    rows = [(thing["x0"] - left, thing["top"] - top, thing["x1"] - left, thing["bottom"] - top) for thing in things]
    return np.array(rows, np.float64).reshape(-1, 4)


def _turns(matrix: tuple[float, ...]) -> int:
    a, b = matrix[:2]
    longest = max(abs(a), abs(b)) or 1.0
    return _DIRECTIONS.get((round(a / longest), round(b / longest)), SLANTED)
