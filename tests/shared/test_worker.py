"""What a worker makes of messages that it does not understand, and how it waits and lets go."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from gongkai import bootstrap
from gongkai.activity import Activity
from gongkai.adapters.bus_memory import MemoryBus
from gongkai.context import Context
from gongkai.errors import Unavailable
from gongkai.events import DocumentStored, to_message
from gongkai.worker import run

EVENT = DocumentStored(document="1" * 64)


@pytest.fixture
def context() -> Context:
    made = bootstrap.in_memory()
    assert isinstance(made.bus, MemoryBus)
    made.bus.working = False
    return made


MESSAGES: list[Callable[[dict], object]] = [
    lambda message: message.update(name="document.dreamt"),
    lambda message: message.update(version=99),
    lambda message: message["data"].update(colour="red"),
    lambda message: message.pop("data"),
    lambda message: message.update(data=None),
    lambda message: message.update(version="1"),
]


@pytest.mark.parametrize("change", MESSAGES)
def test_a_message_of_a_later_release_is_counted_and_harms_nobody(context: Context, change) -> None:
    message = to_message(EVENT)
    change(message)
    assert run("parse.read", message, context, Activity(context, 1))
    assert context.ledger.tallies() == {"not_understood": 1}


def test_the_watchdog_sees_what_is_at_work_and_since_when(context: Context) -> None:
    now = [100.0]
    activity = Activity(context, 2, lambda: now[0])
    with activity.turn(EVENT):
        now[0] = 105.0
        with activity.turn(EVENT):
            work = activity.work()
    assert (work.taken, work.free, work.oldest) == (2, 0, 100.0)
    assert (activity.work().free, activity.work().oldest) == (2, None)


def test_who_waits_for_an_engine_is_not_at_work_and_goes_on_when_it_is_back(context: Context) -> None:
    activity = Activity(context, 1)
    away = Unavailable("objects")
    breaker = context.breakers.of("objects")
    breaker.failed(away)
    went_on: list[bool] = []

    def wait() -> None:
        with activity.turn(EVENT):
            went_on.append(activity.hold(away))

    thread = threading.Thread(target=wait)
    thread.start()
    assert activity.work().oldest is None
    breaker.answered()
    thread.join(10)
    assert went_on == [True]


def test_a_process_that_ends_hands_on_what_it_does_not_finish(context: Context) -> None:
    activity = Activity(context, 1)
    activity.ending.set()
    with activity.turn(EVENT):
        assert not activity.hold(Unavailable("objects"))
        assert activity.hand_on() == 1
    assert context.bus.depth()["parse"] == 1
