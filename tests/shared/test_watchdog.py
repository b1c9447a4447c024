"""Who stands still, hears nothing or never finishes is noticed; who is merely busy, or waits, is not."""

from __future__ import annotations

import pytest

from gongkai.watchdog import Ear, Watchdog, Work

IDLE = Work(taken=7, free=1, oldest=None)
FULL = Work(taken=7, free=0, oldest=None)


def test_a_process_whose_sign_stays_the_same_for_too_long_stands_still() -> None:
    dog = Watchdog(patience=10.0)
    assert dog.still({"parse-1": b"1", "index-1": None}, 0.0) == []
    assert dog.still({"parse-1": b"1", "index-1": b"9"}, 10.0) == []
    assert dog.still({"parse-1": b"1", "index-1": b"9"}, 11.0) == ["parse-1"]


def test_who_was_named_is_watched_anew() -> None:
    dog = Watchdog(patience=10.0)
    assert [dog.still({"a": b"1"}, now) for now in (0.0, 11.0, 12.0, 23.0)] == [[], ["a"], [], ["a"]]


def test_who_gives_new_signs_or_is_not_there_is_well() -> None:
    dog = Watchdog(patience=10.0)
    signs = (b"1", b"2", b"3", None, b"3")
    assert [dog.still({"a": sign}, at * 9.0) for at, sign in enumerate(signs)] == [[]] * 5


def complaints(waiting: int | None, *works: Work) -> list[str | None]:
    """What is said at one look after the other, 40 seconds apart."""
    ear = Ear(deaf=60.0, longest=300.0)
    return [ear.complaint(waiting, work, at * 40.0) for at, work in enumerate(works)]


def test_a_worker_with_a_free_place_that_takes_nothing_is_deaf() -> None:
    assert complaints(3, IDLE, IDLE, IDLE) == [None, None, "deaf"]


@pytest.mark.parametrize("waiting", [0, None])
def test_where_no_message_waits_and_where_the_broker_is_away_nobody_is_deaf(waiting: int | None) -> None:
    assert complaints(waiting, IDLE, IDLE, IDLE, IDLE) == [None] * 4


def test_a_worker_whose_places_are_all_taken_is_not_deaf_however_long_it_waits_for_an_engine() -> None:
    assert complaints(3, FULL, FULL, FULL, FULL) == [None] * 4


def test_a_worker_that_takes_messages_is_not_deaf() -> None:
    assert complaints(3, *(Work(taken=taken, free=1, oldest=None) for taken in range(5))) == [None] * 5


def test_a_message_that_keeps_a_worker_busy_for_too_long_is_told() -> None:
    busy = Work(taken=1, free=0, oldest=0.0)
    assert complaints(0, *[busy] * 9) == [None] * 8 + ["stuck"]
