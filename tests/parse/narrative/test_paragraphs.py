"""Printed lines joined to paragraphs, with edges, without them, and where a page break cuts."""

from __future__ import annotations

from gongkai.domain.content import Cell, Grid, Line
from gongkai.domain.places import Place
from gongkai.parse.narrative.paragraphs import paragraphs, texts

LEFT, INDENT, RIGHT, SIZE = 68.0, 98.0, 533.0, 15.0


def printed(text: str, left: float = LEFT, right: float = RIGHT, page: int = 1, size: float = SIZE) -> Line:
    place = Place(page=page, box=(left, 100.0, right, 100.0 + size))
    return Line(text, place, size=size, right=RIGHT)


def joined(*lines: Line) -> list[str]:
    return [paragraph.text for paragraph in paragraphs(lines)]


BODY = [
    printed("（一）贯彻执行有关水务工作的方针政策，拟订全区水务发展规", INDENT),
    printed("划，组织编制年度计划并监督实施，协调有关部门落实节水措施，开展"),
    printed("宣传。", LEFT, 113),
]


def test_an_indented_line_begins_a_paragraph() -> None:
    assert (
        joined(*BODY, *BODY)
        == [
            "（一）贯彻执行有关水务工作的方针政策，拟订全区水务发展规划，组织编制年度计划并监督实施，协调有关部门落实节水措施，开展宣传。"
        ]
        * 2
    )


def test_a_paragraph_goes_on_over_the_page_break_and_the_page_number_is_dropped() -> None:
    lines = [BODY[0], printed("— 7 —", 285, 316, size=9.0), printed("划。", LEFT, 98, page=2)]
    assert joined(*lines) == ["（一）贯彻执行有关水务工作的方针政策，拟订全区水务发展规划。"]


def test_a_centred_heading_of_two_lines_is_one() -> None:
    heading = [
        printed("第一部分 山阳市云溪区人力资源和社会保障局单位", 70, 532, size=19.0),
        printed("概况", 282, 320, size=19.0),
    ]
    assert joined(*heading, *BODY)[0] == "第一部分山阳市云溪区人力资源和社会保障局单位概况"


def test_a_number_that_had_no_room_leaves_a_gap_and_still_goes_on() -> None:
    lines = [
        *BODY,
        printed("资金分配情况：用于各类专场招聘会活动费支出，", INDENT, 470),
        printed("1500.00元/场，共计11.10万元", LEFT, 260),
    ]
    assert joined(*lines)[-1] == "资金分配情况：用于各类专场招聘会活动费支出，1500.00元/场，共计11.10万元"


def test_where_nothing_is_indented_space_and_numbers_part_the_paragraphs() -> None:
    tops = (100, 120, 140, 170, 190)
    full = "按照全口径预算的原则，山阳市云溪区水务局二〇二四年所有收入和支出"
    texts_ = ("一、关于山阳市云溪区水务局收支预算情况的总体说明和其他情况说明", full, "均纳入预算。", full, "均公开。")
    lines = [
        Line(
            text, Place(page=1, box=(LEFT, top, 530.0 if len(text) > 9 else 200.0, top + SIZE)), size=SIZE, right=RIGHT
        )
        for text, top in zip(texts_, tops, strict=True)
    ]
    assert joined(*lines) == [texts_[0], full + "均纳入预算。", full + "均公开。"]


def test_lines_without_edges_are_joined_by_their_length() -> None:
    lines = [
        "（一）贯彻执行有关水务工作的方针政策，拟订全区水",
        "务事业发展规划、年度计划并组织实施；负责节约用水工作。",
        "（二）负责水务行业统计、信息化建设和宣传教育工作。",
        "按照全口径预算的原则，云溪区水务局所有收入和支出",
        "均纳入部门预算管理。",
        "收支总预算 1676.90 万元。",
    ]
    assert joined(*(Line(text, Place(line=at)) for at, text in enumerate(lines))) == [
        "（一）贯彻执行有关水务工作的方针政策，拟订全区水务事业发展规划、年度计划并组织实施；负责节约用水工作。",
        "（二）负责水务行业统计、信息化建设和宣传教育工作。",
        "按照全口径预算的原则，云溪区水务局所有收入和支出均纳入部门预算管理。",
        "收支总预算1676.90万元。",
    ]


def test_a_page_break_inside_a_whole_paragraph_is_healed() -> None:
    first = "项目支出1977.76万元，比上年预算减少1411.41万元，主要原因是：本年度自治区财政就业补"
    assert joined(Line(first, Place(), whole=True), Line("助项目资金预算减少。", Place(), whole=True)) == [
        first + "助项目资金预算减少。"
    ]


def test_whole_headings_and_labelled_lines_stay_apart() -> None:
    lines = [
        "六、关于山阳市云溪区水务局2024年一般公共预算基本支出情况说明",
        "项目承担单位：山阳市云溪区水务局水资源管理服务中心",
        "资金分配情况：用于节水宣传",
    ]
    assert joined(*(Line(text, Place(), whole=True) for text in lines)) == lines


