"""`gongkai parse --explain`: what was understood, and what was left over."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from fiction import book, modern, write_txt

from gongkai.domain.content import Cell, Content, Grid, Line
from gongkai.domain.disclosure import Disclosure, Funds, Objective, Row, Section, Table
from gongkai.domain.places import Place
from gongkai.parse import reading
from gongkai.parse.assemble import assemble
from gongkai.parse.explaining import explain, to_plain, unread
from gongkai.parse.report import explained
from gongkai.settings import Limits


def content(*blocks: Line | Grid) -> Content:
    return Content("pdfium", blocks, 1)


def line(text: str, number: int = 1) -> Line:
    return Line(text, Place(page=1, line=number))


def grid(*rows: tuple[str, ...]) -> Grid:
    return Grid(
        tuple(tuple(Cell(text, at(down, across)) for across, text in enumerate(row)) for down, row in enumerate(rows)),
        Place(page=1),
    )


def at(down: int, across: int) -> Place:
    return Place(page=1, box=(across, down, across + 1, down + 1))


def table(**cells: tuple[str, int]) -> Table:
    rows = tuple(
        Row(name=name, values={"total": Decimal(text)}, cells={"total": at(down, 1)})
        for name, (text, down) in cells.items()
    )
    return Table(code="other", title="收入表", columns=("合计",), rows=rows)


def test_a_line_that_stands_in_a_section_is_accounted_for_and_another_is_named() -> None:
    told = Disclosure(sections=(Section(path=("一",), heading="主要职能", text="负责水利工作。"),))
    found = explain(content(line("一、主要职能"), line("负责水利工作。"), line("谁也不认识的一行")), told)
    assert [left.text for left in found.lines.left] == ["谁也不认识的一行"]
    assert found.lines.total == 3


def test_a_figure_that_no_table_took_is_named_with_its_place() -> None:
    told = Disclosure(tables=(table(水费=("12.50", 0)),))
    found = explain(content(grid(("水费", "12.50"), ("电费", "7.25"))), told)
    assert [(left.text, left.place) for left in found.figures.left] == [("7.25", at(1, 1))]
    assert found.figures.read == 0.5


def test_one_value_does_not_account_for_two_equal_figures() -> None:
    told = Disclosure(tables=(table(水费=("12.50", 0)),))
    found = explain(content(grid(("水费", "12.50"), ("电费", "12.50"))), told)
    assert len(found.figures.left) == 1


def test_equal_figures_of_one_line_are_told_apart_from_the_codes_beside_them() -> None:
    spot = Place(line=7)
    row = Row(name="差旅费", code="30211", values={"total": Decimal("16.00")}, cells={"total": spot})
    told = Disclosure(tables=(replace(table(), rows=(row,)),))
    cells = tuple(Cell(text, spot) for text in ("302", "11", "差旅费", "16.00"))
    assert not explain(content(Grid((cells,), spot)), told).figures.left


def test_amounts_that_were_not_read_are_told_in_a_notice_and_codes_are_not() -> None:
    blocks = (line("另有资金12.50万元"), grid(("电费", "7.25"), ("编码", "105301")))
    (notice,) = unread(content(*blocks), Disclosure())
    assert notice.code == "UNREAD_FIGURES" and "有 2 处" in notice.zh and "7.25" in notice.zh
    assert not list(unread(content(grid(("编码", "105301"))), Disclosure()))


def test_dates_and_numbers_of_headings_are_no_amounts() -> None:
    blocks = (line("印发日期 2024.12.31"), line("1.2 概况"), line("1.25万元另列"))
    (notice,) = unread(content(*blocks), Disclosure())
    assert "有 1 处" in notice.zh and "1.25万元" in notice.zh


def test_codes_captions_and_the_contents_need_no_place_of_their_own() -> None:
    row = Row(name="水利", code="2130301")
    told = Disclosure(tables=(replace(table(), rows=(row,)),))
    blocks = (line("目 录"), line("单位：万元"), line("— 3 —"), grid(("213", "03", "01")))
    found = explain(content(*blocks), told)
    assert not found.lines.left and not found.figures.left


def test_in_a_disclosure_that_is_read_whole_nothing_is_left_over() -> None:
    read = reading.read(write_txt.write(modern.write(book.make(3, "water", 2023))), "txt", Limits())
    found = explain(read, assemble(read))
    assert found.figures.total > 100 and not found.figures.left and not found.lines.left


def test_the_explanation_for_people_names_reader_tables_and_what_was_left() -> None:
    told = Disclosure(tables=(table(水费=("12.50", 0)),))
    text = explained(to_plain(explain(content(line("孤行"), grid(("水费", "12.50"), ("电费", "7.25"))), told)))
    assert "pdfium" in text and "收入表" in text
    assert "孤行" in text and "7.25" in text and "第1页 p. 1" in text


def test_a_figure_with_separators_is_found_again_without_them() -> None:
    told = Disclosure(objectives=(Objective(scope="unit", funds=Funds(total=Decimal("4100000.00"))),))
    assert list(explain(content(grid(("年度资金", "4,100,000.00"))), told).figures.left) == []


def test_a_document_in_which_nothing_of_a_disclosure_was_found_says_so() -> None:
    notes = content(line("一、会议安排"), line("请各科室按时参加。", 2))
    assert [notice.code for notice in assemble(notes).notices] == ["NOT_RECOGNISED"]
