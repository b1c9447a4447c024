"""Budget tables as different provinces and the central departments word and draw them."""

from collections.abc import Callable

import pytest

from gongkai.domain.disclosure import Table
from gongkai.parse.recognition.kinds import by_title

Read = Callable[[str, str], Table]
Rows = Callable[[Table], list[str]]


@pytest.mark.parametrize(
    ("code", "titles"),
    {
        "balance": ["部门收支总体情况表", "单位收支总表", "2024年部门财务收支预算总表", "收入支出决算总表"],
        "income": ["部门收入总体情况表", "2024年部门收入预算总表", "收入决算表"],
        "expenditure": ["单位支出总体情况表", "部门支出总表", "支出决算表"],
        "appropriation_balance": ["财政拨款收支预算总体情况表", "财政拨款收支总表", "财政拨款收入支出决算总表"],
        "general_expenditure": [
            "一般公共预算支出情况表",
            "一般公共预算支出表",
            "一般公共预算支出预算表（按功能科目分类）",
            "一般公共预算财政拨款支出决算表",
        ],
        "basic_expenditure": [
            "一般公共预算基本支出情况表",
            "一般公共预算财政拨款基本支出决算明细表",
            "部门基本支出预算表",
            "部门基本支出预算表（人员类、运转类公用经费项目）",
            "部门综合预算一般公共预算基本支出明细表（按支出功能分类科目-不含上年结转）",
        ],
        "project_expenditure": [
            "项目支出情况表",
            "一般公共预算项目支出情况表",
            "部门项目支出预算表",
            "部门项目支出预算表（其他运转类、特定目标类项目）",
        ],
        "fund_expenditure": ["政府性基金预算支出情况表", "政府性基金预算财政拨款收入支出决算表"],
        "capital_expenditure": ["国有资本经营预算支出情况表", "国有资本经营预算财政拨款支出决算表"],
        "three_public": [
            "一般公共预算“三公”经费支出情况表",
            '财政拨款"三公"经费支出决算表',
            "“三公”经费和机关运行经费预算表",
        ],
        "carry_over": ["上年结转结余情况明细表"],
        None: [
            "政府采购预算表",
            "项目支出绩效目标表",
            "国有资产占用情况表",
            "机关运行经费支出预算表",
            "财政专户管理资金预算支出表",
        ],
    }.items(),
)
def test_titles_name_their_kind(code: str | None, titles: list[str]) -> None:
    found = [kind.code if (kind := by_title(title)) else None for title in titles]
    assert found == [code] * len(titles)


def test_a_balance_with_a_third_column_by_nature_keeps_all_of_it(read: Read, rows: Rows) -> None:
    table = read(
        "收支总表",
        """
收  入 | < | 支  出 | < | < | <
项  目 | 预算数 | 项目(按功能分类) | 预算数 | 项目(按支出性质) | 预算数
一、一般公共预算拨款收入 | 10.0 | 一、教育支出 | 10.0 | 基本支出 | 6.0
收入总计 | 10.0 | 支出总计 | 10.0 | 支出总计 | 10.0
""",
    )
    assert rows(table)[2:] == [
        "expenditure 一、教育支出 amount=10.0",
        "expenditure 支出总计 amount=10.0",
        "expenditure 基本支出 amount=6.0",
        "expenditure 支出总计 amount=10.0",
    ]


def test_function_codes_in_the_names_of_a_balance_are_codes(read: Read, rows: Rows) -> None:
    table = read(
        "部门收支总体情况表",
        "收 入 | < | 支 出 | <\n项 目 | 预算数 | 功能分类 | 预算数\n1. 一般公共预算 | 5 | 201 一般公共服务支出 | \n | | 205 教育支出 | 5",
    )
    assert rows(table) == [
        "income 1.一般公共预算 amount=5",
        "expenditure 201 一般公共服务支出",
        "expenditure 205 教育支出 amount=5",
    ]