def test_a_label_fused_to_the_line_before_begins_a_paragraph() -> None:
    assert joined(Line("局 资金分配情况：工作经费7万元。", Place()))[-1] == "资金分配情况：工作经费7万元。"


def test_a_grid_ends_the_paragraph_and_its_cells_are_texts_of_their_own() -> None:
    grid = Grid(((Cell("山财社\n[2023]1号", Place(page=2)), None),), Place(page=2))
    found = list(texts([Line("前文", Place(page=1)), grid, Line("后文", Place(page=3))]))
    assert found == [("前文", Place(page=1)), ("山财社\n[2023]1号", Place(page=2)), ("后文", Place(page=3))]


def test_a_paragraph_keeps_the_place_around_its_lines() -> None:
    (paragraph,) = paragraphs(BODY)
    assert paragraph.place == Place(page=1, box=(LEFT, 100.0, RIGHT, 115.0))


def test_a_page_set_narrower_than_the_others_has_a_right_edge_of_its_own() -> None:
    sheet = [
        ("（一）公务用车购置及运行费32.20万元，与2023年预算持平。其中公务用车运行", INDENT, 480.0),
        ("费32.20万元，主要用于下乡检查水库和沟渠所需的燃料费、维修费、保险费和过", LEFT, 480.0),
        ("桥费。", LEFT, 113.0),
        ("（二）公务接待费1.20万元。", INDENT, 300.0),
    ]
    lines = [
        Line(text, Place(page=2, box=(left, 100.0 + 20 * at, right, 115.0 + 20 * at)), size=SIZE, right=RIGHT)
        for at, (text, left, right) in enumerate(sheet)
    ]
    assert joined(*BODY, *lines)[-2:] == ["".join(text for text, _, _ in sheet[:3]), sheet[3][0]]


def test_a_row_of_a_sheet_that_is_cut_within_its_sentence_goes_on_in_the_next() -> None:
    rows = [
        printed("云溪区水务局机关设5个内设机构，包括：办公室、水资源科（节", INDENT, 440.0),
        printed("水办公室）、河湖科、农水科、计财科。", LEFT, 300.0),
    ]
    assert (
        joined(*BODY, *rows)[-1]
        == "云溪区水务局机关设5个内设机构，包括：办公室、水资源科（节水办公室）、河湖科、农水科、计财科。"
    )


def test_an_entry_of_the_contents_ends_with_its_leader_however_long_it_is() -> None:
    entries = [printed(f"{number}、概况…………………………………………", LEFT) for number in "一二"]
    assert joined(*BODY, *entries)[-2:] == [entry.text for entry in entries]


def test_a_short_page_is_set_like_the_narrow_page_before_it() -> None:
    rows = [
        ("公务用车购置费32.20万元，与2023年预算持平，主要用于更新机要通信和应急保障", 2, 480.0),
        ("用车，不含执法用车；公务用车运行费主要用于下乡检查水库和沟渠所需的燃料费、维", 2, 480.0),
        ("修费。2024年部门预算安排购置车辆1辆，其中机要通信用车1辆、应急保障用车1辆、应", 2, 480.0),
        ("急抢险用车1辆。", 3, 180.0),
    ]
    lines = [
        Line(text, Place(page=page, box=(LEFT, 100.0 + 20 * at, right, 115.0 + 20 * at)), size=SIZE, right=RIGHT)
        for at, (text, page, right) in enumerate(rows)
    ]
    assert joined(*BODY, *lines)[-1].endswith("应急保障用车1辆、应急抢险用车1辆。")


def test_a_heading_does_not_go_on_a_full_line_without_a_stop() -> None:
    lines = [
        *BODY,
        printed("2024年云溪区水务局财政拨款的机关运行经费预算为464.64万元", INDENT),
        printed("三、政府采购情况", LEFT, 200.0),
        printed("本单位政府采购预算117.00万元。", INDENT, 400.0),
    ]
    assert joined(*lines)[-2:] == ["三、政府采购情况", "本单位政府采购预算117.00万元。"]


def test_an_open_sentence_goes_on_in_a_line_that_begins_where_no_paragraph_does() -> None:
    first = printed("（二）公务用车购置费0万元，与2023年预算一致，原因是本部门", INDENT, 460.0)
    assert joined(*BODY, first, printed("无公务用车。", INDENT + 7, 200.0))[-1] == first.text + "无公务用车。"


def test_a_line_never_begins_with_a_closing_mark() -> None:
    first = printed("（二）统筹社区发展规划", LEFT, 300.0)
    assert joined(*BODY, first, printed("，推动发展。", INDENT, 200.0))[-1] == "（二）统筹社区发展规划，推动发展。"
