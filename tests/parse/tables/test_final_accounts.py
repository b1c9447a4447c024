"""公开01表 to 公开09表 of final accounts, with their index rows and columns."""

from collections.abc import Callable

from gongkai.domain.disclosure import Table

Read = Callable[[str, str], Table]
Rows = Callable[[Table], list[str]]


def test_01_balance_with_line_numbers(read: Read, rows: Rows) -> None:
    table = read(
        "收入支出决算总表",
        """
收入 | < | < | 支出 | < | <
项目 | 行次 | 金额 | 项目 | 行次 | 金额
栏次 |  | 1 | 栏次 |  | 2
一、一般公共预算财政拨款收入 | 1 | 1,234.56 | 一、一般公共服务支出 | 32 | 
本年收入合计 | 27 | 1,234.56 | 本年支出合计 | 58 | 1,200.00
总计 | 31 | 1,234.56 | 总计 | 62 | 1,200.00
""",
    )
    assert (table.code, table.columns) == ("balance", ("amount",))
    assert rows(table) == [
        "income 一、一般公共预算财政拨款收入 amount=1234.56",
        "income 本年收入合计 amount=1234.56",
        "income 总计 amount=1234.56",
        "expenditure 一、一般公共服务支出",
        "expenditure 本年支出合计 amount=1200.00",
        "expenditure 总计 amount=1200.00",
    ]


def test_02_income_with_the_total_drawn_over_code_and_name(read: Read, rows: Rows) -> None:
    table = read(
        "收入决算表",
        """
项目 | < | 本年收入合计 | 财政拨款收入 | 上级补助收入 | 事业收入 | 经营收入 | 附属单位上缴收入 | 其他收入
功能分类科目编码 | 科目名称 | ^ | ^ | ^ | ^ | ^ | ^ | ^
栏次 | < | 1 | 2 | 3 | 4 | 5 | 6 | 7
合计 | < | 30.00 | 20.00 | 1.00 | 2.00 | 3.00 | 4.00 | 
208 | 社会保障和就业支出 | 30.00 | 20.00 | 1.00 | 2.00 | 3.00 | 4.00 | 
""",
    )
    assert table.columns == ("total", "appropriation", "upper_subsidy", "operating", "business", "affiliated", "other")
    assert rows(table) == [
        f"{name} total=30.00 appropriation=20.00 upper_subsidy=1.00 operating=2.00 business=3.00 affiliated=4.00"
        for name in ("合计", "208 社会保障和就业支出")
    ]


def test_03_expenditure_with_the_index_beside_the_code_columns(read: Read, rows: Rows) -> None:
    table = read(
        "支出决算表",
        """
项目 | < | < | < | 本年支出合计 | 基本支出 | 项目支出 | 上缴上级支出 | 经营支出 | 对附属单位补助支出
功能分类科目编码 | < | < | 科目名称 | ^ | ^ | ^ | ^ | ^ | ^
类 | 款 | 项 | 栏次 | 1 | 2 | 3 | 4 | 5 | 6
^ | ^ | ^ | 合计 | 12 | 8 | 4 | | | 
2080501 | < | < | 行政单位离退休 | 12 | 8 | 4 | | |
""",
    )
    assert table.columns == ("total", "basic", "project", "remit_upper", "business", "subsidy_affiliated")
    assert rows(table) == ["合计 total=12 basic=8 project=4", "2080501 行政单位离退休 total=12 basic=8 project=4"]


def test_04_appropriation_balance_by_source(read: Read, rows: Rows) -> None:
    table = read(
        "财政拨款收入支出决算总表",
        """
收入 | < | < | 支出 | < | < | < | < | <
项目 | 行次 | 金额 | 项目 | 行次 | 合计 | 一般公共预算财政拨款 | 政府性基金预算财政拨款 | 国有资本经营预算财政拨款
一、一般公共预算财政拨款 | 1 | 9.00 | 八、社会保障和就业支出 | 40 | 7.00 | 6.00 | 1.00 |
总计 | 32 | 9.00 | 总计 | 64 | 9.00 | 8.00 | 1.00 |
""",
    )
    assert (table.code, table.columns) == ("appropriation_balance", ("amount", "total", "general", "fund", "capital"))
    assert rows(table) == [
        "income 一、一般公共预算财政拨款 amount=9.00",
        "income 总计 amount=9.00",
        "expenditure 八、社会保障和就业支出 total=7.00 general=6.00 fund=1.00",
        "expenditure 总计 total=9.00 general=8.00 fund=1.00",
    ]


