"""Edges of tables that are meant to be one."""

from __future__ import annotations

from gongkai.domain.places import Place
from gongkai.parse.drawing import Drawn
from gongkai.parse.snapping import snap, snapped


def cell(column: int, colspan: int = 1, rowspan: int = 1, width: float | None = None) -> Drawn:
    return Drawn("", Place(), rowspan, colspan, column, width)


def columns(rows: list[list[Drawn]]) -> list[list[tuple[int | None, int]]]:
    return [[(cell.column, cell.colspan) for cell in row] for row in rows]


def test_near_edges_of_different_rows_are_one() -> None:
    assert snapped([0, 50, 53, 100], [[(0, 1), (1, 3)], [(0, 2), (2, 3)]]) == [0, 1, 1, 2]


def test_edges_with_a_cell_between_them_stay_two_however_near() -> None:
    assert snapped([0, 50, 53, 100], [[(0, 1), (1, 2), (2, 3)]]) == [0, 1, 2, 3]


def test_edges_further_apart_than_a_narrow_column_stay_two() -> None:
    assert snapped([0, 50, 70, 100], [[(0, 1), (1, 3)], [(0, 2), (2, 3)]]) == [0, 1, 2, 3]


def test_a_cell_that_reaches_down_keeps_its_edges_in_every_row() -> None:
    rows = [[cell(0), cell(1, rowspan=2), cell(2)], [cell(0), cell(2)]]
    snap(rows, [50, 3, 50])
    assert columns(rows) == [[(0, 1), (1, 1), (2, 1)], [(0, 1), (2, 1)]]


def test_widths_of_cells_tell_the_edges_where_columns_do_not() -> None:
    rows = [[cell(0, 1, width=50), cell(1, 2, width=53)], [cell(0, 2, width=53), cell(2, 1, width=50)]]
    snap(rows, [])
    assert columns(rows) == [[(0, 1), (1, 1)], [(0, 1), (1, 1)]]


def test_nothing_moves_where_a_width_is_missing_or_contradicts_the_others() -> None:
    for widths in ((None, None), (10.0, 50.0)):
        first, second = widths
        rows = [[cell(0, 1, width=50), cell(1, 2, width=53)], [cell(0, 2, width=first), cell(2, 1, width=second)]]
        before = columns(rows)
        snap(rows, [])
        assert columns(rows) == before
