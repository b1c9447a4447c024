"""Places are told on the page as shown, whatever its rotation and however it is read."""

import numpy as np
import pytest

from gongkai.parse.pages.frame import Frame, turned

# A mark 10 wide and 20 high whose lower left corner stands 100 from the left and 600 from the bottom.
MARK = np.array([[100.0, 600.0, 110.0, 620.0]])


@pytest.mark.parametrize(
    ("turns", "box"),
    [
        (0, [100, 180, 110, 200]),
        (1, [600, 100, 620, 110]),
        (2, [490, 600, 500, 620]),
        (3, [180, 490, 200, 500]),
    ],
)
def test_a_rotated_page_is_measured_as_shown(turns: int, box: list[float]) -> None:
    assert Frame(1, 0, 0, 600, 800, turns).shown(MARK).tolist() == [box]


def test_the_visible_part_of_the_page_is_where_measuring_begins() -> None:
    assert Frame(1, 50, 100, 600, 800).shown(MARK).tolist() == [[50, 180, 60, 200]]


def test_a_page_read_sideways_tells_its_places_as_shown() -> None:
    frame = Frame(3, 0, 0, 600, 800)
    reading = frame.tilted(1)
    assert (reading.width, reading.height) == (800, 600)
    assert reading.place(tuple(reading.shown(MARK)[0].tolist())) == frame.place(tuple(frame.shown(MARK)[0].tolist()))


def test_four_quarter_turns_come_back() -> None:
    box = np.array([[1.0, 2.0, 30.0, 40.0]])
    once = turned(box, 1, 600, 800)
    assert once.tolist() == [[760, 1, 798, 30]]
    assert turned(once, 3, 800, 600).tolist() == box.tolist()


def test_a_page_that_was_made_level_and_smaller_tells_places_as_it_was_shown() -> None:
    frame = Frame(1, 0.0, 0.0, 200.0, 100.0, skew=90.0, zoom=2.0)
    # The middle of the box, 50 points to the right of the page's, stood 50 points below it.
    assert frame.place((140.0, 40.0, 160.0, 60.0)).box == (180.0, 180.0, 220.0, 220.0)
