from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from gongkai.domain.content import Grid, Line
from gongkai.parse.joining import join
from gongkai.parse.objectives import find, with_year

Draw = Callable[..., Grid]
Lines = Callable[..., list[Line]]

INDICATORS = """
一级指标 | 二级指标 | 三级指标 | 指标值 | 指标值设置依据 | 上年完成值 | 指标分值权重 | 指标赋分规则 | 佐证资料
产出指标 | 数量指标 | 修缮渠道长度 | ≥30公里 | 计划标准 | 28 | 10 | 按照完成比例赋分 | 工作资料
^ | 质量指标 | 验收合格率 | =100% | 计划标准 |  | 20 | 按照完成比例赋分 | 工作资料
效益指标 | 社会效益指标 | 提升灌溉保障能力 | 有所提升 | 计划标准 |  | 10 | 按评判等级赋分 | 工作资料
"""
FORM = f"""
预算单位 | < | 青河县水利局 | < | < | < | < | < | <
项目名称 | < | 渠道修缮 | < | < | < | 项目负责人 | 王某 | <
项目资金（万元） | < | 年度预算总额： | 174.00 | 其中：财政拨款 | 171.00 | 其他资金： | 3.00 | <
项目总体目标 | < | 修缮渠道三十公里。 | < | < | < | < | < | <
{INDICATORS.strip()}
"""


def test_a_form_gives_project_funds_goal_and_indicators(draw: Draw, lines: Lines) -> None:
    (one,), left = find([*lines("项目支出绩效目标表", "（2024年）"), draw(FORM)])
    assert (one.scope, one.unit, one.project, one.leader, one.year) == (
        "project",
        "青河县水利局",
        "渠道修缮",
        "王某",
        2024,
    )
    assert (one.funds.total, one.funds.fiscal, one.funds.other) == (
        Decimal("174.00"),
        Decimal("171.00"),
        Decimal("3.00"),
    )
    assert one.goal == "修缮渠道三十公里。"
    assert [(item.level1, item.level2) for item in one.indicators] == [
        ("产出指标", "数量指标"),
        ("产出指标", "质量指标"),
        ("效益指标", "社会效益指标"),
    ]
    assert left == ()


def test_an_indicator_has_all_that_its_row_prints(draw: Draw) -> None:
    (one,), _ = find([draw(FORM)])
    item = one.indicators[0]
    assert (item.op, item.value, item.measure) == (">=", "30", "公里")
    assert (item.basis, item.last_year, item.weight) == ("计划标准", "28", "10")
    assert (item.scoring, item.evidence) == ("按照完成比例赋分", "工作资料")


def test_values_inside_their_label_cells_are_read(draw: Draw) -> None:
    grid = draw(
        "预算单位 | 青河县水利局 | 项目名称 | 渠道修缮\n"
        "项目资金（万元） | 年度资金总额：86.4万元 | 其中：财政拨款 86.4万元 | 其他资金\n"
        "一级指标 | 二级指标 | 三级指标 | 指标值（包含数字及文字描述）\n"
        "项目完成指标 | 成本指标 | 总成本 | ≤86.4万元"
    )
    (one,), _ = find([grid])
    assert (one.funds.total, one.funds.fiscal, one.funds.other) == (Decimal("86.4"), Decimal("86.4"), None)


def test_the_objective_of_the_whole_unit_has_its_own_sources(draw: Draw, lines: Lines) -> None:
    grid = draw(
        "部门（单位）名称（盖章） | < | 青河县水利局 | <\n"
        "部门（单位）联系人 | < | 王某 | 联系电话：13800000000\n"
        "年度绩效目标 | 一、做好灌溉。二、做好防汛。 | < | <\n"
        "年度预算（万元） | 资金来源 | < | 资金总额（万元）\n"
        "^ | 财政资金（万元） | 上级资金 | 10.00\n"
        "^ | ^ | 本级资金 | 20.00\n"
        "^ | 其他资金（万元） | 其他 | 3.00\n"
        "^ | 合计： | < | 33.00\n"
        "一级指标 | 二级指标 | 三级指标 | 指标值\n"
        "履职效能 | 数量指标 | 灌溉面积 | ≥5万亩"
    )
    (one,), _ = find([*lines("青河县水利局整体绩效目标申报表"), grid])
    assert (one.scope, one.project, one.leader) == ("unit", None, "王某")
    assert (one.funds.total, one.funds.upper, one.funds.local, one.funds.other, one.funds.fiscal) == (
        33,
        10,
        20,
        3,
        None,
    )