def test_headings_without_spans_are_understood(read: Read, rows: Rows) -> None:
    table = read(
        "上年结转结余情况明细表",
        """
项目 | 总计 | 财政拨款 |  |  |  | 非财政拨款 |  |  | 
 |  | 合计 | 基本支出 |  | 项目支出 | 合计 | 基本支出 |  | 项目支出
 |  |  | 人员经费 | 公用经费 |  |  | 人员经费 | 公用经费 | 
水利资金 | 9 | 5 | 1 | 2 | 2 | 4 | 1 | 1 | 2
""",
    )
    assert rows(table) == [
        "水利资金 total=9 fiscal=5 fiscal_personnel=1 fiscal_operating=2 fiscal_project=2"
        " other_total=4 other_personnel=1 other_operating=1 other_project=2"
    ]


def test_income_of_a_unit_by_source_and_of_last_year(read: Read, rows: Rows) -> None:
    table = read(
        "部门收入预算表",
        """
部门（单位）代码 | 部门（单位）名称 | 合计 | 本年收入 | < | < | < | < | 上年结转结余 | <
^ | ^ | ^ | 小计 | 一般公共预算 | 财政专户管理资金 | 单位资金 | < | 小计 | 一般公共预算
^ | ^ | ^ | ^ | ^ | ^ | 小计 | 事业收入 | ^ | ^
1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10
105001 | 水利局 | 100 | 90 | 70 | 10 | 10 | 10 | 10 | 10
合计 | < | 100 | 90 | 70 | 10 | 10 | 10 | 10 | 10
""",
    )
    figures = "total=100 c4=90 general=70 special_account=10 unit_funds=10 operating=10 carry_over=10 c10=10"
    assert rows(table) == [f"水利局 {figures}", f"合计 {figures}"]


def test_last_years_figures_and_the_change_have_keys_of_their_own(read: Read, rows: Rows) -> None:
    table = read(
        "一般公共预算支出表",
        """
功能分类科目 | < | 2023年执行数 | 2024年预算数 | < | < | 2024年预算数比2023年执行数 | <
科目编码 | 科目名称 | ^ | 小计 | 基本支出 | 项目支出 | 增减额 | 增减（%）
205 | 教育支出 | 100.00 | 110.00 | 60 | 50 | 10.00 | 10.00%
""",
    )
    assert rows(table) == [
        "205 教育支出 last_year=100.00 total=110.00 basic=60 project=50 change=10.00 change_pct=10.00"
    ]


def test_projects_with_two_classifications_have_the_function_code(read: Read, rows: Rows) -> None:
    table = read(
        "部门项目支出预算表",
        """
项目分类 | 项目代码 | 项目名称 | 项目单位 | 功能科目编码 | 功能科目名称 | 经济科目编码 | 经济科目名称 | 合计
1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9
专项业务类 | 530100220000 | 办案经费 | 某局 | 2010102 | 一般行政管理事务 | 30201 | 办公费 | 100
^ | ^ | ^ | ^ | 2010102 | 一般行政管理事务 | 30202 | 印刷费 | 50
合计 | < | < | < | < | < | < | < | 150
""",
    )
    assert rows(table) == [
        "2010102 一般行政管理事务 /办案经费 total=100",
        "2010102 一般行政管理事务 /办案经费 total=50",
        "合计 total=150",
    ]


def test_basic_expenditure_with_two_classifications_has_the_economic_code(read: Read, rows: Rows) -> None:
    table = read(
        "部门基本支出预算表",
        """
单位名称 | 项目名称 | 功能科目编码 | 功能科目名称 | 部门经济科目编码 | 部门经济科目名称 | 总计
某局 | 行政人员工资 | 2010101 | 行政运行 | 30101 | 基本工资 | 100
""",
    )
    assert rows(table) == ["30101 基本工资 /行政人员工资 total=100"]


def test_economic_classes_of_projects_are_told_apart_by_their_brackets(read: Read) -> None:
    table = read(
        "项目支出情况表",
        "科目编码 | 科目名称 | 项目名称 | 项目支出合计 | 资本性支出（基本建设） | 资本性支出 | 对企业补助（基本建设） | 对企业补助\n"
        "2130122 | 农业发展 | 修渠 | 10 | 1 | 2 | 3 | 4",
    )
    assert table.columns == ("total", "e309", "e310", "e311", "e312")


