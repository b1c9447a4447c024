"""What the DOCX reader keeps, joins and leaves out."""

from __future__ import annotations

import io
import zipfile

import pytest
from PIL import Image
from tests.parse.readers.conftest import WORD, Make, only_grid, shown, zipped

from gongkai.errors import Refused
from gongkai.parse.readers import docx as reader
from gongkai.settings import Limits


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def test_paragraphs_are_whole_lines_at_their_ordinal(docx: Make, limits: Limits) -> None:
    content = reader.read(docx(paragraph("一、主要职能") + "<w:p/>" + paragraph("（一）执行政策。")), limits)
    assert [(line.text, line.place.line, line.whole) for line in content.lines()] == [
        ("一、主要职能", 1, True),
        ("（一）执行政策。", 3, True),
    ]


def test_a_line_break_ends_a_line(docx: Make, limits: Limits) -> None:
    body = "<w:p><w:r><w:t>某某局</w:t><w:br/><w:t>2024年预算公开</w:t><w:br w:type='page'/></w:r></w:p>"
    assert shown(reader.read(docx(body), limits)) == ["某某局", "2024年预算公开"]


def test_inserted_text_stays_and_deleted_text_goes_with_a_notice(docx: Make, limits: Limits) -> None:
    body = (
        "<w:p><w:ins><w:r><w:t>12.50</w:t></w:r></w:ins><w:del><w:r><w:delText>11.00</w:delText></w:r></w:del>"
        "<w:r><w:t>万元</w:t></w:r></w:p>"
    )
    content = reader.read(docx(body), limits)
    assert shown(content) == ["12.50万元"]
    assert [notice.code for notice in content.notices] == ["REVISIONS"]


def test_hidden_text_is_left_out_with_a_notice(docx: Make, limits: Limits) -> None:
    body = "<w:p><w:r><w:t>12.34</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>88.88</w:t></w:r></w:p>"
    content = reader.read(docx(body), limits)
    assert (shown(content), [notice.code for notice in content.notices]) == (["12.34"], ["HIDDEN_TEXT"])


def test_columns_that_were_dragged_apart_in_some_rows_are_one(docx: Make, limits: Limits) -> None:
    def row(*cells: tuple[str, int]) -> str:
        return "".join(cell(text, f'<w:gridSpan w:val="{span}"/>') for text, span in cells)

    widths = "".join(f'<w:gridCol w:w="{width}"/>' for width in (2000, 60, 1500, 90, 1500))
    rows = table(row(("科目", 1), ("合计", 3), ("基本", 1)), row(("教育", 2), ("5.00", 1), ("3.00", 2)))
    body = rows.replace("<w:tbl>", f"<w:tbl><w:tblGrid>{widths}</w:tblGrid>")
    grid = only_grid(reader.read(docx(body), limits))
    assert grid.texts() == [["科目", "合计", "基本"], ["教育", "5.00", "3.00"]]


def test_text_boxes_and_content_controls_are_read_once(docx: Make, limits: Limits) -> None:
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = f"<w:txbxContent>{paragraph('框内')}</w:txbxContent>"
    body = (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('控件内')}</w:sdtContent></w:sdt>"
        f'<w:p><w:r><w:t>前</w:t><mc:AlternateContent xmlns:mc="{mc}"><mc:Choice>{box}</mc:Choice>'
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert shown(reader.read(docx(body), limits)) == ["控件内", "前", "框内"]


def test_merged_cells_become_spans(docx: Make, limits: Limits) -> None:
    body = table(
        cell("科目", '<w:vMerge w:val="restart"/>') + cell("支出", '<w:gridSpan w:val="2"/>'),
        cell("", "<w:vMerge/>") + cell("基本") + cell("项目"),
        cell("201") + cell("1.00") + cell("2.00"),
    )
    grid = only_grid(reader.read(docx(body), limits))
    assert grid.texts() == [["科目", "支出", ""], ["", "基本", "项目"], ["201", "1.00", "2.00"]]
    assert grid.rows[0][0] and grid.rows[0][0].rowspan == 2
    assert grid.rows[0][1] and grid.rows[0][1].colspan == 2
    assert grid.rows[1][0] is None


def test_a_row_that_begins_or_ends_late_is_filled_up(docx: Make, limits: Limits) -> None:
    late = f'<w:trPr><w:gridBefore w:val="1"/></w:trPr>{cell("合计")}'
    body = table(cell("a") + cell("b") + cell("c"), late)
    assert only_grid(reader.read(docx(body), limits)).texts() == [["a", "b", "c"], ["", "合计", ""]]