def test_05_only_this_years_expenditure_is_basic_and_project(read: Read, rows: Rows) -> None:
    table = read(
        "一般公共预算财政拨款支出决算表",
        """
项目 | < | 年初结转和结余 | < | 本年支出 | < | <
科目编码 | 科目名称 | 合计 | 项目支出 | 合计 | 基本支出 | 项目支出
2080501 | 行政单位离退休 | 1 | 1 | 12 | 8 | 4
""",
    )
    assert (table.code, table.columns) == ("general_expenditure", ("c3", "c4", "total", "basic", "project"))
    assert rows(table) == ["2080501 行政单位离退休 c3=1 c4=1 total=12 basic=8 project=4"]


def test_06_three_lists_side_by_side_are_read_one_after_the_other(read: Read, rows: Rows) -> None:
    table = read(
        "一般公共预算财政拨款基本支出决算明细表",
        """
人员经费 | < | < | 公用经费 | < | < | < | < | <
科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数
301 | 工资福利支出 | 100.00 | 302 | 商品和服务支出 | 50.00 | 310 | 资本性支出 | 1.00
30101 | 基本工资 | 100.00 | 30201 | 办公费 | 50.00 | 31002 | 办公设备购置 | 1.00
人员经费合计 | < | 100.00 | 公用经费合计 | < | < | < | < | 51.00
""",
    )
    assert (table.code, table.columns) == ("basic_expenditure", ("total", "personnel", "operating"))
    assert rows(table) == [
        "301 工资福利支出 total=100.00 personnel=100.00",
        "30101 基本工资 total=100.00 personnel=100.00",
        "人员经费合计 total=100.00 personnel=100.00",
        "302 商品和服务支出 total=50.00 operating=50.00",
        "30201 办公费 total=50.00 operating=50.00",
        "310 资本性支出 total=1.00 operating=1.00",
        "31002 办公设备购置 total=1.00 operating=1.00",
        "公用经费合计 total=51.00 operating=51.00",
    ]


def test_08_fund_with_opening_and_closing_balances(read: Read, rows: Rows) -> None:
    table = read(
        "政府性基金预算财政拨款收入支出决算表",
        """
项目 | < | 年初结转和结余 | 本年收入 | 本年支出 | < | < | 年末结转和结余
功能分类科目编码 | 科目名称 | ^ | ^ | 小计 | 基本支出 | 项目支出 | ^
212 | 城乡社区支出 | 1 | 20 | 21 |  | 21 | 0
""",
    )
    assert (table.code, table.columns) == (
        "fund_expenditure",
        ("opening", "income", "total", "basic", "project", "closing"),
    )
    assert rows(table) == ["212 城乡社区支出 opening=1 income=20 total=21 project=21 closing=0"]


def test_09_capital_without_any_figure_is_empty(read: Read, rows: Rows) -> None:
    table = read(
        "国有资本经营预算财政拨款支出决算表",
        "项目 | < | 本年支出 | < | <\n科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出\n栏次 | < | 1 | 2 | 3\n合计 | < | | | ",
    )
    assert (table.code, table.empty, rows(table)) == ("capital_expenditure", True, ["合计"])


def test_what_was_planned_is_not_taken_for_what_came_of_it(read: Read, rows: Rows) -> None:
    table = read(
        "财政拨款收入支出决算总表",
        """
收入 | < | < | 支出 | < | < | < | <
项目 | 全年预算数 | 决算数 | 项目 | 全年预算数 | < | 决算数 | <
^ | ^ | ^ | ^ | 小计 | 一般公共预算财政拨款 | 小计 | 一般公共预算财政拨款
一、一般公共预算财政拨款 | 9 | 8 | 一、教育支出 | 7 | 6 | 5 | 4
""",
    )
    assert rows(table) == [
        "income 一、一般公共预算财政拨款 budget=9 amount=8",
        "expenditure 一、教育支出 c5=7 c6=6 total=5 general=4",
    ]


def test_income_and_expenditure_of_one_budget_are_read_by_their_groups(read: Read, rows: Rows) -> None:
    table = read(
        "一般公共预算财政拨款收入支出决算表",
        """
科目编码 | 科目名称 | 年初结转和结余 | < | 本年收入 | < | 本年支出 | < | <
^ | ^ | 合计 | 项目支出结转 | 合计 | 项目支出 | 合计 | 基本支出 | 项目支出
206 | 科学技术支出 | 1 | 2 | 3 | 4 | 5 | 6 | 7
""",
    )
    assert table.code == "general_expenditure"
    assert rows(table) == ["206 科学技术支出 c3=1 c4=2 c5=3 c6=4 total=5 basic=6 project=7"]
