"""Tables whose columns or rows are not ruled are read by the white between their texts, or left as lines."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from gongkai.domain.content import Grid
from gongkai.parse.readers.pdf import read
from gongkai.settings import Limits

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))

HEADING = ["编码", "名称", "合计", "项目"]
ROWS = [
    ["205", "教育支出", "1743.40", "11.78"],
    ["20502", "普通教育", "1023.67", "6.70"],
    ["", "合计", "2767.07", "18.48"],
]


def read_back(draw: Callable[[Canvas], None]) -> list[object]:
    """Lines as texts, grids as rows of texts."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(400, 500), invariant=True)
    canvas.setFont("STSong-Light", 10)
    draw(canvas)
    canvas.save()
    blocks = read(file.getvalue(), Limits()).blocks
    return [block.texts() if isinstance(block, Grid) else block.text for block in blocks]


def write(canvas: Canvas, rows: list[list[str]], top: float = 440) -> None:
    """Rows 20 points apart: two columns flush left, two flush right."""
    for number, (code, name, *amounts) in enumerate(rows):
        y = top - 20 * number
        canvas.drawString(44, y, code)
        canvas.drawString(110, y, name)
        for right, amount in zip((260, 360), amounts, strict=True):
            canvas.drawRightString(right, y, amount)


def rule(canvas: Canvas, *heights: float) -> None:
    for y in heights:
        canvas.line(40, y, 370, y)


def test_a_three_line_table_has_a_row_for_each_line_of_text() -> None:
    def draw(canvas: Canvas) -> None:
        rule(canvas, 455, 435, 375)
        write(canvas, [HEADING, *ROWS])
        canvas.drawString(40, 350, "备注：无")

    assert read_back(draw) == [[HEADING, *ROWS], "备注：无"]


def test_a_bare_number_in_the_middle_of_the_foot_is_no_row() -> None:
    def draw(canvas: Canvas) -> None:
        rule(canvas, 455, 435, 375)
        write(canvas, [HEADING, *ROWS])
        canvas.drawCentredString(200, 360, "7")

    assert read_back(draw) == [[HEADING, *ROWS], "7"]


def test_rules_between_the_rows_are_enough() -> None:
    def draw(canvas: Canvas) -> None:
        rule(canvas, 455, 435, 415, 395, 375)
        write(canvas, [HEADING, *ROWS])

    assert read_back(draw) == [[HEADING, *ROWS]]


def test_a_heading_above_the_first_rule_belongs_to_the_table() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(40, 470, "编制单位：某局")
        canvas.drawString(300, 470, "单位：万元")
        rule(canvas, 435, 415, 395, 375)
        write(canvas, [HEADING, *ROWS])

    assert read_back(draw) == ["编制单位：某局 单位：万元", [HEADING, *ROWS]]


