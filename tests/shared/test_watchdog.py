"""A queue from which nobody takes is noticed, one that is merely long is not."""

from __future__ import annotations

from gongkai.watchdog import Watchdog


def test_a_message_that_stays_first_for_too_long_tells_on_its_queue() -> None:
    dog = Watchdog(patience=10.0)
    assert dog.deaf({"parse": b"1", "index": None}, 0.0) == []
    assert dog.deaf({"parse": b"1", "index": b"9"}, 10.0) == []
    assert dog.deaf({"parse": b"1", "index": b"9"}, 11.0) == ["parse"]


def test_a_queue_that_was_named_is_watched_anew() -> None:
    dog = Watchdog(patience=10.0)
    assert [dog.deaf({"parse": b"1"}, now) for now in (0.0, 11.0, 12.0, 23.0)] == [[], ["parse"], [], ["parse"]]


def test_a_queue_that_moves_or_is_empty_is_well() -> None:
    dog = Watchdog(patience=10.0)
    firsts = (b"1", b"2", b"3", None, b"3")
    assert [dog.deaf({"parse": first}, at * 9.0) for at, first in enumerate(firsts)] == [[]] * 5
