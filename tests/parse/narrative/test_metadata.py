"""What a document says about itself."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gongkai.domain.content import Line
from gongkai.domain.disclosure import Row, Table
from gongkai.domain.places import Place
from gongkai.parse.narrative import narrate, unit_on_tables

from .conftest import Tell


def test_the_title_is_put_together_from_the_lines_of_the_cover(tell: Tell) -> None:
    told = tell("山阳市云溪区水务局", "2024 年", "单位预算公开", "目录", "第一部分 单位概况", "第一部分 单位概况")
    assert (told.title, told.unit, told.year) == ("山阳市云溪区水务局2024年单位预算公开", "山阳市云溪区水务局", 2024)
    assert (told.kind, told.scope) == ("budget", "unit")


def test_without_a_cover_the_title_is_unit_and_year_of_the_part_with_the_tables(tell: Tell) -> None:
    told = tell(
        "第一部分 概况",
        "第二部分 2020年部门预算公开表",
        "第三部分 2020年部门预算情况说明",
        "一、收入",
        "云溪区水务局",
        "2020年2月10日",
    )
    assert told.title == "云溪区水务局2020年部门预算公开"
    assert (told.scope, told.published_on) == ("department", "2020-02-10")


@pytest.mark.parametrize(
    ("cover", "unit"),
    [
        (["山阳市云溪区水务局2023年度部门决算"], "山阳市云溪区水务局"),
        (["2023年度山阳市云溪区水务局部门决算公开"], "山阳市云溪区水务局"),
        (["云溪县水务局关于2023年部门预算编制的说明"], "云溪县水务局"),
    ],
)
def test_the_unit_is_found_before_or_after_the_year(tell: Tell, cover: list[str], unit: str) -> None:
    told = tell(*cover, "第一部分 概况", "一、职能")
    assert (told.unit, told.year) == (unit, 2023)


def test_final_accounts_are_told_from_budgets(tell: Tell) -> None:
    assert tell("云溪县水务局2023年度部门决算", "一、职能").kind == "final_accounts"


@pytest.mark.parametrize("printed", ["2024年02月25日", "二〇二四年二月二十五日", "2024-2-25", "2024.02.25"])
def test_the_date_of_the_signature_is_read_in_every_form(tell: Tell, printed: str) -> None:
    assert tell("一、说明", "无", "云溪县水务局", printed).published_on == "2024-02-25"


def test_a_date_that_does_not_exist_is_none(tell: Tell) -> None:
    assert tell("一、说明", "无", "云溪县水务局", "2024年2月30日").published_on is None


def test_a_portal_says_when_it_published(tell: Tell) -> None:
    assert tell("发布日期：2023-02-15 17:23", "云溪县水务局2023年部门预算", "一、职能").published_on == "2023-02-15"


def test_currency_and_total_come_from_the_tables() -> None:
    rows = tuple(
        Row(name=name, side="income", total_row=True, values={"amount": Decimal(amount)})
        for name, amount in (("小计", "10.00"), ("收入总计", "12.50"))
    )
    table = Table(code="balance", title="单位收支总体情况表", currency="元", rows=rows)
    told = narrate([Line("一、说明", Place(), whole=True)], [table])
    assert (told.currency, told.total, told.scope) == ("元", Decimal("12.50"), "unit")


def test_the_unit_of_the_tables_goes_before_others(tell: Tell) -> None:
    captions = [
        "编制单位：205001-云溪县水务局 单位：万元",
        "填报部门：云溪县水务局（盖章）",
        "编制单位：别处 2024年1月",
    ]
    unit = unit_on_tables([Line(text, Place()) for text in captions])
    assert unit == "云溪县水务局"
    assert tell("云溪县水务局（本级）2023年单位预算", "一、职能", unit=unit).unit == "云溪县水务局"


def test_the_unit_above_a_table_is_labelled_in_many_ways_and_no_money() -> None:
    for label in ("部门/单位：云溪县水务局", "部门：云溪县水务局", "单位名称：云溪县水务局", "预算单位：云溪县水务局"):
        assert unit_on_tables([Line(label, Place()), Line("单位：人民币万元", Place())]) == "云溪县水务局"


def test_the_currency_above_the_tables_stands_where_no_table_was_recognised(tell: Tell) -> None:
    assert tell("编制单位：云溪县水务局 单位：元", "一、职能").currency == "元"


def test_the_unit_of_a_composite_budget_stands_behind_the_year(tell: Tell) -> None:
    told = tell("2022年云溪区水务局部门综合预算", "一、主要职责", "负责供水。")
    assert (told.title, told.unit, told.scope) == ("2022年云溪区水务局部门综合预算", "云溪区水务局", "department")


def test_the_unit_is_in_the_heading_of_a_part_where_there_is_no_cover(tell: Tell) -> None:
    assert tell("第一部分 云溪区人民医院2024年部门预算编制说明", "一、基本职能", "负责诊疗。").unit == "云溪区人民医院"


def test_without_tables_the_one_unit_of_all_amounts_is_the_currency(tell: Tell) -> None:
    texts = ("一、收入", "收入总计100.00元，支出总计100.00元，结余0.00元。", "单位价值50万元以上设备1台。")
    assert tell(*texts).currency == "元"
    assert tell(*texts, "项目支出5.00万元。").currency is None


def test_the_line_around_a_page_of_the_web_is_no_part_of_the_title(tell: Tell) -> None:
    told = tell(
        "首页 > 政务公开 > 财政预决算",
        "关于临江县2022年度县级部门决算的公开",
        "发布时间：2023-09-15 10:23  来源：县气象局  浏览次数：123",
        "临江县气象局2022年度部门决算",
        "第一部分 概况",
    )
    assert (told.title, told.unit, told.published_on) == ("临江县气象局2022年度部门决算", "临江县气象局", "2023-09-15")


def test_the_unit_may_stand_alone_on_the_cover(tell: Tell) -> None:
    assert tell("2019年度", "部门决算公开", "（临江县总工会）", "第一部分 部门概况").unit == "临江县总工会"


@pytest.mark.parametrize(
    ("texts", "unit"),
    [
        (("云溪区2024年区级部门预算", "预算主管部门：云溪区水务局"), "云溪区水务局"),
        (("云溪县2023年部门预算公开情况表（云溪县残疾人联合会）",), "云溪县残疾人联合会"),
        (("2024年部门预算", "编制单位：[401]云溪县林业局"), "云溪县林业局"),
        (("云溪区2024年区级部门预算",), None),
    ],
)
def test_a_place_is_no_unit_and_a_code_no_part_of_its_name(
    tell: Tell, texts: tuple[str, ...], unit: str | None
) -> None:
    lines = [Line(text, Place(line=at), whole=True) for at, text in enumerate((*texts, "一、主要职能", "治水。"))]
    assert narrate(lines, unit=unit_on_tables(lines)).unit == unit


def test_the_date_of_a_page_is_that_of_publication(tell: Tell) -> None:
    assert tell("云溪区水务局2025年部门预算", "日期：2025-3-1", "一、职能").published_on == "2025-03-01"