def test_striped_rows_are_a_table() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.8, 0.85, 0.9)
        for y in (435, 395):
            canvas.rect(40, y, 330, 20, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        write(canvas, [HEADING, *ROWS[:2]])

    assert read_back(draw) == [[HEADING, *ROWS[:2]]]


def test_a_title_over_several_columns_spans_them() -> None:
    def draw(canvas: Canvas) -> None:
        rule(canvas, 475, 435, 375)
        canvas.drawCentredString(285, 460, "一般公共预算支出情况合计")
        canvas.drawString(44, 450, "编码")
        canvas.drawString(110, 450, "名称")
        write(canvas, [["", "", *HEADING[2:]], *ROWS])

    first, second, *rows = read_back(draw)[0]  # type: ignore[misc]
    assert first == ["编码", "名称", "一般公共预算支出情况合计", ""]
    assert second == ["", "", *HEADING[2:]]
    assert rows == ROWS


def test_a_column_with_only_a_heading_is_a_column() -> None:
    def draw(canvas: Canvas) -> None:
        rule(canvas, 455, 435, 375)
        write(canvas, [HEADING, *[[*row[:3], ""] for row in ROWS]])

    assert read_back(draw) == [[HEADING, *[[*row[:3], ""] for row in ROWS]]]


def test_partial_rules_part_the_titles_of_a_group() -> None:
    def draw(canvas: Canvas) -> None:
        rule(canvas, 475, 435, 375)
        canvas.line(190, 455, 370, 455)
        canvas.drawString(44, 450, "编码")
        canvas.drawString(110, 450, "名称")
        canvas.drawString(265, 460, "本年支出")
        canvas.drawRightString(260, 440, "合计")
        canvas.drawRightString(360, 440, "项目")
        write(canvas, ROWS, top=420)

    heading, titles, *rows = read_back(draw)[0]  # type: ignore[misc]
    assert heading[:2] == ["编码", "名称"]
    assert titles[2:] == ["合计", "项目"]
    assert rows == ROWS


def test_columns_are_not_guessed_where_titles_stand_side_by_side_over_fewer_figures() -> None:
    def draw(canvas: Canvas) -> None:
        rule(canvas, 475, 435, 375)
        canvas.line(150, 455, 370, 455)
        canvas.drawString(44, 450, "名称")
        for x, title in ((165, "合计"), (235, "基本支出"), (320, "项目支出")):
            canvas.drawString(x, 460, title)
        for x, title in ((220, "人员经费"), (280, "公用经费")):
            canvas.drawString(x, 440, title)
        for y, name in ((420, "教育支出"), (400, "普通教育"), (380, "合计")):
            canvas.drawString(44, y, name)
            canvas.drawString(225, y, "12.50")
            canvas.drawString(290, y, "3.00")

    assert all(isinstance(block, str) for block in read_back(draw))


def test_no_rule_is_needed() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(44, 470, "表3")
        write(canvas, [HEADING, *ROWS])
        canvas.drawString(40, 350, "备注：无")

    assert read_back(draw) == ["表3", [HEADING, *ROWS], "备注：无"]


def test_a_name_on_two_lines_is_one_cell_where_lines_are_nearer_than_rows() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, [HEADING])
        for number, (code, _, *amounts) in enumerate(ROWS):
            y = 410 - 32 * number
            canvas.drawString(44, y, code)
            canvas.drawString(110, y + 6, "其他教育")
            canvas.drawString(110, y - 6, "管理支出")
            for right, amount in zip((260, 360), amounts, strict=True):
                canvas.drawRightString(right, y, amount)

    assert read_back(draw) == [[HEADING, *[[row[0], "其他教育\n管理支出", *row[2:]] for row in ROWS]]]


def test_titles_centred_over_flush_right_figures_are_told_apart() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(44, 440, "名称")
        for x, title in ((165, "合计"), (240, "基本支出"), (320, "项目支出")):
            canvas.drawCentredString(x, 440, title)
        for y, amount in ((420, "12.50"), (400, "3.00"), (380, "15.50")):
            canvas.drawString(44, y, "教育支出")
            canvas.drawRightString(196, y, amount)
            canvas.drawRightString(351, y, amount)

    rows = [["教育支出", amount, "", amount] for amount in ("12.50", "3.00", "15.50")]
    assert read_back(draw) == [[["名称", "合计", "基本支出", "项目支出"], *rows]]


def test_titles_to_the_left_of_flush_right_figures_have_what_stands_before_the_next_title() -> None:
    def draw(canvas: Canvas) -> None:
        for x, title in ((44, "名称"), (140, "合计"), (230, "基本支出"), (320, "项目")):
            canvas.drawString(x, 440, title)
        for y, amount in ((420, "12.50"), (400, "3.00"), (380, "15.50")):
            canvas.drawString(44, y, "教育支出")
            canvas.drawRightString(220, y, amount)
            canvas.drawRightString(390, y, amount)

    rows = [["教育支出", amount, "", amount] for amount in ("12.50", "3.00", "15.50")]
    assert read_back(draw) == [[["名称", "合计", "基本支出", "项目"], *rows]]


