"""What finds no room in the broker is rung for as soon as there is some, and nobody waits for ever."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from gongkai import bootstrap, journal, keys
from gongkai.adapters.bus_memory import MemoryBus
from gongkai.board import arrival
from gongkai.context import Context
from gongkai.events import DocumentStored, Event
from gongkai.feeder import Feeder
from gongkai.journal import Entry
from gongkai.record import Record, write_record
from gongkai.settings import Settings

MOST = 10


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def context(clock: Clock) -> Context:
    """A product whose broker holds ten messages of each priority, and whose messages wait."""
    context = bootstrap.in_memory(Settings(messages=MOST), clock=clock)
    assert isinstance(context.bus, MemoryBus)
    context.bus.working, context.bus.most = False, MOST
    return context


def come(context: Context, count: int, priority: int = 0, batch: str = "b", rung: bool = True) -> list[str]:
    """So many documents that were taken in and, as long as there was room, rung for."""
    found = []
    for number in range(count):
        document = hashlib.sha256(f"{batch} {number}".encode()).hexdigest()
        record = Record(name="a.txt", size=1, media_type="text/plain", received=context.clock(), batch=batch)
        write_record(context.objects, "public", document, record)
        journal.enter(context.objects, "public", document, Entry(at=context.clock(), reason="upload"))
        context.ledger.record(replace(arrival("public", document, record), priority=priority))
        if rung:
            context.bus.publish(DocumentStored(document=document), priority)
        found.append(document)
    return found


def work(context: Context, count: int) -> list[str]:
    """Take so many messages and be done with their documents."""
    assert isinstance(context.bus, MemoryBus)
    heard: list[str] = []

    def handle(name: str, event: Event) -> None:
        heard.append(event.document)
        standing = context.ledger.standing("public", event.document)
        if standing:
            context.ledger.record(replace(standing, state="done"))

    for _ in range(min(count, context.bus.depth()["parse"])):
        handle(*context.bus._next())
    return heard


def test_the_broker_holds_no_more_than_its_room_and_all_are_served_in_the_end(context: Context, clock: Clock) -> None:
    all_of_them, served, feeder = come(context, 200), set[str](), Feeder(context)
    for _ in range(200):
        feeder.feed()
        assert context.bus.depth()["parse"] <= MOST
        served |= set(work(context, 3))
        clock.now += 1
    assert served == set(all_of_them)


def test_a_line_that_is_more_than_half_full_is_left_alone(context: Context) -> None:
    come(context, 200)
    work(context, 4)
    assert Feeder(context).feed() == 0


def test_for_nobody_it_rings_twice(context: Context, clock: Clock) -> None:
    come(context, 3, rung=False)
    clock.now += 60
    feeder = Feeder(context)
    assert [feeder.feed(), feeder.feed()] == [3, 0]


def test_what_workers_may_have_in_hand_is_not_rung_for(context: Context) -> None:
    come(context, 3, rung=False)
    assert Feeder(context).feed() == 0


def test_a_document_that_failed_waits_for_its_next_attempt(context: Context, clock: Clock) -> None:
    (document,) = come(context, 1, rung=False)
    standing = context.ledger.standing("public", document)
    assert standing
    context.ledger.record(replace(standing, attempts=1))
    clock.now += 1000
    assert Feeder(context).feed() == 0


def test_who_has_waited_long_is_brought_to_the_front_a_few_at_a_time(context: Context, clock: Clock) -> None:
    come(context, 5, priority=9)
    feeder = Feeder(context)
    assert feeder.feed() == 0
    clock.now += 400
    feeder.feed()
    assert context.bus.lines()["parse", 0] == 2
    assert len(context.ledger.line("parse.read", 9, 10)) == 3


def test_while_many_stand_in_front_few_are_brought_there(context: Context, clock: Clock) -> None:
    assert isinstance(context.bus, MemoryBus)
    context.bus.most = 100
    come(context, 50, batch="a")
    come(context, 50, priority=9)
    clock.now += 400
    feeder = Feeder(context)
    for _ in range(20):
        feeder.feed()
    assert len(context.ledger.line("parse.read", 9, 100)) == 46


def test_it_rings_for_the_stage_that_is_next(context: Context, clock: Clock) -> None:
    (document,) = come(context, 1, rung=False)
    context.objects.put(keys.parsed("public", document), b'{"reader": "test", "tables": []}')
    clock.now += 60
    Feeder(context).feed()
    assert context.bus.depth() == {"parse": 0, "ocr": 0, "validate": 1, "index": 0}