def test_the_years_funds_and_goal_are_taken_beside_those_of_the_medium_term(draw: Draw) -> None:
    grid = draw(
        "项目名称 | 大型修缮 | < | <\n"
        "项目资金（万元） | 中期资金总额： 300.00 | 年度资金总额： | 100.00\n"
        "^ | 其中：财政拨款 300.00 | 其中：财政拨款 | 90.00\n"
        "总体目标 | 中期目标（2024年—2026年） | 年度目标 | <\n"
        "^ | 目标1：完成三年修缮。 | 目标1：完成一期。 | <\n"
        "一级指标 | 二级指标 | 三级指标 | 指标值\n"
        "产出指标 | 数量指标 | 修缮面积 | 1000平方米"
    )
    (one,), _ = find([grid])
    assert (one.funds.total, one.funds.fiscal, one.goal) == (100, 90, "目标1：完成一期。")


def test_blank_level_cells_mean_the_level_above(draw: Draw) -> None:
    grid = draw(
        "项目名称 | 修路 | | \n一级指标 | 二级指标 | 三级指标 | 指标值\n"
        "产出指标 | 数量指标 | 里程 | ≥3公里\n | | 桥梁 | 2座\n | 质量指标 | 合格率 | 100%"
    )
    (one,), _ = find([grid])
    assert [(item.level1, item.level2, item.level3) for item in one.indicators] == [
        ("产出指标", "数量指标", "里程"),
        ("产出指标", "数量指标", "桥梁"),
        ("产出指标", "质量指标", "合格率"),
    ]


def test_an_indicator_name_cut_by_the_page_end_is_one_name(draw: Draw) -> None:
    first = draw(
        "项目名称 | 修路 | < | <\n一级指标 | 二级指标 | 三级指标 | 指标值\n产出指标 | 数量指标 | 修建农村道 | ≥3公里",
        page=1,
    )
    second = draw(" | | 路里程 | \n | 质量指标 | 合格率 | 100%", page=2)
    (one,), _ = find(join([first, second]))
    assert [item.level3 for item in one.indicators] == ["修建农村道路里程", "合格率"]


def test_a_level2_without_an_indicator_gives_none(draw: Draw) -> None:
    grid = draw(
        "项目名称 | 修路 | < | <\n一级指标 | 二级指标 | 三级指标 | 指标值\n效益指标 | 经济效益指标 | | \n^ | 社会效益指标 | 出行便利 | 有效"
    )
    (one,), _ = find([grid])
    assert [item.level2 for item in one.indicators] == ["社会效益指标"]


def test_one_list_of_many_projects_gives_an_objective_for_each(draw: Draw) -> None:
    grid = draw(
        "单位名称、项目名称 | 项目年度绩效目标 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 指标属性\n"
        "1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9\n"
        "青河县水利局 | | | | | | | | \n"
        "修渠经费 | 修好渠道。 | 产出指标 | 数量指标 | 长度 | >= | 100 | 公里 | 定量指标\n"
        "^ | ^ | 效益指标 | 社会效益 | 便利程度 | = | 明显提升 | 年 | 定性指标\n"
        "培训经费 | 做好培训。 | 产出指标 | 数量指标 | 人次 | >= | 30 | 人次 | 定量指标"
    )
    found, _ = find([grid])
    assert [one.unit for one in found] == ["青河县水利局"] * 2
    assert [(one.project, one.goal, len(one.indicators)) for one in found] == [
        ("修渠经费", "修好渠道。", 2),
        ("培训经费", "做好培训。", 1),
    ]
    assert [item.target_text for item in found[0].indicators] == [">=100公里", "明显提升"]


def test_a_list_names_its_unit_once_for_the_projects_below(draw: Draw) -> None:
    found, _ = find([draw(
        "单位名称 | 项目名称 | 年度绩效目标 | 一级指标 | 二级指标 | 三级指标 | 指标值\n"
        "和安县档案馆 | 数字化 | 完成扫描。 | 产出指标 | 数量指标 | 页数 | ≥10万页\n"
        " | 库房维护 | 保障安全。 | 产出指标 | 数量指标 | 次数 | ≥4次"
    )])  # fmt: skip
    assert [(one.project, one.unit) for one in found] == [("数字化", "和安县档案馆"), ("库房维护", "和安县档案馆")]


