"""No digit is lost without a word when lines become a grid."""

from __future__ import annotations

from gongkai.domain.content import Cell, Grid, Line
from gongkai.domain.places import Place
from gongkai.parse.wrapped.accounts import lost

HERE = Place(line=1)


def lines(*texts: str) -> list[Line]:
    return [Line(text, HERE) for text in texts]


def grid(*texts: str) -> Grid:
    return Grid((tuple(Cell(text, HERE) for text in texts),), HERE)


def test_a_figure_put_together_from_two_lines_is_not_lost() -> None:
    assert list(lost(lines("7000.", "00 行政运行"), grid("行政运行", "7000.00"))) == []


def test_a_figure_that_is_in_no_cell_is_told() -> None:
    (notice,) = lost(lines("行政运行 12.50 3.00"), grid("行政运行", "12.50"))
    assert notice.code == "LOST_FIGURE" and "3 digits" in notice.en


def test_a_page_number_between_the_lines_is_no_figure() -> None:
    assert list(lost(lines("行政运行 12.50", "— 7 —"), grid("行政运行", "12.50"))) == []