def test_a_list_of_projects_alone_has_them_as_names(read: Read, rows: Rows) -> None:
    table = read("项目支出表", "序号 | 项目名称 | 预算数\n1 | 修渠 | 10\n2 | 修路 | 20")
    assert rows(table) == ["修渠 total=10", "修路 total=20"]


def test_units_and_functions_share_a_name_column(read: Read, rows: Rows) -> None:
    table = read(
        "部门支出总表",
        """
项    目 | < | < | < | < | 合计 | 基本支出 | 项目支出
科目编码 | < | < | 单位代码 | 单位名称（科目） | ^ | ^ | ^
类 | 款 | 项 | ^ | ^ | ^ | ^ | ^
 |  |  | 123001 | 水利局 | 100.5 | 60.5 | 40
201 | 03 | 01 | 123001 | 行政运行 | 60.5 | 60.5 | 
""",
    )
    assert rows(table) == ["水利局 total=100.5 basic=60.5 project=40", "2010301 行政运行 total=60.5 basic=60.5"]


def test_everything_above_the_numbers_of_the_columns_is_heading(read: Read, rows: Rows) -> None:
    table = read(
        "项目支出预算表",
        "项目名称 | 科目编码 | 科目名称 | 合计 | 本年拨款 | \n | | | | 小计 | 其中：本次下达\n1 | 2 | 3 | 4 | 5 | 6\n防汛 | 2130314 | 防汛 | 3.00 | 3.00 | 3.00",
    )
    assert rows(table) == ["2130314 防汛 /防汛 total=3.00 c5=3.00 c6=3.00"]


def test_two_years_across_without_drawn_spans_are_told_apart(read: Read) -> None:
    table = read(
        "“三公”经费支出表",
        "2023年预算数 | | | 2024年预算数 | | \n合计 | 因公出国（境）费 | 公务接待费 | 合计 | 因公出国（境）费 | 公务接待费\n12 | | 12 | 10 | | 10",
    )
    assert [(row["last_year"], row["amount"]) for row in table.rows] == [(12, 10), (None, None), (12, 10)]


def test_figures_of_a_group_are_no_total_where_other_groups_stand_beside_it(read: Read, rows: Rows) -> None:
    table = read(
        "财政拨款收支总体情况表",
        """
收入 | < | 支出 | < | < | < | <
项目 | 2024年预算 | 项目 | 合计 | 一般公共预算 | < | 政府性基金预算
^ | ^ | ^ | ^ | 小计 | 其中：财政拨款 | ^
一、一般公共预算 | 9 | 一、本年支出 | 9 | 7 | 6 | 2
""",
    )
    assert rows(table) == [
        "income 一、一般公共预算 amount=9",
        "expenditure 一、本年支出 total=9 general=7 c6=6 fund=2",
    ]


def test_a_measure_says_only_for_whom_it_measures(read: Read) -> None:
    table = read(
        "部门支出总表",
        "科目名称 | 公用经费 | < | 项目支出 | <\n^ | 预算数 | 上年数 | 预算数 | 上年数\n教育支出 | 1 | 2 | 3 | 4",
    )
    assert table.columns == ("c2", "c3", "project", "c5")


def test_a_list_of_sources_with_one_figure_each_is_income(read: Read, rows: Rows) -> None:
    table = read("部门收入总体情况表", "项目 | 2024年预算\n一、一般公共预算拨款收入 | 10\n收入总计 | 10")
    assert rows(table) == ["一、一般公共预算拨款收入 total=10", "收入总计 total=10"]


def test_income_beside_expenditure_of_a_fund_is_kept_as_it_stands(read: Read) -> None:
    table = read(
        "政府性基金收支表",
        "收入 | < | 支出 | <\n项目 | 预算数 | 支出功能分类科目 | 预算数\n一、政府性基金拨款 | 5 | 一、城乡社区支出 | 5",
    )
    assert (table.code, table.title) == ("other", "政府性基金收支表")


@pytest.mark.parametrize(
    "title",
    ["机构运行信息表", "政府采购计划表", "一般公共预算基本支出表--人员经费（工资福利支出）（按政府预算经济分类）"],
)
def test_a_table_of_no_known_kind_has_its_title(read: Read, title: str) -> None:
    assert read(title, "科目名称 | 机关工资福利支出 | 其中：工资奖金\n行政运行 | 1.5 | 1.5").title == title


