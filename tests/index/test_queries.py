"""What a person asks, as the engines get it."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gongkai.adapters.index_memory import MemoryIndex
from gongkai.adapters.index_tantivy import TantivyIndex
from gongkai.domain.disclosure import Disclosure, PolicyRef, Project, Row, Table
from gongkai.errors import GongkaiError
from gongkai.index.describe import describe
from gongkai.index.fields import FIELDS
from gongkai.index.finding import find
from gongkai.index.queries import ask
from gongkai.ports.index import Clue, Query, SearchIndex

REFS = tuple(
    PolicyRef(ref=f"云财社〔2023〕{number}号", issuer="云财社", year=2023, number=number, raw=(raw,))
    for number, raw in ((262, "云财社[2023]262号"), (275, "云财社[2023]275号"), (84, "84号"))
)
ROW = Row(name="公益性岗位补贴", code="2080705", values={"total": Decimal(1)})
DISCLOSURE = Disclosure(
    title="东湖区人力资源和社会保障局2024年预算公开",
    unit="东湖区人力资源和社会保障局",
    year=2024,
    tables=(Table(code="expenditure", title="支出表", currency="万元", columns=("total",), rows=(ROW,)),),
    projects=(Project(name="云财社[2023]262号-就业补助", policy_refs=("云财社〔2023〕262号",)),),
    policy_refs=REFS,
)


def public(text: str = "", **kwargs: Any) -> Query:
    return ask(text, spaces=("public",), **kwargs)


def names(text: str, index: SearchIndex, **kwargs: Any) -> list[str]:
    return [hit.fields["name"] for hit in index.search(public(text, **kwargs)).hits]


@pytest.fixture
def index() -> SearchIndex:
    made = MemoryIndex(FIELDS)
    made.replace("public", "d1", 1, describe(DISCLOSURE, document="d1", space="public", name="a.pdf", version=1))
    return made


def refused(**kwargs: Any) -> str:
    with pytest.raises(GongkaiError) as problem:
        public(**kwargs)
    assert problem.value.code == "BAD_REQUEST"
    return problem.value.detail


def test_words_are_clues_that_all_have_to_fit() -> None:
    assert public("就业 补助").clues == (Clue(phrases=("就业",)), Clue(phrases=("补助",)))


def test_quotes_hold_a_phrase_together() -> None:
    assert public("“data  portal” x").clues == (Clue(phrases=("data  portal",)), Clue(phrases=("x",)))


def test_a_minus_excludes() -> None:
    assert public('就业 -培训 -"a b"').clues[1:] == (
        Clue(phrases=("培训",), excluded=True),
        Clue(phrases=("a b",), excluded=True),
    )


def test_full_width_forms_are_the_same() -> None:
    assert public("ＡＰＰ　２０２４") == public("APP 2024")


@pytest.mark.parametrize(
    "asked",
    [
        "云财社[2023]262号",
        "云财社〔2023〕262号",
        "云财社（2023）262",
        "云财社 【2023】 0262 号",
        "云财社2023 262号",
        "262号",
        "云财社 2023 262",
    ],
)
def test_a_reference_is_found_in_any_brackets_and_by_its_parts(asked: str, index: SearchIndex) -> None:
    assert "云财社〔2023〕262号" in names(asked, index)
    assert "云财社〔2023〕275号" not in names(asked, index)


def test_a_reference_out_of_a_list_is_found_in_full_and_by_its_number(index: SearchIndex) -> None:
    assert names("云财社[2023]84号", index)[0] == "云财社〔2023〕84号"
    assert names("84号", index)[0] == "云财社〔2023〕84号"


def test_a_reference_comes_before_those_who_rest_on_it(index: SearchIndex) -> None:
    assert names("云财社[2023]262号", index)[:2] == ["云财社〔2023〕262号", "云财社[2023]262号-就业补助"]


def test_a_named_document_is_a_reference_too() -> None:
    assert public("《就业促进法》").clues[0].exact == (("policy", "《就业促进法》"),)


@pytest.mark.parametrize("asked", ["2080705", "208-07-05", "２０８０７０５", "20807", "208"])
def test_a_code_is_found_in_any_form_and_by_the_levels_above(asked: str, index: SearchIndex) -> None:
    assert names(asked, index) == ["公益性岗位补贴"]


def test_a_year_is_not_a_code() -> None:
    assert public("2024").clues == (Clue(phrases=("2024",)),)


def test_a_synonym_finds_the_other_word_also_inside_a_longer_one(index: SearchIndex) -> None:
    assert names("公岗", index)[0] == "公益性岗位补贴"
    assert "东湖区人力资源和社会保障局" in public("东湖区人社局").clues[0].phrases


def test_words_that_nothing_has_all_of_find_what_has_most_and_say_so(index: SearchIndex) -> None:
    exactly, nearly = find(index, public("公益性岗位补贴")), find(index, public("东湖区公益性岗位补贴"))
    assert (exactly.nearly, nearly.nearly) == (False, True)
    assert nearly.page.hits[0].fields["name"] == "公益性岗位补贴"


def test_further_pages_are_of_the_question_that_the_first_one_answered(index: SearchIndex) -> None:
    loose = [find(index, public("东湖区公益性岗位补贴", size=1))]
    while cursor := loose[-1].page.cursor:
        loose.append(find(index, public("东湖区公益性岗位补贴", size=1, cursor=cursor)))
    assert len(loose) == loose[0].page.total > 1
    assert all(found.nearly for found in loose)
    with pytest.raises(GongkaiError, match="BAD_REQUEST"):
        find(index, public("公益性岗位补贴", size=1, cursor=loose[0].page.cursor))


@pytest.mark.parametrize(
    "asked", ["云财社[2023]999号", "2080799", "2024年预算公开文件", '-"东湖区公益性岗位补贴" 没有', "公岗乙"]
)
def test_numbers_exclusions_and_short_words_are_never_loose(asked: str, index: SearchIndex) -> None:
    assert find(index, public(asked)).nearly is False


def test_filters_are_brought_to_the_stored_form() -> None:
    asked = public(filters={"policy": ["云财社[2023]262号"], "code": ["208-07-05"], "year": ["２０２４"], "unit": [""]})
    assert asked.filters == {"policy": ("云财社〔2023〕262号",), "code": ("2080705",), "year": ("2024",)}


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("100", "100"),
        ("1,000元", "1000"),
        ("28.5万", "285000"),
        ("28.5万元", "285000"),
        ("３亿", "300000000"),
        ("-5", "-5"),
    ],
)
def test_bounds_are_amounts_with_or_without_a_unit(text: str, yuan: str) -> None:
    assert public(least=text).amount == (Decimal(yuan), None)


def test_what_cannot_be_asked_is_said_in_both_languages() -> None:
    assert "512" in refused(text="就" * 513)
    assert "32" in refused(text="就 " * 33)
    for asked in (
        {"text": "！？…"},
        {"sort": "text"},
        {"size": 0},
        {"size": 101},
        {"cursor": "x"},
        {"least": "many"},
        {"most": "9" * 30},
        {"filters": {"nothing": ["x"]}},
        {"filters": {"unit": [str(number) for number in range(101)]}},
        {"filters": {"year": ["last"]}},
        {"filters": {"year": ["9" * 30]}},
    ):
        detail = refused(**asked)
        assert any("\u4e00" <= sign <= "\u9fff" for sign in detail)
        assert any(sign.isascii() and sign.isalpha() for sign in detail)


def test_odd_questions_get_an_answer_or_a_clear_refusal(tmp_path: Path) -> None:
    chance = random.Random(2024)
    index = TantivyIndex(tmp_path, FIELDS)
    index.replace("public", "d1", 1, describe(DISCLOSURE, document="d1", space="public", name="a.pdf", version=1))
    signs = "公岗就业云财社〔2023〕262号208-07-05\"“”'()[]{}+-*?~^:/\\&|!<>=.,;@#$%_ \t\n\0\ud800\u202e😀é² AND OR NOT TO name:"
    answered = 0
    for _ in range(1000):
        text = "".join(chance.choices(signs, k=chance.randint(0, 60)))
        try:
            index.search(public(text, size=3, facets=()))
            answered += 1
        except GongkaiError as problem:
            assert problem.code == "BAD_REQUEST"
    assert answered > 800