def test_a_group_in_the_middle_of_its_columns_leaves_out_the_titles_half_way_down() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawCentredString(250, 460, "基本支出")
        for x, title in ((60, "名称"), (130, "合计"), (350, "项目支出")):
            canvas.drawCentredString(x, 450, title)
        for x, title in ((210, "人员经费"), (290, "公用经费")):
            canvas.drawCentredString(x, 440, title)
        for y, amount in ((420, "12.50"), (400, "3.00"), (380, "15.50")):
            canvas.drawString(44, y, "教育")
            for x in (130, 210, 290, 350):
                canvas.drawCentredString(x, y, amount)

    assert read_back(draw)[0][:2] == [  # type: ignore[index]
        ["名称", "合计", "基本支出", "", "项目支出"], ["", "", "人员经费", "公用经费", ""],
    ]  # fmt: skip


def test_groups_to_the_left_over_titles_at_the_foot_are_not_guessed() -> None:
    def draw(canvas: Canvas) -> None:
        for x, title in ((44, "项目"), (240, "本年收入")):
            canvas.drawString(x, 460, title)
        for x, title in ((44, "编码"), (90, "名称"), (170, "合计"), (240, "事业收入"), (310, "其他收入")):
            canvas.drawString(x, 440, title)
        for y, code in ((420, "205"), (400, "206"), (380, "207")):
            canvas.drawString(44, y, code)
            canvas.drawString(90, y, "教育支出")
            for x in (170, 240, 310):
                canvas.drawString(x, y, "12.50")

    assert all(isinstance(block, str) for block in read_back(draw))


@pytest.mark.parametrize("group", ["基本支出", "本年支出"])
def test_a_group_over_titles_at_the_foot_leaves_out_what_is_no_part_of_it(group: str) -> None:
    titles = (
        (60, "编码"),
        (110, "名称"),
        (160, "合计"),
        (210, "小计"),
        (260, "人员"),
        (310, "公用"),
        (360, "项目支出"),
    )

    def draw(canvas: Canvas) -> None:
        canvas.drawCentredString(85, 460, "科目")
        canvas.drawCentredString(260, 460, group)
        for x, title in titles:
            canvas.drawCentredString(x, 440, title)
        for y, code in ((420, "205"), (400, "206"), (380, "207")):
            canvas.drawCentredString(60, y, code)
            canvas.drawCentredString(110, y, "教育")
            for x, _ in titles[2:]:
                canvas.drawCentredString(x, y, "12.50")

    read = read_back(draw)
    if group == "基本支出":
        assert read[0][0] == ["科目", "", "合计", group, "", "", "项目支出"]  # type: ignore[index]
    else:
        assert all(isinstance(block, str) for block in read)


def test_letters_of_a_word_set_apart_are_no_titles_of_two_columns() -> None:
    def draw(canvas: Canvas) -> None:
        for x, title in ((44, "名称"), (140, "合"), (154, "计"), (240, "基本支出")):
            canvas.drawString(x, 440, title)
        for y in (420, 400, 380):
            canvas.drawString(44, y, "教育支出")
            canvas.drawRightString(220, y, "1234567890.50")
            canvas.drawRightString(290, y, "12.50")

    assert read_back(draw)[0][0] == ["名称", "合计", "基本支出"]  # type: ignore[index]


def test_the_last_decimals_of_broken_amounts_are_no_row() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, [HEADING, ["205", "教育支出", "0.00566", "0.00388"], ["", "", "6", "7"], *ROWS[1:]])

    assert all(isinstance(block, str) for block in read_back(draw))


def test_a_table_goes_on_overleaf_without_its_heading() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, [HEADING, *ROWS])
        canvas.showPage()
        canvas.setFont("STSong-Light", 10)
        write(canvas, ROWS)

    assert read_back(draw) == [[HEADING, *ROWS], ROWS]


