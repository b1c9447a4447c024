"""The functions that an allocation names."""

import pytest
from tests.parse.rules.conftest import doc, only, outcome, project, row, table

from gongkai.domain.disclosure import Disclosure

FUNCTIONS = table("expenditure", row("21303", "水利", total="90.00"), row("2130314", "防汛", total="90.00"))


def allocated(text: str, amount: str = "90.00") -> Disclosure:
    line = row("2130314", "防汛", project="防汛经费", total="90.00")
    return doc(FUNCTIONS, table("project_expenditure", line), projects=(project("防汛经费", amount, allocation=text),))


def test_items_that_name_no_other_function_hold():
    assert outcome("narrative.function", allocated("防汛物资70万元、宣传费20万元")).held == 1


@pytest.mark.parametrize("other", ["其他水利支出", "抗旱"])
def test_an_item_that_names_another_function_of_the_group_is_suspicious(other: str):
    document = allocated(f"防汛物资70万元、{other}20万元")
    known = table("general_expenditure", row("2130315", "抗旱", total="5.00"))
    finding = only("narrative.function", doc(*document.tables, known, projects=document.projects))
    assert (finding.stated, finding.expected, finding.severity) == ("90.00", "70", "warning")


@pytest.mark.parametrize("text", ["物资70万元、其他水利支出20万元", "防汛物资70万元、其他水利支出10万元"])
def test_an_allocation_without_its_own_function_or_that_does_not_add_up_is_not_judged(text: str):
    assert outcome("narrative.function", allocated(text)).status == "not_applicable"