def test_a_row_of_words_below_open_groups_is_a_heading_whatever_its_words(read: Read, rows: Rows) -> None:
    table = read(
        "部门收支总表",
        """
收入 | < | 支出 | < | < | <
项目 | 2024年 | 项目（功能分类） | 2024年 | 项目（支出用途） | 2024年
一、财政拨款 | 5 | 一、教育支出 | 4 | 一、基本支出 | 3
""",
    )
    assert rows(table) == [
        "income 一、财政拨款 amount=5",
        "expenditure 一、教育支出 amount=4",
        "expenditure 一、基本支出 amount=3",
    ]


def test_words_in_the_gaps_of_a_heading_without_spans_are_headings(read: Read, rows: Rows) -> None:
    table = read(
        "收入预算表",
        """
科目编码 | 科目名称 | 合计 | 单位资金 |  | 
 |  |  | 事业收入 | 事业单位经营性收入 | 捐赠收入
205 | 教育支出 | 6 | 3 | 2 | 1
""",
    )
    assert rows(table) == ["205 教育支出 total=6 operating=3 c5=2 c6=1"]


def test_what_a_total_contains_is_not_the_total(read: Read) -> None:
    table = read(
        "一般公共预算支出表",
        "科目编码 | 科目名称 | 合计 | 其中： | < | 基本支出\n^ | ^ | ^ | 本年安排 | 上年结转 | ^\n205 | 教育支出 | 3 | 2 | 1 | 3",
    )
    assert table.columns == ("total", "c4", "c5", "basic")


@pytest.mark.parametrize("heading", ["基本支出小计 | 项目支出小计 | 支出合计", "基本支出合计 | 项目支出合计 | 总计"])
def test_a_heading_that_names_its_sum_is_the_same_heading(read: Read, heading: str) -> None:
    table = read("部门支出总表", f"科目编码 | 科目名称 | {heading}\n205 | 教育支出 | 1 | 2 | 3")
    assert table.columns == ("basic", "project", "total")


def test_income_above_expenditure_in_one_list_is_kept_as_it_stands(read: Read, rows: Rows) -> None:
    table = read("部门收支总体情况表", "项目 | 预算数\n一、收入总计 | 5\n二、支出总计 | 4")
    assert (table.code, rows(table)[1:]) == ("other", ["一、收入总计 c1=5", "二、支出总计 c1=4"])


def test_levels_that_are_names_give_the_lowest_as_the_name(read: Read, rows: Rows) -> None:
    table = read(
        "支出总表",
        "功能分类 | < | < | 合计 | 基本支出\n类 | 款 | 项 | ^ | ^\n农林水支出 | 水利 | 防汛 | 2.00 | 1.00\n合计 | | | 2.00 | 1.00",
    )
    assert rows(table) == ["防汛 total=2.00 basic=1.00", "合计 total=2.00 basic=1.00"]


def test_codes_of_economic_classes_above_their_names_are_headings(read: Read, rows: Rows) -> None:
    table = read(
        "项目支出情况表",
        "科目编码 | 科目名称 | 项目名称 | 合计 | 301 | 302\n^ | ^ | ^ | ^ | 工资福利支出 | 商品和服务支出\n2040504 | 案件审判 | 办案费 | 3 | 1 | 2",
    )
    assert rows(table) == ["2040504 案件审判 /办案费 total=3 e301=1 e302=2"]


def test_who_carries_a_project_out_is_not_its_name(read: Read, rows: Rows) -> None:
    table = read("项目支出表", "项目名称 | 实施单位 | 金额\n课后服务 | 实验小学 | 2.00")
    assert rows(table) == ["课后服务 total=2.00"]


@pytest.mark.parametrize("title", ["一般公共预算支出表", "部门支出总表", "政府性基金预算支出表"])
def test_expenditure_by_economic_class_is_not_the_table_by_function(read: Read, title: str) -> None:
    table = read(title, "经济分类科目编码 | 科目名称 | 合计 | 基本支出\n301 | 工资福利支出 | 2 | 2")
    assert table.code == "other"


