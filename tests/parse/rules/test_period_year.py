"""Years of periods, performance tables and headings."""

from dataclasses import replace

from tests.parse.rules.conftest import doc, objective, only, outcome, project, section, spots


def running(first: str, last: str):
    return doc(projects=(project("河道清淤", "1.00", period=(first, last), period_text=f"{first}至{last}"),))


def test_a_period_in_the_year_or_across_it_holds():
    assert outcome("period.year", running("2024-01-01", "2024-12-31")).held == 1
    assert outcome("period.year", running("2023-07-01", "2025-06-30")).held == 1


def test_a_period_of_another_year_is_an_error():
    assert spots("period.year", running("2023-01-01", "2023-12-31")) == [("第三部分 七（一）", "2023", "2024")]


def test_a_performance_table_of_another_year_is_an_error():
    one = replace(objective("河道清淤"), year=2023)
    assert spots("period.year", doc(objectives=(one,))) == [("绩效表（一）", "2023", "2024")]


def test_a_heading_of_another_year_is_suspicious():
    head = section("二", "关于青石县水务局2023年收入预算情况说明", "……")
    assert only("period.year", doc(sections=(head,))).severity == "warning"


def test_without_years_the_rule_is_not_applicable():
    assert outcome("period.year", doc()).status == "not_applicable"
