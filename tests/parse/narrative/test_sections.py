"""Headings and what stands under them: paths, running-on numbers, contents, parts of tables."""

from __future__ import annotations

from .conftest import Tell


def paths(told: object) -> list[str]:
    return ["/".join(section.path) for section in told.sections]  # type: ignore[attr-defined]


def test_a_heading_and_a_numbered_sentence_differ(tell: Tell) -> None:
    told = tell(
        "第一部分 单位概况",
        "一、主要职能",
        "(一) 贯彻执行水务政策。",
        "（二）职能转变。深入推进改革。",
        "二、机构设置",
        "下设1个处室。",
    )
    assert [(section.path, section.heading, section.text) for section in told.sections] == [
        (("第一部分",), "单位概况", None),
        (("第一部分", "一"), "主要职能", None),
        (("第一部分", "一", "（一）"), None, "贯彻执行水务政策。"),
        (("第一部分", "一", "（二）"), None, "职能转变。深入推进改革。"),
        (("第一部分", "二"), "机构设置", "下设1个处室。"),
    ]


def test_a_duty_in_short_words_is_no_heading(tell: Tell) -> None:
    told = tell("一、主要职能", "（一）统筹全区教育", "（二）内设机构职责介绍", "办公室承担文秘。")
    assert [section.heading for section in told.sections] == ["主要职能", None, "内设机构职责介绍"]


def test_a_number_alone_takes_the_next_line_as_its_heading(tell: Tell) -> None:
    told = tell("第一部分", "单位概况", "一、职能", "承担水务工作。")
    assert [(section.path, section.heading) for section in told.sections] == [
        (("第一部分",), "单位概况"),
        (("第一部分", "一"), "职能"),
    ]


def test_the_contents_are_no_sections(tell: Tell) -> None:
    told = tell(
        "目 录",
        "第一部分 概况 1",
        "一、职能……2",
        "第三部分 说明",
        "第一部分 概况",
        "一、职能",
        "承担工作。",
        "第三部分 说明",
    )
    assert paths(told) == ["第一部分", "第一部分/一", "第三部分"]


def test_contents_without_a_title_are_known_by_their_repetition(tell: Tell) -> None:
    told = tell(
        "第一部分 概况",
        "一、职能",
        "第三部分 说明",
        "第一部分 概况",
        "一、职能",
        "承担水务工作。",
        "第三部分 说明",
        "全部为空。",
    )
    assert paths(told) == ["第一部分", "第一部分/一", "第三部分"]


def test_a_part_of_tables_has_no_sections_whatever_its_number(tell: Tell) -> None:
    told = tell(
        "第二部分 2023年部门决算情况说明",
        "一、收入说明",
        "第三部分 2023年度部门决算表",
        "一、收入决算表",
        "第四部分 名词解释",
    )
    assert paths(told) == ["第二部分", "第二部分/一", "第四部分"]


def test_items_and_further_paragraphs_stay_in_the_text(tell: Tell) -> None:
    told = tell("第三部分 说明", "一、结构情况", "1.教育支出1万元，占10%；", "2.农林水支出9万元，占90%")
    assert told.sections[-1].text == "1.教育支出1万元，占10%；\n2.农林水支出9万元，占90%"


def test_a_document_without_parts_has_shorter_paths(tell: Tell) -> None:
    assert paths(tell("某局2023年部门预算", "一、主要职责", "（一）职能简介。", "1.负责水务。")) == ["一", "一/（一）"]


def test_the_term_is_the_heading_of_its_definition(tell: Tell) -> None:
    told = tell("第四部分 名词解释", "一、财政拨款：指由财政安排的资金。")
    assert (told.sections[1].heading, told.sections[1].text) == ("财政拨款", "指由财政安排的资金。")


def test_a_project_line_is_the_heading_of_its_number(tell: Tell) -> None:
    told = tell(
        "第三部分 说明",
        "七、项目支出情况说明",
        "（一）项目名称：山财农[2023]9号-关于下达资金，第一批",
        "预算安排规模：1万元",
    )
    assert told.sections[-1].heading == "项目名称：山财农[2023]9号-关于下达资金，第一批"


def test_captions_of_performance_tables_and_the_signature_are_no_text(tell: Tell) -> None:
    told = tell(
        "第三部分 说明",
        "一、预算绩效情况",
        "见下表：",
        "项 目 支 出 绩 效 目 标 表（一）",
        "（2024年）",
        "云溪区水务局",
        "2024年2月1日",
    )
    assert told.sections[-1].text == "见下表："


