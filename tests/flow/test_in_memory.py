"""From the upload to the search result in one process, also when messages come twice, late or never."""

from __future__ import annotations

import pytest

from gongkai import journal
from gongkai.adapters.bus_memory import MemoryBus, Mischief
from gongkai.context import Context
from gongkai.ingest.receipts import Receipt
from gongkai.ingest.receive import receive
from gongkai.ports.index import Clue, Query
from gongkai.reconciler import Reconciler
from gongkai.record import aliases, read_outcome
from gongkai.settings import Limits


def send(context: Context, text: str, name: str = "预算.txt") -> Receipt:
    (receipt,) = receive(context, text.encode(), name, space="public")
    return receipt


def state(context: Context, receipt: Receipt) -> str:
    standing = context.ledger.standing("public", receipt.document or "")
    return standing.state if standing else "unknown"


def settle(context: Context, clock, looks: int = 12) -> None:
    """Let the reconciler look as often as it would in a few hours."""
    reconciler = Reconciler(context)
    for _ in range(looks):
        reconciler.tick()
        clock.now += 4000.0


def test_an_uploaded_document_is_found(context: Context) -> None:
    receipt = send(context, "某单位2024年预算公开\n公益性岗位补贴项目说明")
    assert receipt.verdict == "accepted"
    assert state(context, receipt) == "done"
    page = context.index.search(Query(spaces=("public",), clues=(Clue(phrases=("公益性岗位",)),)))
    assert {hit.document for hit in page.hits} == {receipt.document}


def test_nothing_is_outstanding_when_all_is_done(context: Context) -> None:
    send(context, "某单位预算")
    assert list(journal.outstanding(context.objects)) == []


def test_the_same_bytes_under_two_names_are_one_document(context: Context) -> None:
    first, second = send(context, "某单位预算", "一.txt"), send(context, "某单位预算", "二.txt")
    assert second.verdict == "known"
    assert first.document == second.document
    assert [alias.name for alias in aliases(context.objects, "public", first.document or "")] == ["二.txt"]
    assert sum(context.ledger.counts().values()) == 1


def test_a_refused_document_ends_with_its_reason(context: Context) -> None:
    receipt = send(context, "REFUSE")
    outcome = read_outcome(context.objects, "public", receipt.document or "")
    assert outcome is not None
    assert (outcome.state, outcome.code) == ("refused", "NO_TEXT")
    assert dict(context.ledger.failures()) == {"NO_TEXT": 1}


@pytest.mark.parametrize(("text", "code"), [("FAIL", "CRASH"), ("BUG", "BUG")])
def test_a_failing_document_is_tried_three_times(context: Context, clock, text: str, code: str) -> None:
    receipt = send(context, text)
    settle(context, clock)
    outcome = read_outcome(context.objects, "public", receipt.document or "")
    assert outcome is not None
    assert (outcome.state, outcome.code, outcome.attempts) == ("failed", code, 3)
    assert [step.what for step in outcome.history] == ["accepted", "failed", "failed", "failed"]


def test_a_failing_document_harms_no_other(context: Context, clock) -> None:
    send(context, "BUG")
    assert state(context, send(context, "某单位预算")) == "done"


@pytest.mark.parametrize("seed", range(10))
def test_whatever_happens_to_messages_every_document_is_found_once(make, clock, seed: int) -> None:
    context = make(mischief=Mischief(seed=seed, twice=0.3, lost=0.3, shuffled=True))
    bus = context.bus
    assert isinstance(bus, MemoryBus)
    bus.working = False
    receipts = [send(context, f"单位{number}预算\n项目{number}") for number in range(20)]
    bus.working = True
    settle(context, clock)
    assert {state(context, receipt) for receipt in receipts} == {"done"}
    assert context.index.documents("public") == {receipt.document: 3 for receipt in receipts}


def test_a_ledger_that_is_lost_meanwhile_hinders_nothing(context: Context, clock) -> None:
    bus = context.bus
    assert isinstance(bus, MemoryBus)
    bus.working = False
    receipt = send(context, "某单位预算")
    context.ledger.forget("public", receipt.document or "")
    bus.working = True
    settle(context, clock)
    assert state(context, receipt) == "done"


def test_no_attempt_is_used_up_by_an_engine_that_is_away(make, clock) -> None:
    context = make(limits=Limits(attempts=1))
    index = context.index
    replace, away = index.replace, [True]

    def sometimes(*arguments):
        from gongkai.errors import Unavailable

        if away[0]:
            raise Unavailable("index")
        return replace(*arguments)

    index.replace = sometimes
    receipt = send(context, "某单位预算")
    settle(context, clock, looks=5)
    assert state(context, receipt) == "pending"
    away[0] = False
    settle(context, clock)
    assert state(context, receipt) == "done"