def test_coloured_rows_of_cells_are_parts_of_one_table() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.8, 0.85, 0.9)
        for y in (415, 375):
            for left, right in ((40, 105), (105, 190), (190, 275), (275, 370)):
                canvas.rect(left, y, right - left, 20, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        write(canvas, [HEADING, *ROWS])

    assert read_back(draw) == [[HEADING, *ROWS]]


def test_figures_out_of_line_make_no_column() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, [HEADING])
        for number, row in enumerate(ROWS):
            canvas.drawString(44, 420 - 20 * number, row[1])
            canvas.drawRightString(260 - 6 * number, 420 - 20 * number, row[2] + "0" * number)

    assert all(isinstance(block, str) for block in read_back(draw))


def test_prose_between_rules_stays_prose() -> None:
    def draw(canvas: Canvas) -> None:
        rule(canvas, 455, 435, 375)
        canvas.drawString(44, 440, "一、概况")
        for y in (420, 400, 380):
            canvas.drawString(44, y, "本单位贯彻执行国家有关规定，支出12.50万元。")

    assert read_back(draw) == ["一、概况", *["本单位贯彻执行国家有关规定，支出12.50万元。"] * 3]


@pytest.mark.parametrize("name", ["普通教育", "其他"])
def test_a_ruled_row_with_a_figure_a_line_is_several_rows(name: str) -> None:
    rows = [ROWS[0], ["20502", name, "1023.67", "6.70"], ROWS[2]]

    def draw(canvas: Canvas) -> None:
        canvas.grid([40, 105, 190, 275, 370], [375, 435, 455])
        write(canvas, [HEADING, *rows])

    assert read_back(draw) == [[HEADING, *rows]]


def test_a_figure_broken_by_a_narrow_cell_stays_one() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid([40, 58, 76, 200], [380, 420])
        for y, piece in ((410, "123"), (398, "456"), (386, "7.1")):
            canvas.drawString(41, y, piece)
            canvas.drawString(59, y, piece)
        canvas.drawString(80, 398, "合计")

    assert read_back(draw) == [[["123\n456\n7.1", "123\n456\n7.1", "合计"]]]


def test_a_name_on_several_lines_does_not_part_its_row() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid([40, 140, 240, 340], [370, 420])
        for y, piece in ((408, "其他社会保障"), (392, "和就业支出"), (376, "合计")):
            canvas.drawString(44, y, piece)
        canvas.drawString(144, 392, "12.50")
        canvas.drawString(244, 392, "3")

    assert read_back(draw) == [[["其他社会保障\n和就业支出\n合计", "12.50", "3"]]]


def test_figures_that_cells_break_before_their_last_zeros_stay_whole() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid([40, 100, 160, 240], [380, 420])
        for y, piece, other in ((410, "17205", "419.71"), (398, "4.5900", "0000"), (386, "00", "")):
            canvas.drawString(41, y, piece)
            canvas.drawString(101, y, other)
        canvas.drawString(164, 398, "合计")

    assert read_back(draw) == [[["17205\n4.5900\n00", "419.71\n0000", "合计"]]]


def test_the_ends_of_broken_whole_amounts_are_no_row() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, [HEADING, ROWS[0], ["205", "教育支出", "1,186,7", "370,900"], ["", "", "00.00", ".00"]])

    assert all(isinstance(block, str) for block in read_back(draw))


def test_lines_of_one_name_are_not_taken_for_rows() -> None:
    def draw(canvas: Canvas) -> None:
        rule(canvas, 455, 435, 355)
        write(canvas, [HEADING, ["205", "规划（", "1743.40", "11.78"], ["20502", "二期）", "1023.67", "6.70"], ROWS[2]])

    assert not any(isinstance(block, list) for block in read_back(draw))


def test_ends_of_amounts_below_some_of_the_amounts_above_are_not_taken_for_a_row() -> None:
    def draw(canvas: Canvas) -> None:
        rule(canvas, 455, 435, 355)
        write(canvas, [HEADING, *ROWS[:2], ["", "", "2767.0", ""], ["", "", "7", "18.48"]])

    assert not any(isinstance(block, list) for block in read_back(draw))