def test_an_economic_class_beside_a_project_is_not_its_name(read: Read, rows: Rows) -> None:
    table = read(
        "项目支出预算明细表",
        "序号 | 项目名称 | 科目代码 | 部门经济科目 | 预算数 | 起始时间\n1 | 路灯亮化 | 2120303 | 31006大型修缮 | 5.00 | 2024-01",
    )
    assert rows(table) == ["2120303 路灯亮化 total=5.00"]


def test_a_change_names_both_years(read: Read, rows: Rows) -> None:
    table = read(
        "一般公共预算支出表",
        "科目编码 | 科目名称 | 2016年预算 | 2017年预算 | 2017年比2016年增减（%）\n205 | 教育支出 | 4 | 5 | 25",
    )
    assert rows(table) == ["205 教育支出 last_year=4 total=5 change_pct=25"]


def test_sources_called_funds_received_are_the_same_sources(read: Read) -> None:
    table = read(
        "收入总表", "科目编码 | 科目名称 | 一般公共预算资金收入 | 政府性基金预算资金收入\n205 | 教育支出 | 1 | 2"
    )
    assert table.columns == ("general", "fund")


def test_of_three_years_under_the_same_words_none_is_taken_for_this_one(read: Read) -> None:
    table = read("项目支出表", "项目名称 | 项目金额 | 2024年 | 2025年 | 2026年\n修渠 | 6 | 1 | 2 | 3")
    assert table.columns == ("total", "c3", "c4", "c5")


def test_this_years_money_is_no_later_year_than_the_one_that_is_named(read: Read) -> None:
    table = read(
        "一般公共预算支出表",
        """
科目编码 | 科目名称 | 资金来源 | < | 2024年预算数 | < | <
^ | ^ | 本年 | 上年结转 | 合计 | 基本支出 | 项目支出
205 | 教育支出 | 1 | 2 | 3 | 4 | 5
""",
    )
    assert table.columns == ("c3", "c4", "total", "basic", "project")


def test_parts_of_the_budget_are_no_budget_beside_final_figures(read: Read, rows: Rows) -> None:
    table = read(
        "部门收支总表",
        """
收入 | < | < | 支出 | < | <
项目 | 预算数 | < | 项目 | 预算数 | <
^ | 合计 | 当年预算 | ^ | 合计 | 当年预算
一、财政拨款 | 5 | 4 | 一、教育支出 | 3 | 2
""",
    )
    assert rows(table) == ["income 一、财政拨款 amount=5 c3=4", "expenditure 一、教育支出 amount=3 c6=2"]


@pytest.mark.parametrize("index", ["甲 | 乙 | 1 | 2", "A | B | 1 | 2", "** | ** | 1=2 | 2"])
def test_columns_counted_in_letters_are_no_content(read: Read, rows: Rows, index: str) -> None:
    table = read("支出总表", f"科目编码 | 科目名称 | 合计 | 基本支出\n{index}\n205 | 教育支出 | 6.00 | 5.00")
    assert rows(table) == ["205 教育支出 total=6.00 basic=5.00"]


def test_what_is_left_of_last_year_is_not_last_years_figure(read: Read) -> None:
    table = read(
        "一般公共预算支出表",
        "科目编码 | 科目名称 | 合计 | 2024年新增 | 2023年结转 | 基本支出\n205 | 教育支出 | 3 | 2 | 1 | 3",
    )
    assert table.columns == ("total", "c4", "c5", "basic")


def test_levels_in_one_heading_and_a_formula_behind_a_word(read: Read, rows: Rows) -> None:
    table = read(
        "支出总表",
        "功能科目（类款项） | 科目名称 | 合计=基本支出+项目支出 | 基本支出 | 项目支出\n2050101 | 行政运行 | 3.00 | 1.00 | 2.00",
    )
    assert rows(table) == ["2050101 行政运行 total=3.00 basic=1.00 project=2.00"]


