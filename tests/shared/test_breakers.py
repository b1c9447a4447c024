"""An engine that is away is asked seldom and by one; whoever waits for it goes on when it is back."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from gongkai.adapters.ledger_memory import MemoryLedger
from gongkai.breakers import FULL_PAUSE, Breaker, Breakers, guard
from gongkai.errors import Failed, Full, Unavailable


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Engine:
    """Answers or not, as it is told, and counts how often it was asked."""

    def __init__(self) -> None:
        self.problem: Exception | None = None
        self.asked = 0

    def get(self) -> str:
        self.asked += 1
        if self.problem:
            raise self.problem
        return "here"

    def walk(self) -> Iterator[str]:
        yield self.get()

    def put(self) -> str:
        return self.get()


class Away(MemoryLedger):
    def away(self, engine: str, detail: str, pause: float) -> bool:
        raise Unavailable("ledger")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def board(clock: Clock) -> MemoryLedger:
    return MemoryLedger(clock)


def ask_for(seconds: int, clock: Clock, *calls) -> None:
    """Everybody asks ten times a second."""
    for _ in range(seconds * 10):
        clock.now += 0.1
        for call in calls:
            with pytest.raises(Unavailable):
                call()


def test_an_engine_that_answers_is_asked_each_time(clock: Clock, board: MemoryLedger) -> None:
    engine = guard(Engine(), Breaker("engine", board, clock))
    assert [engine.get() for _ in range(3)] == ["here"] * 3
    assert engine.asked == 3
    assert board.outages() == []


def test_an_engine_that_is_away_is_asked_once_in_five_seconds(clock: Clock) -> None:
    engine = guard(Engine(), Breaker("engine", None, clock))
    engine.problem = Unavailable("engine", "refused")
    ask_for(60, clock, engine.get)
    assert 12 <= engine.asked <= 14


def test_two_processes_together_ask_an_engine_that_is_away_once_in_five_seconds(
    clock: Clock, board: MemoryLedger
) -> None:
    one, two = guard(Engine(), Breaker("engine", board, clock)), guard(Engine(), Breaker("engine", board, clock))
    one.problem = two.problem = Unavailable("engine", "refused")
    ask_for(60, clock, one.get, two.get)
    assert 10 <= one.asked + two.asked <= 15


def test_an_engine_that_is_back_is_noticed_within_a_pause_and_nobody_is_refused_any_more(
    clock: Clock, board: MemoryLedger
) -> None:
    breaker = Breaker("engine", board, clock)
    engine = guard(Engine(), breaker)
    engine.problem = Unavailable("engine", "refused")
    ask_for(20, clock, engine.get)
    assert [outage.engine for outage in board.outages()] == ["engine"]
    engine.problem = None
    clock.now += 5.0
    assert engine.get() == "here"
    assert not breaker.is_open
    assert board.outages() == []


def test_an_engine_without_room_is_asked_once_in_thirty_seconds_and_says_so(clock: Clock, board: MemoryLedger) -> None:
    engine = guard(Engine(), Breaker("engine", board, clock))
    engine.problem = Full("engine", "no room")
    ask_for(90, clock, engine.put)
    assert engine.asked <= 1 + 90 / FULL_PAUSE
    assert board.outages()[0].detail == "engine: no room"
    with pytest.raises(Full, match="no room"):
        engine.put()


def test_an_engine_without_room_still_answers_what_needs_none_and_that_does_not_say_that_it_has_room(
    clock: Clock, board: MemoryLedger
) -> None:
    breaker = Breaker("engine", board, clock)
    engine = guard(Engine(), breaker)
    breaker.failed(Full("engine", "no room"))
    assert engine.get() == "here"
    assert breaker.is_open
    with pytest.raises(Full):
        engine.put()
    clock.now += FULL_PAUSE
    assert engine.put() == "here"
    assert not breaker.is_open


def test_the_absence_of_another_engine_says_nothing_about_this_one(clock: Clock) -> None:
    breaker = Breaker("engine", None, clock)
    engine = guard(Engine(), breaker)
    engine.problem = Unavailable("another")
    with pytest.raises(Unavailable):
        engine.get()
    assert not breaker.is_open


@pytest.mark.parametrize("answer", [KeyError("missing"), Failed("INDEX_REJECTED")])
def test_a_refusal_is_an_answer(clock: Clock, answer: Exception) -> None:
    breaker = Breaker("engine", None, clock)
    engine = guard(Engine(), breaker)
    breaker.failed(Unavailable("engine"))
    clock.now += 1.0
    engine.problem = answer
    with pytest.raises(type(answer)):
        engine.get()
    assert not breaker.is_open


def test_a_list_that_is_walked_is_watched_too(clock: Clock) -> None:
    breaker = Breaker("engine", None, clock)
    engine = guard(Engine(), breaker)
    assert list(engine.walk()) == ["here"]
    engine.problem = Unavailable("engine")
    with pytest.raises(Unavailable):
        list(engine.walk())
    assert breaker.is_open


def test_while_the_board_is_away_too_each_process_decides_alone(clock: Clock) -> None:
    engine = guard(Engine(), Breaker("engine", Away(), clock))
    engine.problem = Unavailable("engine")
    ask_for(60, clock, engine.get)
    assert 12 <= engine.asked <= 14


def test_of_many_who_wait_all_go_on_when_the_engine_is_back() -> None:
    breaker = Breaker("engine")
    breaker.failed(Unavailable("engine"))
    ending, went_on = threading.Event(), []

    def wait() -> None:
        went_on.append(breaker.wait(ending))
        breaker.answered()

    waiting = [threading.Thread(target=wait) for _ in range(5)]
    for thread in waiting:
        thread.start()
    for thread in waiting:
        thread.join(10)
    assert went_on == [True] * 5


def test_who_waits_stops_waiting_when_his_process_ends() -> None:
    breaker, ending = Breaker("engine"), threading.Event()
    breaker.failed(Full("engine"))
    ending.set()
    assert not breaker.wait(ending)


def test_each_engine_has_one_breaker() -> None:
    breakers = Breakers()
    assert breakers.of("objects") is breakers.of("objects")
    assert breakers.of("objects") is not breakers.of("broker")
