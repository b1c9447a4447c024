"""Running heads and page numbers."""

from __future__ import annotations

from gongkai.domain.content import Line
from gongkai.domain.places import Place
from gongkai.parse.narrative.running import without_running


def at(text: str, page: int, top: float) -> Line:
    return Line(text, Place(page=page, box=(60.0, top, 500.0, top + 12.0)))


def test_a_head_that_comes_again_on_the_pages_is_dropped() -> None:
    pages = [
        line
        for page in (1, 2, 3)
        for line in (at("云溪区水务局2024年部门预算", page, 40), at(f"正文{page}。", page, 90 + page))
    ]
    assert [line.text for line in without_running(pages) if isinstance(line, Line)] == ["正文1。", "正文2。", "正文3。"]


def test_the_first_lines_of_pages_stay_when_they_differ() -> None:
    pages = [at(text, page, 40) for page, text in enumerate(("基本支出。", "项目支出。", "其他支出。"), 1)]
    assert without_running(pages) == pages


def test_bare_numbers_that_count_the_pages_are_dropped_and_figures_stay() -> None:
    def text(*lines: str) -> list[Line]:
        return [Line(line, Place(line=number)) for number, line in enumerate(lines, 1)]

    assert len(without_running(text("甲。", "1", "乙。", "2", "丙。", "3"))) == 3
    assert len(without_running(text("甲。", "30", "乙。", "12", "丙。", "5"))) == 6
