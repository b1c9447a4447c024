"""One handler, one message: done once, by one at a time, and whatever happens ends visibly."""

from __future__ import annotations

import errno
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from gongkai import journal
from gongkai.adapters.bus_memory import MemoryBus
from gongkai.adapters.owners import myself
from gongkai.context import Context
from gongkai.errors import Failed, Unavailable
from gongkai.events import DocumentParsed, DocumentStored, Event
from gongkai.ingest.receive import receive
from gongkai.record import Outcome, write_outcome
from gongkai.service import DEATHS, handle


def waiting(context: Context, text: str = "某单位预算") -> DocumentStored:
    """A document whose message waits."""
    assert isinstance(context.bus, MemoryBus)
    context.bus.working = False
    (receipt,) = receive(context, text.encode(), "预算.txt", space="public")
    context.bus._waiting.clear()
    return DocumentStored(document=receipt.document or "")


class Counting:
    """A handler that counts its calls and raises what it is told to."""

    def __init__(self, problem: Exception | None = None) -> None:
        self.calls = 0
        self.problem = problem

    def __call__(self, event: Event, context: Context) -> Iterator[Event]:
        self.calls += 1
        if self.problem:
            raise self.problem
        yield from ()


def outcome(context: Context, event: Event) -> tuple[str, str | None, int]:
    standing = context.ledger.standing(event.space, event.document)
    assert standing is not None
    return standing.state, standing.code, standing.attempts


def test_a_message_about_a_document_of_which_nothing_is_outstanding_is_dropped(context: Context) -> None:
    handler = Counting()
    handle("parse.read", DocumentStored(document="0" * 64), context, handler)
    assert handler.calls == 0


def test_a_message_about_a_document_that_another_has_is_dropped(context: Context, clock) -> None:
    event, handler = waiting(context), Counting()
    context.ledger.claim("public", event.document, myself(), 100)
    handle("parse.read", event, context, handler)
    assert handler.calls == 0


def test_what_a_stage_has_done_it_does_not_do_again(context: Context) -> None:
    event, bus = waiting(context), context.bus
    assert isinstance(bus, MemoryBus)
    bus.publish(event)
    _, name, first = bus._waiting.pop()
    assert bus.handle is not None
    bus.handle(name, first)
    handler = Counting()
    handle("parse.read", event, context, handler)
    assert handler.calls == 0


def test_a_message_that_comes_before_its_turn_rings_for_what_is_due(context: Context) -> None:
    event = waiting(context)
    parsed = DocumentParsed(document=event.document, parsed_key="parsed/gone.json", reader="txt", tables=0)
    handle("parse.validate", parsed, context, Counting(KeyError("parsed/gone.json")))
    assert outcome(context, event) == ("pending", None, 0)
    assert context.bus.depth()["parse"] == 1


def test_a_full_disk_is_no_document_s_fault(context: Context) -> None:
    event = waiting(context)
    handle("parse.read", event, context, Counting(OSError(errno.ENOSPC, "No space left on device")))
    assert outcome(context, event) == ("pending", None, 0)
    assert context.ledger.history("public", event.document)[-1].what == "waiting"


def test_the_first_failure_is_followed_at_once_by_a_second_attempt(context: Context) -> None:
    event = waiting(context)
    handle("parse.read", event, context, Counting(KeyError("a bug")))
    assert outcome(context, event) == ("pending", "BUG", 1)
    assert context.bus.depth()["parse"] == 1
    handle("parse.read", event, context, Counting(KeyError("a bug")))
    assert outcome(context, event) == ("pending", "BUG", 2)
    assert context.bus.depth()["parse"] == 1


def test_a_document_over_which_workers_die_without_a_word_ends_as_a_crash(context: Context, clock) -> None:
    event, handler = waiting(context), Counting()
    for _ in range(DEATHS):
        clock.now += 1000.0
        context.ledger.claim("public", event.document, myself(), 1)
    clock.now += 1000.0
    handle("parse.read", event, context, handler)
    assert outcome(context, event)[:2] == ("failed", "CRASH")
    assert handler.calls == 0


def test_after_every_end_the_document_is_free(context: Context, clock) -> None:
    event = waiting(context)
    handle("parse.read", event, context, Counting(KeyError("a bug")))
    assert context.ledger.claim("public", event.document, myself(), 1) == 1


def test_a_document_is_held_while_an_engine_is_away_and_goes_on_when_it_is_back(context: Context) -> None:
    event = waiting(context)
    handler = Counting(Unavailable("objects", "refused"))
    held = []

    def hold(away: Unavailable) -> bool:
        held.append(away.engine)
        if len(held) == 20:
            handler.problem = None
        return True

    assert handle("parse.read", event, context, handler, hold)
    assert held == ["objects"] * 20
    assert outcome(context, event)[2] == 0
    assert [step.what for step in context.ledger.history("public", event.document)] == ["accepted", "waiting", "done"]


def test_a_document_that_nobody_holds_any_longer_is_free_and_waits(context: Context) -> None:
    event = waiting(context)
    handler = Counting(Unavailable("objects", "refused"))
    assert not handle("parse.read", event, context, handler, lambda away: handler.calls < 3)
    assert handler.calls == 3
    assert outcome(context, event) == ("pending", None, 0)
    assert context.ledger.claim("public", event.document, myself(), 1) == 1


@pytest.mark.parametrize(
    ("problem", "counted"), [(Failed("TIMEOUT"), {"fenced": 1}), (Unavailable("index", "a line that broke"), {})]
)
def test_what_comes_after_the_end_by_another_worker_changes_nothing(
    context: Context, clock, problem: Exception, counted: dict[str, int]
) -> None:
    event = waiting(context)

    def stands_still(event: Event, context: Context) -> Iterator[Event]:
        """Stopped for longer than its lease; another worker does all the work meanwhile, and then this one fails."""
        clock.now += 1000.0
        assert isinstance(context.bus, MemoryBus)
        context.bus.working = True
        context.bus.publish(event)
        raise problem

    handle("parse.read", event, context, stands_still)
    assert outcome(context, event)[:2] == ("done", None)
    assert context.ledger.tallies() == counted
    assert list(journal.outstanding(context.objects)) == []


def test_of_two_ends_of_one_run_the_first_one_stays(context: Context) -> None:
    event = waiting(context)
    entry = journal.entry_of(context.objects, "public", event.document)
    assert entry is not None
    ends = [Outcome(run=run, state="done", stage="index.push", at=1.0, pipeline=1, rows=rows)
            for run, rows in ((entry.run, 1), (entry.run, 2), ("next", 3))]  # fmt: skip
    assert [write_outcome(context.objects, "public", event.document, end) for end in ends] == [True, False, True]


@pytest.mark.parametrize("step", [3600.0, -3600.0, 86400.0])
def test_a_clock_that_is_put_right_meanwhile_does_no_harm(context: Context, step: float) -> None:
    event, steps = waiting(context), [0.0]
    jumping = replace(context, clock=lambda: time.time() + steps[0])
    others = []

    def reads(event: Event, context: Context) -> Iterator[Event]:
        steps[0] += step
        others.append(context.ledger.claim("public", event.document, myself(), 60))
        yield from ()

    handle("parse.read", event, jumping, reads)
    assert others == [0]
    assert outcome(context, event)[0] == "done"
    assert context.ledger.tallies() == {}
