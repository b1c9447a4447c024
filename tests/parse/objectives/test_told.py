"""Objectives that stand in paragraphs instead of a form."""

from __future__ import annotations

from time import process_time

from gongkai.domain.content import Line
from gongkai.domain.disclosure import Objective
from gongkai.domain.places import Place
from gongkai.parse.objectives import are_told, told

PARAGRAPHS = (
    "项目名称：节水改造",
    "预算金额：120.50万元",
    "年度目标：",
    "目标1：改造管网10公里。",
    "产出指标：",
    "数量指标：改造管网长度≥10公里；培训人次不少于200人次。",
    "质量指标：验收合格率=100%。",
    "效益指标：",
    "社会效益指标：用水保障能力有所提升。",
    "满意度指标：服务对象满意度：90%",
    "六、其他情况说明",
)


def read(*texts: str) -> tuple[Objective, ...]:
    return told(((text, Place(line=at)) for at, text in enumerate(texts)), "云溪区水务局")


def test_paragraphs_give_project_funds_goal_and_indicators() -> None:
    (one,) = read(*PARAGRAPHS)
    assert (one.scope, one.project, one.unit, str(one.funds.total), one.goal) == (
        "project",
        "节水改造",
        "云溪区水务局",
        "120.50",
        "目标1：改造管网10公里。",
    )
    assert [(item.level1, item.level2, item.level3, item.op, item.value, item.measure) for item in one.indicators] == [
        ("产出指标", "数量指标", "改造管网长度", ">=", "10", "公里"),
        ("产出指标", "数量指标", "培训人次", ">=", "200", "人次"),
        ("产出指标", "质量指标", "验收合格率", "=", "100", "%"),
        ("效益指标", "社会效益指标", "用水保障能力有所提升", None, None, None),
        ("满意度指标", None, "服务对象满意度", None, "90", "%"),
    ]


def test_levels_may_stand_in_one_paragraph_and_each_project_begins_anew() -> None:
    text = "产出指标：数量指标：检查次数≥12次；质量指标：合格率≥95%。效益指标：社会效益指标：事故数≤1起。"
    first, second = read("项目名称：检查", text, "项目名称：宣传", text)
    assert (first.project, second.project) == ("检查", "宣传")
    assert [item.level2 for item in second.indicators] == ["数量指标", "质量指标", "社会效益指标"]


def test_a_mention_of_indicators_is_no_objective() -> None:
    assert read("绩效目标包括产出指标：数量指标、质量指标等。") == ()
    assert are_told([Line("数量指标：检查次数≥12次", Place())])
    assert not are_told([Line("一级指标 二级指标 数量指标 检查次数", Place())])


def test_a_hostile_paragraph_is_read_in_linear_time() -> None:
    started = process_time()
    read("产出指标：数量指标：" + "培训人次" * 25_000)
    assert process_time() - started < 1.0
