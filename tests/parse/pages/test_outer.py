"""Tables whose outer borders are not drawn end where a single line sticks out and text stands beside them."""

import io

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from gongkai.domain.content import Grid
from gongkai.parse.readers.pdf import read
from gongkai.settings import Limits

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))

Rules = list[tuple[float, float, float, float]]
Texts = list[tuple[float, float, str]]


def grids(rules: Rules, texts: Texts) -> list[list[list[str]]]:
    """The tables of a page with these lines and texts."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(400, 500), invariant=True)
    canvas.setFont("STSong-Light", 10)
    for rule in rules:
        canvas.line(*rule)
    for x, y, text in texts:
        canvas.drawString(x, y, text)
    canvas.save()
    return [block.texts() for block in read(file.getvalue(), Limits()).blocks if isinstance(block, Grid)]


def inside(rows: list[list[str]], left: float = 40, width: float = 80) -> Texts:
    """Rows 20 points high from 440 downwards."""
    return [
        (left + width * column + 4, 446 - 20 * row, text)
        for row, cells in enumerate(rows)
        for column, text in enumerate(cells)
    ]


def test_one_line_across_is_enough_for_the_columns_at_the_ends() -> None:
    rules: Rules = [
        (40, 420, 360, 420),
        (120, 440, 280, 440),
        *((x, 400, x, 460) for x in (120, 280)),
        (200, 400, 200, 440),
    ]
    texts: Texts = [
        (44, 436, "合计"), (124, 446, "用车"), (124, 426, "购置"), (204, 426, "运行"), (284, 436, "接待"),
        *((x, 406, f"{x}.00") for x in (44, 124, 204, 284)),
    ]  # fmt: skip
    assert grids(rules, texts) == [
        [["合计", "用车", "", "接待"], ["", "购置", "运行", ""], ["44.00", "124.00", "204.00", "284.00"]]
    ]


def test_one_line_down_is_enough_for_the_first_and_the_last_row() -> None:
    rows = [["项目", "金额"], ["出国费", "1.00"], ["接待费", "2.00"]]
    rules: Rules = [(120, 400, 120, 460), (40, 440, 200, 440), (40, 420, 200, 420)]
    assert grids(rules, inside(rows)) == [rows]


def test_a_line_that_sticks_out_beside_nothing_is_no_border() -> None:
    box = (120, 400, 280, 460)
    sides = [*((x, box[1], x, box[3]) for x in (120, 200, 280)), *((120, y, 280, y) for y in (400, 440, 460))]
    rules: Rules = [*sides, (40, 420, 360, 420)]
    texts = inside([["", "编码", "合计", ""], ["", "205", "1.00", ""], ["", "206", "2.00", ""]])
    filled = [text for text in texts if text[2]]
    assert grids(rules, filled) == [[["编码", "合计"], ["205", "1.00"], ["206", "2.00"]]]
