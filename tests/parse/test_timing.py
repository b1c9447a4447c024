"""A child has time for the document, for each page, and never long without a step."""

from __future__ import annotations

from gongkai.parse.isolation.progress import PAGE, STEP
from gongkai.parse.isolation.timing import Time
from gongkai.settings import Limits


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def child(clock: Clock) -> Time:
    """With the limits as they are delivered: 300 s, 2 s for each page, an hour, 120 s for a step."""
    return Time(Limits().model_dump(), clock)


def test_one_that_says_nothing_has_the_time_of_a_document() -> None:
    assert child(Clock()).left() == 300.0


def test_each_page_adds_its_time_up_to_an_hour() -> None:
    clock = Clock()
    time = child(clock)
    assert time.without_marks(PAGE * 400) == b""
    clock.now = 1000.0
    assert time.without_marks(STEP) == b""
    assert time.left() == 100.0
    time.without_marks(PAGE * 5000)
    clock.now = 3550.0
    time.without_marks(STEP)
    assert time.left() == 50.0


def test_after_the_first_step_the_next_one_has_to_come_in_time() -> None:
    clock = Clock()
    time = child(clock)
    time.without_marks(STEP)
    assert time.left() == 120.0
    clock.now = 100.0
    time.without_marks(STEP)
    assert time.left() == 120.0


def test_only_marks_are_taken_from_what_is_said() -> None:
    assert child(Clock()).without_marks(STEP + PAGE + STEP + b'{"detail": "p.p."}') == b'{"detail": "p.p."}'
