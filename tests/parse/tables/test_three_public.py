"""“三公”经费 in its layouts: items down, items across, budget beside final figures, two years."""

from collections.abc import Callable

import pytest

from gongkai.domain.disclosure import Table

Read = Callable[[str, str], Table]
Rows = Callable[[Table], list[str]]

ITEMS = """
合计 | 因公出国（境）费 | 公务用车购置及运行费 | < | < | 公务接待费
^ | ^ | 小计 | 公务用车购置费 | 公务用车运行费 | ^
"""


def test_items_across_become_rows(read: Read, rows: Rows) -> None:
    table = read("一般公共预算“三公”经费支出情况表", ITEMS + "14.54 | | 13.54 | | 13.54 | 1.00")
    assert (table.code, table.columns) == ("three_public", ("amount",))
    assert rows(table) == [
        "合计 amount=14.54",
        "因公出国（境）费",
        "小计 amount=13.54",
        "公务用车购置费",
        "公务用车运行费 amount=13.54",
        "公务接待费 amount=1.00",
    ]


def test_headings_without_a_row_are_an_empty_table(read: Read) -> None:
    table = read("一般公共预算“三公”经费支出情况表", ITEMS + " | | | | | ")
    assert (table.rows, table.empty, table.columns) == ((), True, ("amount",))


def test_items_down_with_the_sources_across(read: Read, rows: Rows) -> None:
    table = read(
        "财政拨款“三公”经费支出情况表",
        """
“三公”经费支出内容 | 合计 | 资金来源 | < | <
^ | ^ | 一般公共预算 | 政府性基金 | 国有资本经营预算
合计 | 6.51 | 6.51 | |
公务用车购置及运行费（小计） | 5.51 | 5.51 | |
其中：公务用车购置费 | | | |
""",
    )
    assert table.columns == ("total", "general", "fund", "capital")
    assert rows(table) == [
        "合计 total=6.51 general=6.51",
        "公务用车购置及运行费（小计） total=5.51 general=5.51",
        "其中：公务用车购置费",
    ]


def test_budget_beside_final_figures_across(read: Read, rows: Rows) -> None:
    table = read(
        "“三公”经费支出决算表",
        """
预算数 | < | < | 决算数 | < | <
合计 | 因公出国（境）费 | 公务接待费 | 合计 | 因公出国（境）费 | 公务接待费
1 | 2 | 3 | 4 | 5 | 6
15.00 | | 15.00 | 9.50 | | 9.50
""",
    )
    assert table.columns == ("budget", "amount")
    assert rows(table) == ["合计 budget=15.00 amount=9.50", "因公出国（境）费", "公务接待费 budget=15.00 amount=9.50"]


def test_budget_beside_final_figures_down(read: Read, rows: Rows) -> None:
    table = read(
        "“三公”经费支出决算表",
        "项目 | 行次 | 预算数 | 决算数\n栏次 | | 1 | 2\n合计 | 1 | 12 | 10\n公务接待费 | 2 | 12 | 10",
    )
    assert rows(table) == ["合计 budget=12 amount=10", "公务接待费 budget=12 amount=10"]


@pytest.mark.parametrize(
    "grid",
    [
        "项目 | 2023年预算数 | 2024年预算数\n合计 | 12 | 10\n公务接待费 | 12 | 10",
        "年度 | 合计 | 因公出国（境）费 | 公务用车运行费 | 公务接待费\n2023年 | 12 | | | 12\n2024年 | 10 | | | 10",
        "2023年预算数 | < | < | < | 2024年预算数 | < | < | <\n合计 | 因公出国（境）费 | 公务用车运行费 | 公务接待费 | 合计 | 因公出国（境）费"
        " | 公务用车运行费 | 公务接待费\n12 | | | 12 | 10 | | | 10",
    ],
)
def test_the_later_of_two_years_is_the_amount(read: Read, grid: str) -> None:
    table = read("“三公”经费支出表", grid)
    assert [(row["last_year"], row["amount"]) for row in table.rows if row.name in ("合计", "公务接待费")] == [
        (12, 10)
    ] * 2


def test_several_units_keep_their_names(read: Read, rows: Rows) -> None:
    table = read(
        "“三公”经费支出预算表",
        "单位编码 | 单位名称（科目） | 因公出国（境）费 | 公务用车运行费 | 公务接待费\n | 合计 | | 3 | 2\n123001 | 水利局 | | 3 | 2",
    )
    assert rows(table)[3:] == [
        "因公出国（境）费 /水利局",
        "公务用车运行费 /水利局 amount=3",
        "公务接待费 /水利局 amount=2",
    ]


