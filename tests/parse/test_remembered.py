"""Answers that are worked out once."""

from tests.parse.rules.conftest import doc

from gongkai.parse.remembered import remembered


def test_the_very_same_disclosure_is_asked_for_once_and_another_one_anew():
    asked = []

    @remembered
    def year(disclosure):
        asked.append(disclosure)
        return disclosure.year

    first, second = doc(), doc(year=2025)
    assert [year(first), year(first), year(second), year(first)] == [2024, 2024, 2025, 2024]
    assert len(asked) == 3
