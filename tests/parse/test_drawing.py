"""Grids from cells with spans: always rectangular, every cell in it once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.places import Place
from gongkai.errors import Refused
from gongkai.parse.drawing import Allowance, Drawn, draw
from gongkai.settings import Limits

PLACE = Place(line=1)
SPANS = st.integers(min_value=-1, max_value=10**9) | st.integers(min_value=1, max_value=3)


def drawn(text: str, rowspan: int = 1, colspan: int = 1, column: int | None = None) -> Drawn:
    return Drawn(text, PLACE, rowspan, colspan, column)


def allowance(**limits: int) -> Allowance:
    return Allowance(Limits(**limits))


def test_a_cell_with_a_column_stands_there() -> None:
    grid = draw([[drawn("a", column=0), drawn("b", column=2)]], PLACE, allowance())
    assert grid and grid.texts() == [["a", "", "b"]]


def test_a_cell_gives_way_to_one_that_reaches_down_from_above() -> None:
    grid = draw([[drawn("a", rowspan=2), drawn("b")], [drawn("c")]], PLACE, allowance())
    assert grid and grid.texts() == [["a", "b"], ["", "c"]]


def test_no_cells_make_no_grid() -> None:
    assert draw([[], []], PLACE, allowance()) is None


def test_cells_and_characters_are_counted() -> None:
    rows = [[drawn("预算"), drawn("公开")]]
    with pytest.raises(Refused) as caught:
        draw(rows, PLACE, allowance(cells=1))
    assert caught.value.code == "TOO_MANY_CELLS"
    with pytest.raises(Refused) as caught:
        draw(rows, PLACE, allowance(characters=3))
    assert caught.value.code == "TOO_BIG"


@given(st.lists(st.lists(st.tuples(SPANS, SPANS), max_size=4), max_size=5))
def test_whatever_spans_are_claimed_the_grid_is_whole(spans: list[list[tuple[int, int]]]) -> None:
    names = iter(range(100))
    rows = [[drawn(str(next(names)), down, across) for down, across in row] for row in spans]
    try:
        grid = draw(rows, PLACE, allowance())
    except Refused:
        return
    cells = [(top, left, cell) for top, row in enumerate(grid.rows if grid else ()) for left, cell in enumerate(row)]
    assert sorted(cell.text for _, _, cell in cells if cell and cell.text) == sorted(map(str, range(next(names))))
    covered = {
        (down, across)
        for top, left, cell in cells
        if cell
        for down in range(top, top + cell.rowspan)
        for across in range(left, left + cell.colspan)
    }
    assert covered == {(top, left) for top, left, _ in cells}