def test_parts_of_an_item_are_items_however_short_their_name(read: Read, rows: Rows) -> None:
    table = read(
        "“三公”经费和机关运行经费预算表",
        """
“三公”经费预算数 | < | < | < | < | < | 机关运行经费预算数
合计 | 因公出国(境)费 | 公务接待费 | 公务用车购置及运行费 | < | < | ^
^ | ^ | ^ | 小计 | 购置费 | 运行费 | ^
12.5 | 0 | 2.5 | 10 | 0 | 10 | 55.2
""",
    )
    assert rows(table)[3:] == [
        "小计 amount=10",
        "购置费 amount=0",
        "运行费 amount=10",
        "机关运行经费预算数 amount=55.2",
    ]


def test_rows_of_two_years_and_their_change_are_one_row_an_item(read: Read, rows: Rows) -> None:
    table = read(
        "“三公”经费支出表",
        """
年度 | 合计 | 因公出国（境）费 | 公务用车运行费 | 公务接待费
2023年预算数 | 12 | | | 12
2024年预算数 | 10 | | | 10
增减额 | -2 | | | -2
增减率（%） | -16.7 | | | -16.7
""",
    )
    figures = "last_year=12 amount=10 change=-2 change_pct=-16.7"
    assert rows(table) == [f"合计 {figures}", "因公出国（境）费", "公务用车运行费", f"公务接待费 {figures}"]


def test_budget_and_final_figures_in_rows_keep_their_keys(read: Read, rows: Rows) -> None:
    table = read(
        "“三公”经费支出决算表",
        "项目 | 因公出国（境）费 | 公务用车运行费 | 公务接待费\n预算数 | | 7 | 2\n决算数 | | 6 | 1",
    )
    assert rows(table)[1:] == ["公务用车运行费 budget=7 amount=6", "公务接待费 budget=2 amount=1"]


def test_items_of_two_runs_are_paired_by_their_names(read: Read, rows: Rows) -> None:
    table = read(
        "“三公”经费支出表",
        """
2023年预算数 | < | < | 2024年预算数 | < | <
因公出国（境）费 | 公务用车运行费 | 公务接待费 | 公务接待费 | 公务用车运行费 | 会议费
1 | 2 | 3 | 4 | 5 | 6
1.1 | 2.1 | 3.1 | 3.2 | 2.2 | 4.2
""",
    )
    assert rows(table) == [
        "因公出国（境）费 last_year=1.1",
        "公务用车运行费 last_year=2.1 amount=2.2",
        "公务接待费 last_year=3.1 amount=3.2",
        "会议费 amount=4.2",
    ]


def test_how_many_journeys_and_guests_is_no_amount(read: Read, rows: Rows) -> None:
    table = read(
        "“三公”经费支出情况表",
        """
单位 | 合计 | 因公出国（境）费 | < | 公务用车运行费 | 公务接待费 | <
^ | ^ | 金额 | 团组数（个） | ^ | 金额 | 人次
财政局 | 9.3 | 1.1 | 3 | 7 | 1.2 | 21
""",
    )
    assert rows(table) == [
        "合计 amount=9.3",
        "因公出国（境）费 amount=1.1",
        "因公出国（境）费团组数（个） c4=3",
        "公务用车运行费 amount=7",
        "公务接待费 amount=1.2",
        "公务接待费人次 c7=21",
    ]


def test_the_sum_of_the_items_is_an_item_however_it_is_called(read: Read, rows: Rows) -> None:
    table = read(
        "“三公”经费支出表",
        "单位 | “三公”经费财政拨款预算总额 | 因公出国（境）费 | 公务用车运行费 | 公务接待费\n教育局 | 5.5 | | 4.4 | 1.1",
    )
    assert rows(table)[0] == "“三公”经费财政拨款预算总额 amount=5.5"


def test_the_plan_of_the_whole_year_goes_before_the_first_one(read: Read, rows: Rows) -> None:
    table = read("“三公”经费支出决算表", "项目 | 年初预算数 | 全年预算数 | 决算统计数\n公务接待费 | 3 | 2 | 1")
    assert rows(table) == ["公务接待费 c2=3 budget=2 amount=1"]


def test_of_an_earlier_year_what_was_spent_is_its_figure_and_not_what_was_planned(read: Read, rows: Rows) -> None:
    items = "合计 | 因公出国（境）费 | 公务用车运行费 | 公务接待费"
    years = [f"{text} | < | < | <" for text in ("2022年预算数", "2022年执行数", "2023年预算数")]
    table = read(
        "“三公”经费支出表",
        f"{' | '.join(years)}\n{items} | {items} | {items}\n3.00 | | 2.00 | 1.00 | 2.00 | | 1.50 | 0.50 | 4.00 | | 3.00 | 1.00",
    )
    assert rows(table)[0] == "合计 c1=3.00 last_year=2.00 amount=4.00"
    assert len(table.rows) == 4