def test_the_sum_of_the_scores_is_no_indicator(draw: Draw) -> None:
    (one,), _ = find([draw(
        "项目名称 | 修路 | < | < | < | < | <\n"
        "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分\n"
        "产出指标 | 数量指标 | 里程 | ≥3公里 | 3公里 | 90 | 90\n总分 | 100 | 97.7 | | | |"
    )])  # fmt: skip
    assert [(item.level3, item.weight) for item in one.indicators] == [("里程", "90")]


def test_several_forms_in_one_grid_are_cut_apart(draw: Draw) -> None:
    one = "项目名称 | 修路 | < | <\n一级指标 | 二级指标 | 三级指标 | 指标值\n产出指标 | 数量指标 | 里程 | ≥3公里"
    found, _ = find([draw(f"{one}\n{one.replace('修路', '修桥')}")])
    assert [objective.project for objective in found] == ["修路", "修桥"]


def test_a_form_without_a_year_takes_that_of_the_document(draw: Draw) -> None:
    found, _ = find([draw(FORM)])
    assert [one.year for one in with_year(found, 2022)] == [2022]


def test_other_grids_are_left(draw: Draw) -> None:
    grid = draw("科目编码 | 科目名称 | 合计\n208 | 社会保障支出 | 1.00")
    assert find([grid]) == ((), (grid,))


def test_a_form_with_the_unit_above_it_and_the_budget_of_the_year(draw: Draw, lines: Lines) -> None:
    form = """
项目名称 | 防汛 | 项目总预算（元） | 500,000 | 项目当年预算（元） | 300,000
年度绩效目标 | 安全度汛 | < | < | < | <
一级指标 | 二级指标 | 三级指标 | 年度指标值 | < | <
产出目标 | 数量 | 巡查次数 | >=12次 | < | <
"""
    (one,), _ = find([*lines("项目支出绩效目标申报表", "申报单位：青河县水利局"), draw(form)])
    assert (one.unit, one.project, one.funds.total, len(one.indicators)) == (
        "青河县水利局",
        "防汛",
        Decimal(300000),
        1,
    )


def test_a_list_with_code_and_name_of_the_unit_and_the_budget_of_the_year(draw: Draw, lines: Lines) -> None:
    listed = """
单位编码及名称 | 项目名称 | 年初预算数（万元） | 绩效目标 | 一级指标 | 二级指标 | 三级指标 | 绩效指标性质 | 绩效指标值 | 绩效度量单位
301001-青河县水利局 | 防汛 | 30.00 | 安全度汛 | 产出指标 | 数量指标 | 巡查次数 | ≥ | 12 | 次
"""
    (one,), _ = find([*lines("项目支出绩效目标表"), draw(listed)])
    assert (one.unit, one.funds.total, one.indicators[0].target_text) == (
        "301001-青河县水利局",
        Decimal("30.00"),
        ">=12次",
    )


def test_an_amount_that_its_cell_breaks_behind_the_point_is_whole(draw: Draw) -> None:
    text = "26.\n44"
    grid = draw(FORM)
    rows = [
        [replace(cell, text=cell.text.replace("174.00", text)) if cell else None for cell in row] for row in grid.rows
    ]
    (one,), _ = find([replace(grid, rows=tuple(map(tuple, rows)))])
    assert one.funds.total == Decimal("26.44")


def test_several_sources_of_one_kind_have_no_printed_sum(draw: Draw) -> None:
    (one,), _ = find([draw(
        "项目名称 | 修路 | < | <\n年度资金总额 | 9.00 | 中央资金 | 5.00\n自治区资金 | 3.00 | 县本级资金 | 1.00\n"
        "一级指标 | 二级指标 | 三级指标 | 指标值\n产出指标 | 数量指标 | 里程 | ≥3公里"
    )])  # fmt: skip
    assert (one.funds.total, one.funds.upper, one.funds.local) == (Decimal("9.00"), None, Decimal("1.00"))


def test_what_was_achieved_is_not_the_goal(draw: Draw) -> None:
    (one,), _ = find([draw(
        "专项名称 | 科技创新 | 资金使用单位 | 青河县科技局\n总体目标完成情况 | 总体目标 | 全年实际完成情况 | <\n"
        "^ | 培育企业20家。 | 培育22家。 | <\n一级指标 | 二级指标 | 三级指标 | 指标值\n产出指标 | 数量指标 | 企业 | ≥20家"
    )])  # fmt: skip
    assert (one.project, one.unit, one.goal) == ("科技创新", "青河县科技局", "培育企业20家。")


