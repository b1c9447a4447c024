"""Page numbers are dropped, figures never."""

import pytest

from gongkai.parse.pages.frame import Frame
from gongkai.parse.pages.furniture import without_numbers
from gongkai.parse.pages.lines import Printed
from gongkai.parse.pages.page import Page


def page(number: int, *lines: tuple[str, float]) -> Page:
    printed = tuple(Printed(text, (100, top, 200, top + 10), 10) for text, top in lines)
    return Page(Frame(number, 0, 0, 600, 800), printed)


def kept(*pages: Page) -> list[list[str]]:
    return [[line.text for line in lines] for lines in without_numbers(list(pages))]


@pytest.mark.parametrize(
    "text", ["— 3 —", "-3-", "- 12 -", "第3页", "第 3 页 共 40 页", "3/40", "3 / 40", "Page 3 of 40", "·3·"]
)
def test_a_page_number_in_the_margin_is_dropped(text: str) -> None:
    assert kept(page(3, ("正文", 400), (text, 780))) == [["正文"]]


@pytest.mark.parametrize("text", ["3.00", "合计 3", "-3.5-", "2024年", "第3页续表", "—"])
def test_other_text_in_the_margin_stays(text: str) -> None:
    assert kept(page(3, (text, 780))) == [[text]]


def test_bare_numbers_that_run_along_with_the_pages_are_dropped() -> None:
    assert kept(page(5, ("正文", 400), ("3", 780)), page(6, ("正文", 400), ("4", 780))) == [["正文"], ["正文"]]


def test_a_bare_figure_in_the_margin_stays() -> None:
    assert kept(page(5, ("1966", 780)), page(6, ("4", 780))) == [["1966"], ["4"]]


def test_a_page_number_in_the_middle_of_the_page_stays() -> None:
    assert kept(page(3, ("3/40", 400))) == [["3/40"]]
