"""Pictures of a page as they come from a scanner, and what is read of them by the networks themselves."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from gongkai.domain.places import Box
from gongkai.parse.pages import scanned
from gongkai.parse.pages.frame import Frame
from gongkai.parse.pages.page import Page
from gongkai.parse.pages.sight import Picture
from gongkai.parse.scans.looking import look

Sheet = Callable[..., Picture]
ROWS = [["Code", "Total", "Basic"], ["2080101", "1,234.56", "0.00"], ["2080199", "70.18", "-3.50"]]


def seen(picture: Picture) -> Page:
    height, width = picture.grey.shape
    frame = Frame(1, 0.0, 0.0, width / picture.scale, height / picture.scale)
    return scanned.recognised(picture, frame, look, 1000, None)


def place_of(page: Page, text: str) -> Box | None:
    (found,) = (
        cell.place.box for grid in page.grids for row in grid.rows for cell in row if cell and cell.text == text
    )
    return found


@pytest.mark.parametrize(("quarters", "skew"), [(0, 0.0), (0, 2.5), (1, -1.0), (2, 0.0), (3, 1.5)])
def test_a_table_is_read_however_the_page_was_put_in(sheet: Sheet, quarters: int, skew: float) -> None:
    page = seen(sheet(ROWS, quarters=quarters, skew=skew, noise=6.0))
    assert [grid.texts() for grid in page.grids] == [ROWS]
    assert [notice.code for notice in page.notices] == [scanned.RECOGNISED]


def test_a_place_is_told_on_the_page_as_it_was_put_in(sheet: Sheet) -> None:
    box = place_of(seen(sheet(ROWS, quarters=2, skew=2.0)), "1,234.56")
    # The middle cell of the page, two degrees and half a turn about the middle of its 560 x 240 points.
    assert box is not None
    assert np.allclose(((box[0] + box[2]) / 2, (box[1] + box[3]) / 2), (399.1, 148.2), atol=2.0)


def test_a_figure_that_its_cell_breaks_is_read_to_its_end(sheet: Sheet) -> None:
    page = seen(sheet([["No", "Sum"], ["1", "5000.0\n0"], ["2", "16,072.2\n1"]]))
    assert [row[1].text for row in page.grids[0].rows if row[1]] == ["Sum", "5000.0\n0", "16,072.2\n1"]


def test_an_empty_page_has_nothing(sheet: Sheet) -> None:
    found = look(Picture(np.full((600, 900), 250, np.uint8), 200 / 72))
    assert (len(found.characters), len(found.rules), found.doubts) == (0, 0, ())
