"""Terms and their definitions."""

from __future__ import annotations

import pytest

from .conftest import Tell


@pytest.mark.parametrize(
    "line",
    [
        "一、基本支出：指保障运转的支出。",
        "（一）基本支出：指保障运转的支出。",
        "1.基本支出：指保障运转的支出。",
        "基本支出：指保障运转的支出。",
        "基本支出指保障运转的支出。",
    ],
)
def test_a_term_is_found_with_every_number_and_without_one(tell: Tell, line: str) -> None:
    (term,) = tell("第四部分 名词解释", "名词解释：", line).glossary
    assert (term.term, term.definition) == ("基本支出", "指保障运转的支出。")


def test_a_definition_goes_on_until_the_next_term(tell: Tell) -> None:
    first, second = tell(
        "第四部分 名词解释", "1.基本支出：指保障运转的支出。", "包括人员经费。", "2.项目支出：指专项支出。"
    ).glossary
    assert (first.definition, second.term) == ("指保障运转的支出。\n包括人员经费。", "项目支出")


def test_other_parts_have_no_terms(tell: Tell) -> None:
    assert tell("第三部分 说明", "一、收入：指全部收入。").glossary == ()


def test_several_terms_of_one_paragraph_are_told_apart(tell: Tell) -> None:
    text = "（一）基本支出：指保障运转的支出。（二）项目支出：指专项支出。"
    assert [(one.term, one.definition) for one in tell("六、专业名词解释", text).glossary] == [
        ("基本支出", "指保障运转的支出。"),
        ("项目支出", "指专项支出。"),
    ]


def test_a_term_may_stand_alone_above_its_definition(tell: Tell) -> None:
    found = tell("六、名词解释", "1、基本支出", "指保障运转的支出。", "2、项目支出", "指专项支出。").glossary
    assert [(one.term, one.definition) for one in found] == [
        ("基本支出", "指保障运转的支出。"),
        ("项目支出", "指专项支出。"),
    ]
