"""Letters, rules, templates and shared drawings of OFD pages, and what is refused."""

from __future__ import annotations

import io

import numpy as np
import pytest
from fiction.write_ofd import letters, package, rule
from PIL import Image
from tests.parse.readers.conftest import only_grid, shown, zipped

from gongkai.domain.content import Content
from gongkai.errors import Refused
from gongkai.parse.pages.characters import NONE
from gongkai.parse.pages.sight import Picture, Sight
from gongkai.parse.readers import ofd as reader
from gongkai.settings import Limits

POINTS = 72 / 25.4


def read(*pages: str, **more: str) -> Content:
    return reader.read(package(list(pages), **more), Limits())


def table(left: float, top: float, texts: list[list[str]]) -> str:
    down, across = 8.0, 30.0
    bottom, right = top + down * len(texts), left + across * len(texts[0])
    level = [rule(left, top + row * down, right, top + row * down) for row in range(len(texts) + 1)]
    upright = [rule(left + at * across, top, left + at * across, bottom) for at in range(len(texts[0]) + 1)]
    words = [
        letters(text, left + at * across + 2, top + row * down + 2, 4)
        for row, line in enumerate(texts)
        for at, text in enumerate(line)
    ]
    return "".join([*level, *upright, *words])


def test_lines_have_their_text_page_and_place_in_points() -> None:
    content = read(letters("一、主要职能", 25, 30, 4), letters("二、机构设置", 25, 30, 4))
    first, second = content.lines()
    assert (first.text, first.place.page, second.place.page, content.pages) == ("一、主要职能", 1, 2, 2)
    assert first.place.box == pytest.approx((25 * POINTS, 30 * POINTS, 49 * POINTS, 34 * POINTS), abs=0.2)


def test_a_ruled_table_is_a_grid() -> None:
    content = read(table(25, 40, [["科目", "金额"], ["水费", "1,234.50"]]))
    assert only_grid(content).texts() == [["科目", "金额"], ["水费", "1,234.50"]]


def test_rules_drawn_as_thin_areas_count_too() -> None:
    drawn = table(25, 40, [["科目", "金额"], ["水费", "1.00"]])
    area = (
        '<ofd:PathObject Boundary="{0} {1} {2} {3}" Stroke="false" Fill="true"><ofd:AbbreviatedData>'
        "M 0 0 L {2} 0 L {2} {3} L 0 {3} C</ofd:AbbreviatedData></ofd:PathObject>"
    )
    thin = [area.format(25, 40 + 8 * row, 60, 0.2) for row in range(3)]
    thin += [area.format(25 + 30 * at, 40, 0.2, 16) for at in range(3)]
    words = drawn[drawn.index("<ofd:TextObject") :]
    assert only_grid(read("".join(thin) + words)).texts() == [["科目", "金额"], ["水费", "1.00"]]


def test_equal_steps_may_be_written_as_a_group() -> None:
    text = (
        '<ofd:TextObject Boundary="25 30 100 4" Size="4"><ofd:TextCode X="0" Y="3.5" DeltaX="g 2 4 20 g 1 4">'
        "收入 支出</ofd:TextCode></ofd:TextObject>"
    )
    assert shown(read(text)) == ["收入 支出"]


def test_a_page_printed_sideways_is_read_upright() -> None:
    turned = (
        '<ofd:TextObject Boundary="{} 50 4 40" CTM="0 1 -1 0 4 0" Size="4"><ofd:TextCode X="0" Y="3.5" DeltaX="g 3 4">'
        "{}</ofd:TextCode></ofd:TextObject>"
    )
    assert shown(read(turned.format(40, "主要职能") + turned.format(30, "机构设置"))) == ["主要职能", "机构设置"]


def test_what_cannot_be_seen_is_left_out_and_told() -> None:
    hidden = letters("看不见", 25, 30, 4).replace("<ofd:TextObject", '<ofd:TextObject Visible="false"')
    white = letters("白色", 25, 40, 4).replace("<ofd:TextCode", '<ofd:FillColor Value="255 255 255"/><ofd:TextCode')
    content = read(hidden + white + letters("正文", 25, 50, 4))
    assert shown(content) == ["正文"]
    assert [notice.code for notice in content.notices] == ["HIDDEN_TEXT"]


def test_shared_drawings_are_drawn_where_they_are_used() -> None:
    unit = f'<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="7"><ofd:Content>{letters("盖章", 0, 0, 4)}'
    resources = f"{unit}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>"
    used = '<ofd:CompositeObject Boundary="50 60 20 20" ResourceID="7"/>'
    (line,) = read(used, resources=resources).lines()
    assert line.text == "盖章" and line.place.box and line.place.box[0] == pytest.approx(50 * POINTS, abs=0.1)


def test_a_drawing_that_holds_itself_is_refused() -> None:
    own = '<ofd:CompositeGraphicUnit ID="7"><ofd:Content><ofd:CompositeObject ResourceID="7"/></ofd:Content>'
    with pytest.raises(Refused, match="BOMB"):
        read('<ofd:CompositeObject ResourceID="7"/>', resources=f"{own}</ofd:CompositeGraphicUnit>")


