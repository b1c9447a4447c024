"""How text is cut, folded and marked; how a 文号 is written."""

from __future__ import annotations

import pytest

from gongkai.domain.policy import normal, take_apart
from gongkai.domain.tokens import LONGEST, fold, merged, occurrences, spans, tokens


def test_han_characters_stand_alone_and_other_runs_together() -> None:
    assert tokens("2024年App服务1.5%") == ["2024", "年", "app", "服", "务", "1", "5"]


def test_every_han_character_is_a_token_also_the_rare_ones() -> None:
    assert tokens("〇々㐀𠀀豈") == ["〇", "々", "㐀", "𠀀", fold("豈")]


def test_marks_and_signs_are_no_tokens() -> None:
    assert tokens("a_b·c…—（）😀") == ["a", "b", "c"]


def test_letters_that_grow_when_lowered_are_the_same_in_text_and_question() -> None:
    assert tokens("İ") == ["i̇"]
    assert spans("xİ y", ["XİY"[:2]]) == ((0, 2),)


def test_a_run_without_end_is_cut_into_pieces() -> None:
    assert tokens("a" * (2 * LONGEST + 1)) == ["a" * LONGEST, "a" * LONGEST, "a"]


def test_folding_keeps_the_length() -> None:
    text = "Ａ１：⾦㎡ﬁ"
    assert len(fold(text)) == len(text)
    assert fold(text).startswith("A1:金")


def test_marks_stand_on_the_printed_text() -> None:
    text = "依据 云财社〔 2023 〕262号"
    (start, end) = spans(text, ["云财社[2023]262号"])[0]
    assert text[start:end] == "云财社〔 2023 〕262号"


def test_marks_that_touch_or_overlap_are_one() -> None:
    assert merged([(5, 7), (0, 2), (2, 4), (6, 9)]) == ((0, 4), (5, 9))


def test_phrases_may_overlap() -> None:
    assert occurrences(list("就就就"), list("就就")) == 2
    assert occurrences(list("就"), []) == 0


@pytest.mark.parametrize(
    "text",
    [
        "云财社〔2023〕262号",
        "云财社[2023]262号",
        "云财社（2023）0262号",
        "云财社2023262号",
        " 云财社 【2023年】 第 262 号 ",
        "云财社（２０２３）２６２号",
    ],
)
def test_a_number_has_one_form(text: str) -> None:
    assert normal(text) == "云财社〔2023〕262号"


def test_a_decree_has_no_year() -> None:
    for text in ("国务院令第0423号", "国务院令（第423号）", "国务院第423号令"):
        assert normal(text) == "国务院令第423号"


def test_an_announcement_has_its_own_form() -> None:
    assert normal("税务总局公告2023年第012号") == "税务总局公告2023年第12号"


@pytest.mark.parametrize("text", ["《就业促进法》", "262号", "2024年", "就业", ""])
def test_other_words_are_left_alone(text: str) -> None:
    assert take_apart(text) is None
    assert normal(text) == text
