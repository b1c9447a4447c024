"""The use of a project and its economic class."""

import pytest
from tests.parse.rules.conftest import doc, outcome, project, row, spots, table

from gongkai.domain.disclosure import Disclosure


def used(text: str, **classes: str) -> Disclosure:
    line = row("2130314", "防汛", project="防汛经费", total="35.00", **classes)
    works = (project("防汛经费", "35.00", allocation=text),)
    return doc(table("project_expenditure", line), projects=works)


def test_services_among_goods_and_services_hold():
    assert outcome("project.economic_class", used("用于防汛演练活动费支出", e302="35.00")).held == 1


def test_services_among_grants_to_firms_are_suspicious():
    document = used("用于防汛演练活动费支出，共计35.00万元", e312="35.00")
    assert spots("project.economic_class", document) == [("表7 2130314", "对企业补助", "商品和服务支出")]


@pytest.mark.parametrize("text", ["用于企业培训补贴支出", "用于慰问群众活动费", "活动费35万元", "用于提高防汛能力支出"])
def test_grants_and_open_uses_are_not_judged(text: str):
    assert outcome("project.economic_class", used(text, e312="35.00")).status == "not_applicable"


def test_a_project_of_several_classes_is_not_judged():
    document = used("用于防汛演练活动费支出", e302="15.00", e312="20.00")
    assert outcome("project.economic_class", document).status == "not_applicable"