def test_paragraphs_in_a_cell_are_its_lines(docx: Make, limits: Limits) -> None:
    inside = f"<w:tc>{paragraph('一般公共')}{paragraph('预算')}</w:tc>"
    assert only_grid(reader.read(docx(table(inside + cell("1"))), limits)).texts() == [["一般公共\n预算", "1"]]


def test_a_nested_table_follows_the_one_it_stands_in(docx: Make, limits: Limits) -> None:
    inner = table(cell("甲") + cell("1"))
    body = table(f"<w:tc>{paragraph('外')}{inner}</w:tc>" + cell("b"))
    assert shown(reader.read(docx(body), limits)) == [[["外", "b"]], [["甲", "1"]]]


def test_a_table_of_one_column_is_only_a_frame(docx: Make, limits: Limits) -> None:
    body = table(f"<w:tc>{paragraph('说明')}{table(cell('甲') + cell('1'))}</w:tc>", cell("备注"))
    assert shown(reader.read(docx(body), limits)) == ["说明", [["甲", "1"]], "备注"]


def test_an_immense_span_is_not_believed(docx: Make, limits: Limits) -> None:
    body = table(cell("标题", '<w:gridSpan w:val="1000000000"/>'), cell("a") + cell("b"))
    assert only_grid(reader.read(docx(body), limits)).texts() == [["标题", ""], ["a", "b"]]


def test_automatic_numbers_are_written_out(docx: Make, limits: Limits) -> None:
    numbering = (
        f'<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="7">'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="（%2）"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )

    def numbered(text: str, level: int) -> str:
        properties = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr></w:pPr>'
        return paragraph(text, properties)

    body = numbered("收入", 0) + numbered("税", 1) + numbered("费", 1) + numbered("支出", 0) + numbered("人员", 1)
    assert shown(reader.read(docx(body, numbering=numbering), limits)) == [
        "一、收入",
        "（1）税",
        "（2）费",
        "二、支出",
        "（1）人员",
    ]


def test_footnotes_come_last(docx: Make, limits: Limits) -> None:
    notes = (
        f'<w:footnotes xmlns:w="{WORD}"><w:footnote w:type="separator">{paragraph("—")}</w:footnote>'
        f"<w:footnote>{paragraph('注：不含上级资金。')}</w:footnote></w:footnotes>"
    )
    assert shown(reader.read(docx(paragraph("正文"), footnotes=notes), limits)) == ["正文", "注：不含上级资金。"]


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "UNSAFE_XML"),
        ('<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x"><x/>', "UNSAFE_XML"),
        ("<x><y></x>", "CORRUPT"),
        ("", "CORRUPT"),
        ("<x>" * 400 + "</x>" * 400, "BOMB"),
    ],
)
def test_dangerous_or_broken_xml_is_refused(document: str, code: str, limits: Limits) -> None:
    for encoding in ("utf-8", "utf-16"):
        with pytest.raises(Refused) as caught:
            reader.read(zipped({"word/document.xml": document.encode(encoding) if document else b""}), limits)
        assert caught.value.code == code


def test_what_unpacks_beyond_the_limit_is_refused(docx: Make) -> None:
    with pytest.raises(Refused) as caught:
        reader.read(docx(paragraph("预" * 1000)), Limits(unpacked=500))
    assert caught.value.code == "BOMB"


def test_a_package_without_a_document_is_corrupt(limits: Limits) -> None:
    with pytest.raises(Refused) as caught:
        reader.read(zipped({"a.xml": "<a/>"}), limits)
    assert caught.value.code == "CORRUPT"


@pytest.mark.parametrize(("size", "told"), [((1200, 1600), ["UNREAD_PICTURE"]), ((200, 200), [])])
def test_a_picture_that_may_hold_a_table_is_told(
    docx: Make, limits: Limits, size: tuple[int, int], told: list[str]
) -> None:
    file, picture = io.BytesIO(docx(paragraph("附表如下："))), io.BytesIO()
    Image.new("L", size, 255).save(picture, "PNG")
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("word/media/image1.png", picture.getvalue())
        archive.writestr("word/media/image2.png", b"no picture at all")
    assert [notice.code for notice in reader.read(file.getvalue(), limits).notices] == told