def test_contents_with_page_numbers_in_brackets_and_without_parts_are_no_sections(tell: Tell) -> None:
    contents = ("目录", "一、概况........( 1 )", "（一）部门职责........( 1)", "二、部门决算情况说明........( 3)")
    told = tell(*contents, "一、概况", "（一）部门职责", "治水。", "二、部门决算情况说明", "收支平衡。")
    assert [section.heading for section in told.sections] == ["概况", "部门职责", "部门决算情况说明"]


def test_a_text_without_numbers_is_understood_by_its_titles_and_has_no_sections(tell: Tell) -> None:
    told = tell(
        "云溪区水务局2018年部门预算",
        "人员情况",
        "编制20名。",
        "政府采购情况",
        "政府采购预算总额8.00万元。",
        "名词解释",
        "财政拨款：指由财政拨付的资金。",
    )
    assert told.sections == ()
    assert (told.title, told.staffing and told.staffing.posts) == ("云溪区水务局2018年部门预算", 20)
    assert (told.procurement and str(told.procurement.total), [one.term for one in told.glossary]) == (
        "8.00",
        ["财政拨款"],
    )


def test_a_word_with_a_full_stop_is_a_heading(tell: Tell) -> None:
    told = tell("二、预算情况", "（一）收入。", "2024年收入200万元。", "（二）支出。其中基本支出150万元。")
    assert [(one.path[-1], one.heading) for one in told.sections] == [
        ("二", "预算情况"),
        ("（一）", "收入"),
        ("（二）", None),
    ]


CITY = (
    "云溪区2024年区级部门预算",
    "目录",
    "一、部门主要职能………………………………………………………………………………………………………1",
    "二、名词解释…………………………………………………………………………………………………………………2",
    "三、部门预算编制说明………………………………………………………………………………………………3",
    "四、部门预算表",
    "1. 2024年部门收支总表",
    "五、其他相关情况说明",
    "六、项目经费情况说明",
)


def test_titles_without_numbers_have_those_of_the_contents(tell: Tell) -> None:
    told = tell(
        *CITY,
        "云溪区水务局主要职能",
        "一、完成区委交办的其他任务。",
        "名词解释",
        "（一）事业收入：指开展专业活动取得的收入。",
        "2024年部门预算编制说明",
        "2024年，云溪区水务局财政拨款收入80万元，比2023年预算减少20万元。",
        "其他相关情况说明",
        "一、2024年“三公”经费预算情况说明",
        "公务接待费1万元，与2023年预算持平。",
        "节水改造经费情况说明",
        "一、项目概述",
        "改造管网。",
        "二、立项依据",
        "《云溪区节水规划》。",
        "三、年度预算安排",
        "2024年度项目总预算90.00万，其中支持节能提升30.00万元。",
    )
    assert paths(told) == ["一", "一/一", "二", "二/（一）", "三", "五", "五/一", "六", "六/一", "六/二", "六/三"]
    assert [(one.term, one.definition) for one in told.glossary] == [("事业收入", "指开展专业活动取得的收入。")]
    assert [(one.item, one.section) for one in told.statements] == [
        ("财政拨款收入", ("三",)),
        ("公务接待费", ("五", "一")),
    ]
    assert [(one.name, str(one.amount)) for one in told.projects] == [("节水改造", "90.00")]


def test_contents_whose_numbers_come_again_name_no_titles(tell: Tell) -> None:
    told = tell("目录", "一、概况", "二、名词解释", "一、概况", "主要职能", "治水。", "二、名词解释")
    assert paths(told) == ["一", "二"]
    assert told.sections[0].text == "主要职能\n治水。"


def test_a_part_may_begin_with_the_name_of_a_committee_and_a_mention_of_one_does_not_open_it(tell: Tell) -> None:
    told = tell(
        "第一部分 中共云溪区委办公室概况",
        "一、主要职能",
        "第一部分中的事项由区委确定",
        "第二部分 中共云溪区委办公室情况说明",
    )
    assert paths(told) == ["第一部分", "第一部分/一", "第二部分"]


def test_contents_of_parts_name_the_part_whose_title_stands_without_its_number(tell: Tell) -> None:
    told = tell(
        "云溪州水务局2024年预算公开目录",
        "第一部分 云溪州水务局2024年部门预算编制说明",
        "第二部分 云溪州水务局2024年部门预算表",
        "云溪州水务局2024年部门预算编制说明",
        "一、基本职能",
        "负责全州水务。",
        "（一）机构设置情况",
        "设7个科室。",
    )
    assert paths(told) == ["第一部分", "第一部分/一", "第一部分/一/（一）"]


def test_whom_to_call_is_no_text(tell: Tell) -> None:
    told = tell("六、名词解释", "（一）财政拨款：指财政资金。", "部门预算公开联系人：李某 联系方式：88880000")
    assert [one.definition for one in told.glossary] == ["指财政资金。"]