def test_a_template_lies_under_the_page() -> None:
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    page = "<ofd:Page {} ><ofd:Template TemplateID='5'/><ofd:Content><ofd:Layer>{}</ofd:Layer></ofd:Content></ofd:Page>"
    document = (
        f"<ofd:Document {space}><ofd:CommonData><ofd:TemplatePage ID='5' BaseLoc='Tpls/T.xml'/></ofd:CommonData>"
        "<ofd:Pages><ofd:Page BaseLoc='/Doc_0/P.xml'/></ofd:Pages></ofd:Document>"
    )
    parts: dict[str, str | bytes] = {
        "OFD.xml": f"<ofd:OFD {space}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": document,
        "Doc_0/Tpls/T.xml": page.format(space, letters("单位公开表", 25, 10, 4)),
        "Doc_0/P.xml": page.format(space, letters("正文", 25, 50, 4)),
    }
    assert shown(reader.read(zipped(parts), Limits())) == ["单位公开表", "正文"]


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ('<ofd:TextObject Size="x"><ofd:TextCode>字</ofd:TextCode></ofd:TextObject>', "CORRUPT"),
        ('<ofd:PathObject Boundary="0 0 nan 1"/>', "CORRUPT"),
        ("<ofd:PathObject><ofd:AbbreviatedData>M 0</ofd:AbbreviatedData></ofd:PathObject>", "CORRUPT"),
        ("<ofd:PageBlock>" * 12 + "</ofd:PageBlock>" * 12, "BOMB"),
    ],
)
def test_a_page_that_makes_no_sense_is_refused(page: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        read(page)
    assert caught.value.code == code


def test_a_file_without_pages_or_with_more_than_allowed_is_refused() -> None:
    with pytest.raises(Refused, match="NO_PAGES"):
        read()
    with pytest.raises(Refused, match="TOO_MANY_PAGES"):
        reader.read(package(["", "", ""]), Limits(pages=2))
    with pytest.raises(Refused, match="TOO_BIG"):
        reader.read(package([letters("一二三四五六", 25, 30, 4)]), Limits(characters=5))


def test_an_entity_in_a_page_is_refused() -> None:
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    with pytest.raises(Refused, match="UNSAFE_XML"):
        reader.read(zipped({"OFD.xml": f'<!DOCTYPE x [<!ENTITY a "b">]><ofd:OFD {space}>&a;</ofd:OFD>'}), Limits())


def half_dark(format: str = "PNG") -> bytes:
    """A picture whose left half is dark."""
    image, file = Image.new("L", (100, 140), 255), io.BytesIO()
    image.paste(10, (0, 0, 50, 140))
    image.save(file, format)
    return file.getvalue()


def scanned(place: str, data: bytes) -> bytes:
    resources = '<ofd:MultiMedias><ofd:MultiMedia ID="7" Type="Image"><ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>'
    page = f'<ofd:ImageObject ResourceID="7" {place}/>'
    return package([page], resources=resources, files={"Doc_0/a.png": data})


def pictures_of(data: bytes) -> list[Picture]:
    shown: list[Picture] = []
    reader.read(data, Limits(), lambda picture: shown.append(picture) or Sight(NONE, np.empty((0, 4))))
    return shown


def test_a_page_that_is_a_picture_is_shown_to_eyes_and_told_without_them() -> None:
    data = scanned('Boundary="0 0 210 297"', half_dark())
    assert [notice.code for notice in reader.read(data, Limits()).notices] == ["NEEDS_OCR"]
    (picture,) = pictures_of(data)
    assert picture.scale == pytest.approx(200 / 72, rel=0.01)
    height, width = picture.grey.shape
    assert (width, height) == (round(210 / 25.4 * 200), round(297 / 25.4 * 200))
    assert picture.grey[height // 2, width // 4] < 20
    assert picture.grey[height // 2, width * 3 // 4] > 240


@pytest.mark.parametrize(("matrix", "dark"), [("0 297 -210 0 210 0", (1, 2)), ("-210 0 0 -297 210 297", (2, 3))])
def test_a_picture_stands_as_its_matrix_turns_it(matrix: str, dark: tuple[int, int]) -> None:
    """The dark left half comes to lie above after a quarter turn clockwise, to the right after half a turn."""
    (picture,) = pictures_of(scanned(f'Boundary="0 0 210 297" CTM="{matrix}"', half_dark()))
    height, width = picture.grey.shape
    down, across = dark
    assert picture.grey[height * down // 4 - height // 8, width * across // 4 - width // 8] < 20
    light = (height * 7 // 8, width // 2) if down == 1 else (height // 2, width // 8)
    assert picture.grey[light] > 240


def test_a_picture_that_nobody_can_open_is_told() -> None:
    notices = reader.read(scanned('Boundary="0 0 210 297"', b"GBIG2"), Limits()).notices
    assert "UNREAD_PICTURE" in [notice.code for notice in notices]


def test_pictures_on_a_page_of_text_are_told() -> None:
    words = "".join(letters("这一页有许多看得见的文字，所以不是扫描件", 25, 20 + 8 * line, 4) for line in range(4))
    resources = '<ofd:MultiMedia ID="7" Type="Image"><ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia>'
    picture = '<ofd:ImageObject ResourceID="7" Boundary="20 100 170 150"/>'
    content = reader.read(package([words + picture], resources=resources, files={"Doc_0/a.png": half_dark()}), Limits())
    assert [notice.code for notice in content.notices] == ["UNREAD_PICTURE"]
    assert len(list(content.lines())) == 4
