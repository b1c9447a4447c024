"""From columns of chances to letters, figures among them."""

from __future__ import annotations

import numpy as np
import pytest

from gongkai.parse.scans.engine import Chances
from gongkai.parse.scans.letters import Letter, is_figure, letters, separated

SIGNS = ["", *"0123456789.,-%:Oo（）()支出"]


def chances(*columns: dict[str, float]) -> Chances:
    """One column for each; what is not named of it goes to the blank."""
    found = np.zeros((len(columns), len(SIGNS)), np.float32)
    for row, column in enumerate(columns):
        found[row, 0] = 1 - sum(column.values())
        for sign, chance in column.items():
            found[row, SIGNS.index(sign)] = chance
    return found


def text(*columns: dict[str, float]) -> str:
    return "".join(letter.sign for letter in letters(chances(*columns), SIGNS))


def test_a_sign_held_over_columns_is_one_letter_and_one_said_again_is_two() -> None:
    assert text({"1": 1.0}, {"1": 1.0}, {}, {"1": 1.0}, {"2": 1.0}) == "112"


def test_a_letter_is_as_sure_as_its_best_column() -> None:
    (found,) = letters(chances({"支": 0.6}, {"支": 0.9}), SIGNS)
    assert (found.sign, round(found.chance, 2)) == ("支", 0.9)


def test_neighbours_share_the_gap_between_them() -> None:
    first, second = letters(chances({"1": 1.0}, {}, {}, {"2": 1.0}), SIGNS)
    assert first.end == pytest.approx(second.start)


def test_what_can_only_be_a_figure_is_read_as_one() -> None:
    assert text({"1": 1.0}, {":": 0.6, ".": 0.3}, {"5": 1.0}) == "1.5"
    assert text({"O": 0.7, "0": 0.2}) == "0"


def test_such_a_figure_is_only_as_sure_as_the_network_was() -> None:
    (found,) = letters(chances({"O": 0.7, "0": 0.2}), SIGNS)
    assert found.chance == pytest.approx(0.2)


def test_words_keep_their_letters() -> None:
    assert text({"支": 1.0}, {"出": 1.0}, {":": 1.0}) == "支出:"


def test_a_bracket_closes_in_the_width_in_which_it_was_opened() -> None:
    assert text({"（": 1.0}, {"支": 1.0}, {")": 1.0}) == "（支）"


@pytest.mark.parametrize(
    ("text", "expected"), [("1,2:5", True), ("O", True), ("Oo", False), ("", False), ("1支", False)]
)
def test_a_figure_is_told_from_a_word(text: str, expected: bool) -> None:
    assert is_figure(text) is expected


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("5.070,900.00", "5,070,900.00"),
        ("1.317.92", "1,317.92"),
        ("16,072,23", "16,072.23"),
        ("1.317", "1.317"),
        ("1.31.92", "1.31.92"),
        ("16072.23", "16072.23"),
    ],
)
def test_commas_and_points_are_what_the_groups_of_digits_need(read: str, meant: str) -> None:
    found = separated([Letter(sign, float(at), at + 1.0, 0.99) for at, sign in enumerate(read)])
    assert "".join(letter.sign for letter in found) == meant
    assert (min(letter.chance for letter in found) < 0.8) == (read != meant)
