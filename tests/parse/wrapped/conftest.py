"""Wrapped text for the tests, and the tables that come out of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gongkai.domain.content import Content, Grid, Line
from gongkai.domain.places import Place
from gongkai.parse.wrapped import rebuild
from gongkai.parse.wrapped.pieces import Piece, pieces_of


def _content(text: str) -> Content:
    lines = (Line(line, Place(line=number)) for number, line in enumerate(text.strip().split("\n"), start=1))
    return Content("txt", tuple(line for line in lines if line.text.strip()))


@pytest.fixture
def content() -> Callable[[str], Content]:
    """Text as a reader delivers it: one line a printed line, empty ones left out."""
    return _content


@pytest.fixture
def pieces() -> Callable[[str], list[Piece]]:
    """The printed pieces of a text."""
    return lambda text: pieces_of(
        (number, Line(line, Place(line=number))) for number, line in enumerate(text.strip().split("\n"), start=1)
    )


@pytest.fixture
def tables() -> Callable[[str], list[list[list[str]]]]:
    """The texts of the grids that a text is rebuilt to."""

    def _tables(text: str) -> list[list[list[str]]]:
        return [block.texts() for block in rebuild(_content(text)).blocks if isinstance(block, Grid)]

    return _tables
