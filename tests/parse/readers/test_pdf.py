"""PDF files made line by line, and what the reader makes of them."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from gongkai.domain.content import Content, Grid, Line
from gongkai.errors import Refused
from gongkai.parse.readers.pdf import read
from gongkai.settings import Limits

WIDTH, HEIGHT = 400, 500
SONG = UnicodeCIDFont("STSong-Light")
pdfmetrics.registerFont(SONG)


def made(*pages: Callable[[Canvas], None], rotation: int = 0, password: tuple[str, str] | None = None) -> bytes:
    """A PDF with a page for each drawing function."""
    file = io.BytesIO()
    encrypt = StandardEncryption(*password) if password else None
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT), invariant=True, encrypt=encrypt)
    for draw in pages:
        canvas.setPageRotation(rotation)
        canvas.setFont(SONG.fontName, 10)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def shown(data: bytes) -> Content:
    return read(data, Limits())


def texts(data: bytes) -> list[object]:
    """Lines as texts, grids as rows."""
    return [block.text if isinstance(block, Line) else block.texts() for block in shown(data).blocks]


def codes(data: bytes) -> list[str]:
    return [notice.code for notice in shown(data).notices]


def say(*lines: str) -> Callable[[Canvas], None]:
    """Draws lines of text from the top of the page."""

    def draw(canvas: Canvas) -> None:
        for number, line in enumerate(lines):
            canvas.drawString(40, 450 - 20 * number, line)

    return draw


def table(canvas: Canvas, rows: list[list[str]], top: float = 400) -> None:
    """Draws a ruled table with columns of 80 and rows of 20 points."""
    across = [40 + 80 * i for i in range(len(rows[0]) + 1)]
    canvas.grid(across, [top - 20 * i for i in range(len(rows) + 1)])
    for down, row in enumerate(rows):
        for left, text in zip(across, row, strict=False):
            canvas.drawString(left + 4, top - 20 * down - 14, text)


def only_grid(data: bytes) -> Grid:
    (grid,) = shown(data).grids()
    return grid


def test_lines_and_grids_come_in_reading_order() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(40, 300, "备注：无")
        table(canvas, [["收入", "金额"], ["合计", "12.50"]])
        canvas.drawString(40, 430, "收支总表")

    assert texts(made(draw)) == ["收支总表", [["收入", "金额"], ["合计", "12.50"]], "备注：无"]


def test_places_are_points_from_the_top_left_of_the_page() -> None:
    (line,) = shown(made(say("合计"))).blocks
    assert isinstance(line, Line) and line.place.box is not None
    assert line.place.page == 1
    assert line.place.box[0] == pytest.approx(40, abs=1)
    assert line.place.box[1] < HEIGHT - 450 < line.place.box[3]
    assert (line.size, line.whole) == (10, False)


def test_a_grid_and_its_cells_know_their_boxes() -> None:
    grid = only_grid(made(lambda canvas: table(canvas, [["甲", "乙"], ["丙", "丁"]])))
    last = grid.rows[1][1]
    assert grid.place.box == (40, 100, 200, 140)
    assert last is not None and last.place.box == (120, 120, 200, 140)


def test_merged_cells_span_and_leave_none_in_the_covered_places() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(40, 360, 240, 40)
        canvas.lines([(120, 360, 120, 400), (120, 380, 280, 380), (200, 360, 200, 380)])
        for text, x, y in [("科目", 44, 375), ("支出", 150, 385), ("基本", 130, 365), ("项目", 210, 365)]:
            canvas.drawString(x, y, text)

    (first, second) = only_grid(made(draw)).rows
    assert [cell and (cell.text, cell.rowspan, cell.colspan) for cell in first] == [
        ("科目", 2, 1),
        ("支出", 1, 2),
        None,
    ]
    assert [cell and cell.text for cell in second] == [None, "基本", "项目"]


def test_text_broken_in_a_cell_keeps_its_line_break() -> None:
    def draw(canvas: Canvas) -> None:
        table(canvas, [["", "金额"], ["", "12.50"]])
        canvas.drawString(44, 393, "功能分类")
        canvas.drawString(44, 383, "科目名称")

    assert only_grid(made(draw)).texts()[0] == ["功能分类\n科目名称", "金额"]


def test_a_table_that_goes_on_is_another_grid() -> None:
    content = shown(made(*[lambda canvas: table(canvas, [["甲", "乙"], ["丙", "丁"]])] * 2))
    assert [grid.place.page for grid in content.grids()] == [1, 2]
    assert (content.reader, content.pages, content.notices) == ("pdfium", 2, ())


def test_borders_drawn_as_thin_bars_are_borders() -> None:
    def draw(canvas: Canvas) -> None:
        for y in (400, 380, 360):
            canvas.rect(40, y, 160, 0.7, stroke=0, fill=1)
        for x in (40, 120, 199.3):
            canvas.rect(x, 360, 0.7, 40, stroke=0, fill=1)
        canvas.drawString(50, 385, "甲")

    assert only_grid(made(draw)).texts() == [["甲", ""], ["", ""]]


def test_dashed_and_doubled_borders_are_borders() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setDash(3, 3)
        table(canvas, [["甲", "乙"], ["丙", "丁"]])
        canvas.grid([42, 122, 202], [398, 378, 358])

    assert only_grid(made(draw)).texts() == [["甲", "乙"], ["丙", "丁"]]


def test_white_lines_on_white_paper_are_no_borders() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setStrokeColorRGB(1, 1, 1)
        table(canvas, [["甲", "乙"], ["丙", "丁"]])

    assert texts(made(draw)) == ["甲 乙", "丙 丁"]


def test_white_lines_on_a_coloured_ground_are_borders() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.6, 0.8, 0.9)
        canvas.rect(30, 350, 180, 60, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.setStrokeColorRGB(1, 1, 1)
        table(canvas, [["甲", "乙"], ["丙", "丁"]])

    grids = list(shown(made(draw)).grids())
    assert [["甲", "乙"], ["丙", "丁"]] in [grid.texts() for grid in grids]


def test_borders_inside_a_form_object_are_borders() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.beginForm("borders")
        canvas.grid([0, 80, 160], [0, 20, 40])
        canvas.endForm()
        canvas.translate(40, 360)
        canvas.doForm("borders")
        canvas.drawString(4, 26, "甲")

    grid = only_grid(made(draw))
    assert grid.texts() == [["甲", ""], ["", ""]]
    assert grid.place.box == (40, 100, 200, 140)


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_rotated_page_is_read_as_shown(rotation: int) -> None:
    def draw(canvas: Canvas) -> None:
        # Turned back by as much as the page is shown turned; reportlab swaps the sides of the page for it.
        across, up = {90: (HEIGHT, 0), 180: (WIDTH, HEIGHT), 270: (0, WIDTH)}[rotation]
        canvas.translate(across, up)
        canvas.rotate(rotation)
        table(canvas, [["甲", "乙"], ["合计", "12.50"]], top=300)

    grid = only_grid(made(draw, rotation=rotation))
    assert grid.texts() == [["甲", "乙"], ["合计", "12.50"]]
    assert grid.place.box == (40, 200, 200, 240)


def test_a_table_printed_sideways_is_read_upright_and_placed_as_shown() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(WIDTH, 0)
        canvas.rotate(90)
        table(canvas, [["甲", "乙"], ["合计", "12.50"]], top=300)

    grid = only_grid(made(draw))
    assert grid.texts() == [["甲", "乙"], ["合计", "12.50"]]
    assert grid.place.box == (100, 300, 140, 460)


def test_an_upright_heading_beside_level_text_is_read_in_its_own_direction() -> None:
    def draw(canvas: Canvas) -> None:
        table(canvas, [["", "金额合计情况"], ["", "12.50"]])
        canvas.translate(70, 382)
        canvas.rotate(90)
        canvas.setFontSize(7)
        canvas.drawString(0, 0, "科目")

    assert only_grid(made(draw)).texts()[0] == ["科目", "金额合计情况"]


def test_invisible_text_is_left_out_with_a_notice() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(40, 450, "合计 100")
        words = canvas.beginText(40, 430)
        words.setTextRenderMode(3)
        words.textOut("999")
        canvas.drawText(words)

    assert texts(made(draw)) == ["合计 100"]
    assert codes(made(draw)) == ["HIDDEN_TEXT"]


def test_white_text_on_white_paper_is_left_out_with_a_notice() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(40, 450, "合计")
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(80, 450, "999")

    assert texts(made(draw)) == ["合计"]
    assert codes(made(draw)) == ["HIDDEN_TEXT"]


def test_white_text_on_a_coloured_ground_is_read() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0, 0, 0.5)
        canvas.rect(30, 440, 200, 30, stroke=0, fill=1)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(40, 450, "合计")

    assert texts(made(draw)) == ["合计"]
    assert codes(made(draw)) == []


def test_a_figure_painted_over_is_left_out_with_a_notice() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(40, 450, "999.99")
        canvas.setFillColorRGB(1, 1, 1)
        canvas.rect(35, 445, 100, 20, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.drawString(40, 450, "100.00")

    assert texts(made(draw)) == ["100.00"]
    assert codes(made(draw)) == ["HIDDEN_TEXT"]


def test_a_figure_that_runs_over_the_edge_of_the_page_is_not_read_as_its_beginning() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 400, "合计")
        canvas.drawString(WIDTH - 22, 400, "95033.46")
        canvas.drawString(WIDTH - 42, 350, "95033.46")

    assert texts(made(draw)) == ["合计 95033…", "95033.46"]


def test_bold_made_by_printing_twice_is_read_once() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(40, 450, "合计1100")
        canvas.drawString(40.3, 450, "合计1100")

    assert texts(made(draw)) == ["合计1100"]


def test_a_watermark_is_left_out_with_a_notice() -> None:
    def draw(canvas: Canvas) -> None:
        say("正文一", "正文二")(canvas)
        canvas.translate(60, 380)
        canvas.rotate(40)
        canvas.drawString(0, 0, "征求意见稿")

    assert texts(made(draw)) == ["正文一", "正文二"]
    assert codes(made(draw)) == ["SLANTED_TEXT"]


def test_page_numbers_are_dropped() -> None:
    def numbered(number: int) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            canvas.drawString(40, 300, f"第{number}段")
            canvas.drawCentredString(200, 20, f"— {number} —")

        return draw

    assert texts(made(numbered(1), numbered(2))) == ["第1段", "第2段"]


def test_a_page_without_text_is_told() -> None:
    data = made(say("正文"), lambda canvas: canvas.rect(10, 10, 50, 50))
    assert codes(data) == ["EMPTY_PAGE"]
    assert shown(data).notices[0].place.page == 2  # type: ignore[union-attr]


def test_numbers_of_glyphs_are_no_text() -> None:
    pdfmetrics.registerFont(TTFont("Glyphs", "Vera.ttf", asciiReadable=0))

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Glyphs", 10)
        canvas.drawString(40, 450, "Total 12.50 of 3,400.75")

    data = made(draw)
    assert texts(data) == ["Total 12.50 of 3,400.75"]
    assert codes(data.replace(b"/ToUnicode", b"/ToNothing")) == ["UNREADABLE_TEXT", "NEEDS_OCR"]


def test_full_lines_tell_the_right_edge_of_their_column() -> None:
    lines = [block for block in shown(made(say("一二三四五", "一二三四五", "一二"))).blocks if isinstance(block, Line)]
    assert [line.right for line in lines] == [90, 90, 90]


def test_reading_twice_gives_the_same() -> None:
    data = made(lambda canvas: table(canvas, [["甲", "乙"], ["丙", "丁"]]))
    assert shown(data) == shown(data)


def refusal(data: bytes, **limits: int) -> str:
    with pytest.raises(Refused) as caught:
        read(data, Limits(**limits))
    return caught.value.code


def test_a_document_that_needs_a_password_is_refused() -> None:
    assert refusal(made(say("密"), password=("geheim", "owner"))) == "ENCRYPTED"


def test_a_document_with_only_an_owner_password_is_read() -> None:
    assert texts(made(say("公开"), password=("", "owner"))) == ["公开"]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"PK\x03\x04 nothing", b"%PDF-1.4\n" + b"\x00\xff" * 500])
def test_what_no_reader_can_open_is_refused(data: bytes) -> None:
    assert refusal(data) == "CORRUPT"


def test_limits_hold() -> None:
    data = made(lambda canvas: table(canvas, [["甲", "乙"], ["丙", "丁"]]), say("文"))
    assert refusal(data, pages=1) == "TOO_MANY_PAGES"
    assert refusal(data, cells=3) == "TOO_MANY_CELLS"
    assert refusal(data, characters=2) == "TOO_BIG"
