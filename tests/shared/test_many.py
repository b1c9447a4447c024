"""Many values at once are the same as one after another."""

from itertools import repeat

import pytest

from gongkai.domain.content import Cell
from gongkai.domain.many import made
from gongkai.domain.places import Place, on_page


def test_values_made_together_are_those_made_alone() -> None:
    place = Place(page=1)
    found = made(Cell, 2, text=["甲", "1.50"], place=repeat(place), rowspan=[1, 2], colspan=repeat(1))
    assert found == [Cell("甲", place), Cell("1.50", place, 2)]


def test_no_field_may_be_forgotten() -> None:
    with pytest.raises(KeyError):
        made(Cell, 1, text=["甲"])


def test_the_boxes_of_a_page_are_places() -> None:
    box = (1.0, 2.0, 3.0, 4.0)
    assert on_page(7, [box]) == [Place(page=7, box=box)]
