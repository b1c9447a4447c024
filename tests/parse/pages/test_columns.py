"""The right edge that full lines reach is learned from all pages of one size."""

from gongkai.parse.pages.columns import right_edges
from gongkai.parse.pages.frame import Frame
from gongkai.parse.pages.lines import Printed
from gongkai.parse.pages.page import Page


def page(number: int, *rights: float, width: float = 600) -> Page:
    lines = tuple(Printed("文", (70, 20.0 * i, right, 20.0 * i + 12), 12) for i, right in enumerate(rights))
    return Page(Frame(number, 0, 0, width, 800), lines)


def edges(*pages: Page) -> list[float | None]:
    return right_edges(list(pages), [page.lines for page in pages])


def test_full_lines_set_the_edge_for_a_page_that_has_none() -> None:
    assert edges(page(1, 530, 528, 530, 300), page(2, 120)) == [530, 530]


def test_one_line_that_sticks_out_does_not_count() -> None:
    assert edges(page(1, 580, 530, 528, 530, 300)) == [530]


def test_wide_pages_have_their_own_edge() -> None:
    assert edges(page(1, 530, 530), page(2, 770, 770, width=842)) == [530, 770]


def test_a_page_without_lines_knows_no_edge() -> None:
    assert edges(page(1)) == [None]
