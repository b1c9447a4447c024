"""The level of the money that a project is named after."""

import pytest
from tests.parse.rules.conftest import doc, objective, only, outcome, project, row, table

from gongkai.domain.disclosure import Disclosure


def named(
    name: str, unit: str = "青石县水务局", *, general: str | None = "35.00", above: str | None = None
) -> Disclosure:
    income = table(
        "income",
        row("2130314", "防汛", general=general, general_transfer=above),
        row(None, "合计", general="35.00", general_transfer="60.00"),
    )
    lines = table("project_expenditure", row("2130314", "防汛", project="防汛经费", total="35.00"))
    works = (project("防汛经费", "35.00"),)
    return doc(income, lines, unit=unit, projects=works, objectives=(objective(name, total="35.00", fiscal="35.00"),))


def test_money_from_above_in_the_column_of_transfers_holds():
    assert outcome("project.source", named("2024年市级财政防汛资金", general=None, above="35.00")).held == 1


@pytest.mark.parametrize("word", ["市级", "中央", "省级", "自治区"])
def test_money_from_above_in_the_column_of_own_money_is_suspicious(word: str):
    finding = only("project.source", named(f"关于拨付2024年{word}财政防汛资金"))
    assert (finding.where, finding.stated, finding.expected) == ("绩效表（一） / 表2 2130314", word, "本级")


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("2024年市级财政防汛资金", "青石市水务局"),
        ("拨付市级财政防汛配套资金", "青石县水务局"),
        ("市级水库维护资金", "青石县水务局"),
        ("中央公园养护资金", "青石县水务局"),
        ("市级财政防汛资金", "青石地区水务局"),
        ("防汛资金", "青石县水务局"),
    ],
    ids=["own level", "matching money", "a reservoir of the city", "a place", "a prefecture's own", "no level"],
)
def test_a_name_without_money_from_above_is_not_applicable(name: str, unit: str):
    assert outcome("project.source", named(name, unit)).status == "not_applicable"


def test_a_table_that_does_not_tell_the_levels_apart_is_not_applicable():
    income = table("income", row(None, "合计", general="35.00"))
    assert outcome("project.source", doc(income)).status == "not_applicable"