def test_indicators_of_the_long_term_are_not_those_of_the_year(draw: Draw) -> None:
    (one,), _ = find([draw(
        "项目名称 | 办案 | < | < | <\n长期绩效指标 | 一级指标 | 二级指标 | 指标内容 | 指标值\n | 产出指标 | 数量指标 | 案件 | ≥900件\n"
        "年度绩效指标 | 一级指标 | 二级指标 | 指标内容 | 指标值\n | 产出指标 | 数量指标 | 案件 | ≥300件"
    )])  # fmt: skip
    assert [item.value for item in one.indicators] == ["300"]


def test_the_heading_of_a_list_may_have_two_rows(draw: Draw) -> None:
    (one,), _ = find([draw(
        "项目名称 | 项目目标 | 绩效指标 | | | \n | | 一级指标 | 二级指标 | 三级指标 | 指标值\n"
        "修路 | 道路畅通 | 产出指标 | 数量指标 | 里程 | ≥3公里\n修路 | 道路畅通 | 产出指标 | 质量指标 | 优良率 | ≥85%"
    )])  # fmt: skip
    assert (one.project, one.goal, len(one.indicators)) == ("修路", "道路畅通", 2)


def test_the_goal_stands_below_its_label_and_not_in_it(draw: Draw) -> None:
    (one,), _ = find([draw(
        "项目名称 | 修路 | < | <\n年度总体目标 | 年初设定目标 | < | 年度总体目标完成情况综述\n^ | 修路3公里。 | < | 已修4公里。\n"
        "一级指标 | 二级指标 | 三级指标 | 指标值\n产出指标 | 数量指标 | 里程 | ≥3公里"
    )])  # fmt: skip
    assert one.goal == "修路3公里。"


def test_the_project_of_a_form_may_stand_in_a_line_above_it(draw: Draw, lines: Lines) -> None:
    rest = "\n".join(line for line in FORM.splitlines() if not line.startswith("项目名称"))
    (one,), left = find([*lines("项目支出绩效目标表", "项目名称 渠道修缮"), draw(rest.strip())])
    assert (one.scope, one.project, left) == ("project", "渠道修缮", ())


def test_a_figure_that_blanks_cut_at_its_point_is_whole(draw: Draw) -> None:
    (one,), _ = find([draw(FORM.replace("174.00", "１７４ . ００"))])
    assert one.funds.total == Decimal("174.00")


def test_a_row_whose_cells_all_go_on_behind_the_page_end_is_one_indicator(draw: Draw) -> None:
    heading = "一级指标 | 二级指标 | 三级指标 | 指标值 | 权重 | 评分标准 | 佐证资料"
    first = draw(
        f"项目名称 | 修渠 | < | < | < | < | <\n{heading}\n"
        "产出指标 | 数量指标 | 长度 | ≥30公里 | 10 | 按比例赋分 | 工作资料\n"
        "满意度 | 满意度 | 服务对 | ≥90 | 10 | 满意度 | 说明材",
        page=1,
    )
    second = draw("指标 | 指标 | 象满意度 | % |  | 赋分 | 料", page=2)
    ((one,), _) = find(join([first, second]))
    item = one.indicators[-1]
    assert (item.level1, item.level3, item.target_text, item.weight) == ("满意度指标", "服务对象满意度", ">=90%", "10")
    assert (item.scoring, item.evidence, len(one.indicators)) == ("满意度赋分", "说明材料", 2)


def test_a_form_that_the_page_end_cuts_before_its_indicators_is_one(draw: Draw) -> None:
    top = draw("项目名称 | 修渠 | 主管部门 | 青河县水利局\n年度目标 | 修好渠道。 | < | <", page=1)
    rest = draw("绩效指标 | 一级指标 | 二级指标 | 指标名称 | 指标值\n^ | 产出指标 | 数量指标 | 长度 | ≥3公里", page=2)
    (one,), left = find([top, rest])
    assert (one.project, one.goal, [item.level3 for item in one.indicators]) == ("修渠", "修好渠道。", ["长度"])
    assert left == ()