def test_headings_with_ordinals_and_planned_sources_are_the_same_headings(read: Read) -> None:
    spent = read("支出预算总表", "科目 | 合计 | 一、基本支出 | 二、项目支出\n213农林水支出 | 3.00 | 1.00 | 2.00")
    earned = read("收入总表", "科目 | 合计 | 事业收入预算 | 上级补助收入预算\n213农林水支出 | 3.00 | 1.00 | 2.00")
    assert spent.columns + earned.columns == ("total", "basic", "project", "total", "operating", "upper_subsidy")


def test_basic_expenditure_in_its_parts_stands_on_the_expenditure_side(read: Read, rows: Rows) -> None:
    table = read(
        "单位财务收支预算总表",
        """
本年收入 | < | 本年支出 | < | < | < | <
项目 | 预算数 | 项目 | 预算数 | 基本支出 | < | 项目支出
^ | ^ | ^ | ^ | 人员经费 | 公用经费 | ^
一、财政拨款收入 | 9.00 | 一、公共安全支出 | 9.00 | 4.00 | 2.00 | 3.00
""",
    )
    assert rows(table)[1] == "expenditure 一、公共安全支出 amount=9.00 personnel=4.00 operating=2.00 project=3.00"


def test_a_total_drawn_into_the_last_row_of_the_headings_is_no_column(read: Read) -> None:
    table = read(
        "政府性基金预算财政拨款收入支出决算表",
        "功能分类科目编码 | 科目名称 | 本年收入 | 本年支出 | <\n合计 | < | | 合计 | 基本支出\n | | | | ",
    )
    assert table.columns == ("income", "total", "basic")


def test_a_total_of_the_lists_beside_it_is_no_row_of_a_list(read: Read, rows: Rows) -> None:
    table = read("项目支出表", "项目名称 | 金额 | 项目名称 | 金额\n修路 | 1.00 | 种树 | 2.00\n合计 | 3.00 | | ")
    assert rows(table) == ["修路 total=1.00", "合计 total=3.00", "种树 total=2.00"]


def test_a_table_none_of_whose_columns_is_known_is_kept_as_it_stands(read: Read, rows: Rows) -> None:
    table = read(
        "支出总表", "项目 | 201一般公共服务支出 | 213农林水支出\n基本支出 | 1.00 | 2.00\n项目支出 | 3.00 | 4.00"
    )
    assert (table.code, rows(table)[1:]) == ("other", ["基本支出 c1=1.00 c2=2.00", "项目支出 c1=3.00 c2=4.00"])


def test_a_word_alone_below_a_source_is_a_heading(read: Read, rows: Rows) -> None:
    table = read(
        "单位收入总体情况表",
        """
科目编码 | 科目名称 | 合计 | 财政拨款收入 | 事业收入
 |  |  | 一般公共预算 |
205 | 教育支出 | 3.00 | 2.00 | 1.00
""",
    )
    assert rows(table) == ["205 教育支出 total=3.00 general=2.00 operating=1.00"]


def test_a_column_below_a_heading_of_codes_holds_codes_whatever_it_is_called(read: Read, rows: Rows) -> None:
    table = read(
        "政府性基金支出预算表",
        "科目编码 | < | 科目名称 | 合计\n类款 | 项 | ^ | ^\n229 | | 其他支出 | 3.00\n229 60 | 02 | 彩票公益金支出 | 3.00",
    )
    assert rows(table) == ["229 其他支出 total=3.00", "2296002 彩票公益金支出 total=3.00"]


def test_numbers_of_units_below_a_heading_set_lower_are_no_projects(read: Read, rows: Rows) -> None:
    table = read(
        "支出决算表", "单位代码 | 科目 | 合计\n项目 | | \n552001 | 205 教育支出 | 3.00\n552001 | 20502 普通教育 | 3.00"
    )
    assert rows(table) == ["205 教育支出 total=3.00", "20502 普通教育 total=3.00"]


def test_levels_without_a_group_are_parts_of_the_code_beside_them(read: Read, rows: Rows) -> None:
    table = read(
        "一般公共预算基本支出表",
        "类 | 经济分类科目编码 | 支出经济分类科目 | 合计\n301 | | 工资福利支出 | 3.00\n301 | 01 | 基本工资 | 3.00",
    )
    assert rows(table) == ["301 工资福利支出 total=3.00", "30101 基本工资 total=3.00"]
