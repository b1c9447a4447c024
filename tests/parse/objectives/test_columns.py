"""Which column of a form says what: levels or names alone, several heading rows, values of parts of the year."""

from __future__ import annotations

from collections.abc import Callable

from gongkai.domain.content import Grid
from gongkai.parse.objectives import find

Draw = Callable[..., Grid]
FORM = """
项目名称 | 节水改造 | < | < | 主管部门 | 101-云溪区水务局 | <
年度目标 | 改造管网。 | < | < | < | < | <
"""


def test_the_target_is_that_of_the_whole_year(draw: Draw) -> None:
    (one,), _ = find(
        [
            draw(
                FORM
                + """一级指标 | 二级指标 | 三级指标 | 第一季度指标值 | 半年指标值 | 前三季度指标值 | 全年指标值
产出指标 | 数量指标 | 巡查次数 | ≥3次 | ≥6次 | ≥9次 | ≥12次
"""
            )
        ]
    )
    assert [item.target_text for item in one.indicators] == [">=12次"]


def test_indicators_without_levels_are_known_by_their_name_and_target(draw: Draw) -> None:
    (one,), _ = find(
        [
            draw(
                FORM
                + """绩效指标 | 指标名称 | < | 指标权重 | 计量单位 | 指标性质 | 指标值
^ | 举办活动次数 | < | 30 | 次 | ≥ | 5
^ | 群众知晓率 | < | 30 | % | ≥ | 85
"""
            )
        ]
    )
    found = [(item.level1, item.level3, item.target_text, item.weight) for item in one.indicators]
    assert found == [(None, "举办活动次数", ">=5次", "30"), (None, "群众知晓率", ">=85%", "30")]
    assert one.unit == "云溪区水务局"


def test_the_value_expected_this_year_is_the_target_and_the_one_before_it_last_years(draw: Draw) -> None:
    (one,), _ = find(
        [
            draw(
                FORM
                + """年度绩效指标表 | < | < | < | < | < | <
一级指标 | 二级指标 | 三级指标 | 指标值 | < | < | 绩效标准
^ | ^ | ^ | 近两年指标值 | < | 预期当年实现值 | ^
^ | ^ | ^ | 2022年 | 2023年 | ^ | ^
产出指标 | 数量指标 | 改造户数 | 80 | 100 | ≥120户 | 计划标准
"""
            )
        ]
    )
    assert [(item.target_text, item.last_year) for item in one.indicators] == [(">=120户", "100")]
    assert one.goal == "改造管网。"


def test_the_points_of_a_level_are_no_part_of_its_name(draw: Draw) -> None:
    (one,), _ = find(
        [
            draw(
                FORM
                + """一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
产出指标（50分） | 数量指标 | 巡查次数 | ≥12次 | 12 | 50 | 50
"""
            )
        ]
    )
    assert [(item.level1, item.target_text, item.weight) for item in one.indicators] == [("产出指标", ">=12次", "50")]


def test_a_column_of_kinds_beside_the_names_is_the_first_level(draw: Draw) -> None:
    (one,), _ = find(
        [
            draw("""项目名称 | 节水宣传 | 项目金额 | 12.50万元
项目绩效目标 | 举办活动。 | < | <
绩效指标 | 指标名称 | 目标值 | 权重
产出指标 | 活动次数 | ≥5次 | 50
效益指标 | 知晓率 | ≥85% | 50
""")
        ]
    )
    assert [(item.level1, item.level3) for item in one.indicators] == [("产出指标", "活动次数"), ("效益指标", "知晓率")]
    assert str(one.funds.total) == "12.50"


def test_the_budget_of_the_year_counts_and_not_that_of_all_years(draw: Draw) -> None:
    (one,), _ = find(
        [
            draw("""项目名称 | 节水宣传 | < | 用款单位 | 云溪市节水办 | <
项目总额（万元） | 300.00 | < | 2024年度预算 | 120.00 | <
绩效目标 | 实施周期目标：三年普及。 | < | 年度目标：完成十场活动。 | < | <
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 实施周期指标值 | 本年度指标值
^ | 产出指标 | 数量指标 | 活动场次 | 30场 | 10场
""")
        ]
    )
    assert (one.unit, str(one.funds.total), one.goal) == ("云溪市节水办", "120.00", "完成十场活动。")
    assert [item.target_text for item in one.indicators] == ["10场"]
