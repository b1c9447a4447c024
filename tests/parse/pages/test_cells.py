"""The cells that drawn edges enclose, with spans, open borders and tables inside tables."""

import numpy as np
import pytest

from gongkai.errors import Refused
from gongkai.parse.pages.cells import Span, Table, tables
from gongkai.parse.pages.edges import level_and_upright

Rule = tuple[float, float, float, float]


def found(*rules: Rule, most: int = 1000) -> list[Table]:
    return tables(*level_and_upright(np.array(rules, float).reshape(-1, 4)), most)


def level(y: float, start: float = 0, end: float = 90) -> Rule:
    return (start, y, end, y)


def upright(x: float, start: float = 0, end: float = 60) -> Rule:
    return (x, start, x, end)


BORDER = [level(0), level(60), upright(0), upright(90)]


def test_a_plain_grid_has_a_cell_for_every_place() -> None:
    (table,) = found(*BORDER, level(20), level(40), upright(30), upright(60))
    assert table.labels.tolist() == [[0, 1, 2], [3, 4, 5], [6, 7, 8]]
    assert table.box == (0, 0, 90, 60)


def test_missing_walls_make_spanning_cells() -> None:
    (table,) = found(*BORDER, level(20, 30, 90), level(40), upright(30), upright(60, 20, 60))
    assert table.spans[:2] == (Span(0, 0, 2, 1), Span(0, 1, 1, 2))
    assert table.labels.tolist() == [[0, 1, 1], [0, 2, 3], [4, 5, 6]]


def test_a_single_box_is_no_table() -> None:
    assert found(*BORDER) == []


def test_underlines_are_no_table() -> None:
    assert found(level(0), level(20), level(40)) == []


def test_outer_borders_left_and_right_may_be_missing() -> None:
    (table,) = found(level(0), level(20), level(40), upright(30, 0, 40), upright(60, 0, 40))
    assert table.xs.tolist() == [0, 30, 60, 90]


def test_the_row_that_a_page_break_cuts_open_is_kept() -> None:
    (table,) = found(level(0), level(20), level(40), upright(0), upright(45), upright(90))
    assert table.ys.tolist() == [0, 20, 40, 60]


def test_a_line_that_encloses_nothing_makes_no_column() -> None:
    (table,) = found(*BORDER, level(30), upright(45, 5, 20))
    assert table.labels.tolist() == [[0], [1]]


def test_a_region_with_a_corner_is_cut_into_rectangles() -> None:
    (table,) = found(*BORDER, level(30, 0, 45), upright(45, 0, 30))
    assert sorted(np.unique(table.labels).tolist()) == list(range(len(table.spans)))
    assert sum(span.rows * span.columns for span in table.spans) == table.labels.size


def test_two_tables_apart_are_two() -> None:
    below = [(left, top + 100, right, bottom + 100) for left, top, right, bottom in [*BORDER, level(30)]]
    first, second = found(*BORDER, upright(45), *below)
    assert (first.labels.shape, second.labels.shape) == ((1, 2), (2, 1))


def test_a_table_inside_a_frame_stands_alone() -> None:
    (table,) = found(
        (-20, -20, 120, -20), (-20, 80, 120, 80), (-20, -20, -20, 80), (120, -20, 120, 80), *BORDER, level(30)
    )
    assert table.box == (0, 0, 90, 60)


def test_too_many_lines_are_refused() -> None:
    lines = [level(y, 0, 900) for y in range(0, 400, 4)] + [upright(x, 0, 400) for x in range(0, 400, 4)]
    with pytest.raises(Refused, match="TOO_MANY_CELLS"):
        found(*lines, most=100)
