"""Persons, offices and subordinate units."""

from __future__ import annotations

from .conftest import Tell


def test_the_usual_sentence_gives_all_figures(tell: Tell) -> None:
    staffing = tell(
        "第一部分 概况",
        "二、机构设置及人员情况",
        "云溪区水务局无下属预算单位，下设 2 个处室，分别是：办公室、水资源科（节水办、执法队）。",
        "云溪区水务局编制数 48，实有人数 77 人，其中：在职 40 人，增加 3 人；退休 37 人，增加 1 人；离休 0 人，减少 0 人。",
    ).staffing
    assert staffing is not None
    assert (staffing.posts, staffing.actual, staffing.in_service, staffing.retired, staffing.departed) == (
        48,
        77,
        40,
        37,
        0,
    )
    assert (staffing.offices, staffing.subordinates) == (("办公室", "水资源科（节水办、执法队）"), 0)


def test_other_wordings_are_understood(tell: Tell) -> None:
    staffing = tell(
        "一、部门基本情况",
        "局本级及下属二级预算单位2个。内设股室三个，分别为：办公室、规划财务股、社会帮扶股。",
        "编制15名，在职人员13人。离退休人员8人，其中：离休0人，退休8人。",
    ).staffing
    assert staffing is not None
    assert (staffing.posts, staffing.in_service, staffing.retired, staffing.departed) == (15, 13, 8, 0)
    assert (len(staffing.offices), staffing.subordinates, staffing.actual) == (3, 2, None)


def test_a_year_after_the_word_for_posts_is_no_number_of_posts(tell: Tell) -> None:
    staffing = tell(
        "二、预算单位基本情况", "我部门编制2024年预算单位共3个。", "在职人员编制20人，在职实有19人。车辆编制3辆。"
    ).staffing
    assert staffing is not None
    assert (staffing.posts, staffing.in_service) == (20, 19)


def test_what_is_not_stated_is_none(tell: Tell) -> None:
    assert tell("第一部分 概况", "一、主要职能", "负责水务。").staffing is None


def test_those_actually_in_service_are_not_all(tell: Tell) -> None:
    text = "在职人员编制50人，在职实有45人，离退休人员9人，其中：离休0人，退休9人。"
    staffing = tell("一、预算单位基本情况", text).staffing
    assert staffing is not None
    assert (staffing.actual, staffing.in_service, staffing.retired) == (None, 45, 9)


def test_posts_of_one_kind_are_not_all_posts(tell: Tell) -> None:
    text = "云溪区水务局行政编制30人，事业编制40人；离退休人员25人，其中：离休1人，退休24人。"
    staffing = tell("一、人员构成情况", text).staffing
    assert staffing is not None
    assert (staffing.posts, staffing.retired, staffing.departed) == (None, 24, 1)


def test_the_number_of_offices_and_of_units_may_stand_behind_their_names(tell: Tell) -> None:
    text = "本部门预算包括本部以及下属8家预算单位。内设办公室、工程科、财务科三个科室。"
    staffing = tell("一、机构设置情况", text).staffing
    assert staffing is not None
    assert (staffing.offices, staffing.subordinates) == (("办公室", "工程科", "财务科"), 8)


def test_retired_staff_may_be_called_workers(tell: Tell) -> None:
    staffing = tell("第一部分 概况", "二、人员构成情况", "在职职工23人，退休职工12人，离休干部1人。").staffing
    assert staffing is not None
    assert (staffing.in_service, staffing.retired, staffing.departed) == (23, 12, 1)


def test_counts_of_thousands_are_whole(tell: Tell) -> None:
    staffing = tell("一、人员情况", "核定编制3,200名，在职人员3，050人，退休人员1,100人，离休人员3，其他5人。").staffing
    assert staffing is not None
    assert (staffing.posts, staffing.in_service, staffing.retired, staffing.departed) == (3200, 3050, 1100, 3)


def test_offices_may_be_listed_without_a_count(tell: Tell) -> None:
    staffing = tell("一、机构设置", "云溪区教育局内设办公室、人事科、计财科，下辖46个预算单位。").staffing
    assert staffing is not None
    assert (staffing.offices, staffing.subordinates) == (("办公室", "人事科", "计财科"), 46)


def test_offices_may_be_numbered_one_by_one(tell: Tell) -> None:
    staffing = tell("一、机构设置", "内设机构2个：1.办公室；2.水资源科。").staffing
    assert staffing is not None
    assert staffing.offices == ("办公室", "水资源科")


def test_the_persons_of_one_kind_are_not_all_persons(tell: Tell) -> None:
    text = "核定行政编制25名，实有行政人员23名；下属事业单位3个，核定事业编制60名，实有58名。退休33名。"
    staffing = tell("一、机构人员情况", text).staffing
    assert staffing is not None
    assert (staffing.posts, staffing.actual, staffing.retired, staffing.subordinates) == (None, None, 33, 3)


def test_a_heading_before_a_colon_lists_no_offices(tell: Tell) -> None:
    staffing = tell(
        "一、基本情况", "2.机构设置：云溪区人民法院内设立案庭、民事审判庭、执行局等10个机构，无其他下属单位。"
    ).staffing
    assert staffing is not None
    assert (staffing.offices, staffing.subordinates) == (("立案庭", "民事审判庭", "执行局"), 0)


def test_offices_may_follow_one_by_one_with_their_duties(tell: Tell) -> None:
    told = tell(
        "二、机构设置",
        "云溪区水务局设3个内设机构，包括：",
        "（一）秘书科（联络科）。组织协调。",
        "（二）人事科。承担人事。",
        "三、其他",
        "（一）督查队。负责督查。",
    )
    assert told.staffing and told.staffing.offices == ("秘书科（联络科）", "人事科")


def test_the_number_of_offices_may_stand_behind_their_names(tell: Tell) -> None:
    told = tell("二、机构设置", "局机关共设办公室、法制处、研究室3个内设机构，在编人员12人。")
    assert told.staffing
    assert (told.staffing.offices, told.staffing.in_service) == (("办公室", "法制处", "研究室"), 12)


def test_the_names_of_the_offices_may_follow_in_a_sentence_of_their_own(tell: Tell) -> None:
    text = "内设股室3个，全部纳入2024年预算编制范围。具体包括：办公室、财务股、水政股。"
    told = tell("二、机构设置", text)
    assert told.staffing and told.staffing.offices == ("办公室", "财务股", "水政股")
