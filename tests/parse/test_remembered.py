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


def test_answers_to_further_questions_about_the_same_object_are_kept_apart():
    asked = []

    @remembered
    def beyond(disclosure, years):
        asked.append(years)
        return disclosure.year + years

    one = doc()
    assert [beyond(one, 1), beyond(one, 2), beyond(one, 1)] == [2025, 2026, 2025]
    assert asked == [1, 2]
