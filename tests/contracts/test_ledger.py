"""What every status board promises."""

from __future__ import annotations

import socket
import uuid
from dataclasses import replace
from pathlib import Path

import pytest

from gongkai.adapters.ledger_memory import MemoryLedger
from gongkai.adapters.ledger_redis import RedisLedger
from gongkai.adapters.ledger_sqlite import SqliteLedger
from gongkai.adapters.owners import myself
from gongkai.errors import Unavailable
from gongkai.ports.ledger import Ledger, Standing, Step

ONE = Standing(
    space="public",
    document="1" * 64,
    name="预算.pdf",
    media_type="application/pdf",
    size=10,
    state="pending",
    stage="parse.read",
    received=100.0,
    changed=100.0,
)
TWO = replace(ONE, document="2" * 64, state="failed", code="CRASH", changed=200.0, batch="b")


@pytest.fixture
def memory() -> Ledger:
    return MemoryLedger()


@pytest.fixture
def sqlite(tmp_path: Path) -> Ledger:
    return SqliteLedger(tmp_path / "board" / "ledger.sqlite")


@pytest.fixture
def redis(redis_address: str) -> Ledger:
    return RedisLedger(redis_address, f"test-{uuid.uuid4().hex}")


@pytest.fixture(params=["memory", "sqlite", "redis"])
def ledger(request: pytest.FixtureRequest) -> Ledger:
    made: Ledger = request.getfixturevalue(request.param)
    return made


def test_what_was_recorded_comes_back(ledger: Ledger) -> None:
    ledger.record(ONE)
    assert ledger.standing("public", ONE.document) == ONE


def test_an_unknown_document_has_no_standing(ledger: Ledger) -> None:
    assert ledger.standing("public", "3" * 64) is None
    assert list(ledger.history("public", "3" * 64)) == []


def test_the_newest_change_wins(ledger: Ledger) -> None:
    ledger.record(replace(ONE, changed=150.0, stage="parse.validate"))
    ledger.record(ONE)
    standing = ledger.standing("public", ONE.document)
    assert standing is not None
    assert standing.stage == "parse.validate"


def test_a_change_at_the_same_moment_wins(ledger: Ledger) -> None:
    ledger.record(ONE)
    ledger.record(replace(ONE, stage="index.push"))
    standing = ledger.standing("public", ONE.document)
    assert standing is not None
    assert standing.stage == "index.push"


def test_a_history_is_in_the_order_of_writing(ledger: Ledger) -> None:
    steps = [
        Step(at=2.0, stage="parse.read", what="failed", code="CRASH"),
        Step(at=1.0, stage="parse.read", what="done"),
    ]
    for step in steps:
        ledger.record(ONE, step)
    assert list(ledger.history("public", ONE.document)) == steps


def test_spaces_do_not_see_each_other(ledger: Ledger) -> None:
    ledger.record(ONE, Step(at=1.0, stage="parse.read", what="done"))
    ledger.record(replace(TWO, space="draft"))
    assert ledger.standing("draft", ONE.document) is None
    assert list(ledger.history("draft", ONE.document)) == []
    assert [one.document for one in ledger.recent("draft")] == [TWO.document]
    assert ledger.counts("draft")["pending"] == 0


def test_counts_name_every_state(ledger: Ledger) -> None:
    ledger.record(ONE)
    ledger.record(replace(TWO, space="draft"))
    assert ledger.counts() == {"pending": 1, "done": 0, "done_with_warnings": 0, "refused": 0, "failed": 1}
    assert ledger.counts("public")["failed"] == 0


def test_failures_are_counted_by_code(ledger: Ledger) -> None:
    ledger.record(replace(ONE, code="CRASH"))
    ledger.record(TWO)
    ledger.record(replace(TWO, document="3" * 64, state="refused", code="EMPTY"))
    assert dict(ledger.failures("public")) == {"CRASH": 1, "EMPTY": 1}


def test_waiting_tells_the_oldest_of_each_stage(ledger: Ledger) -> None:
    ledger.record(ONE)
    ledger.record(replace(ONE, document="3" * 64, changed=90.0))
    ledger.record(replace(ONE, document="4" * 64, stage="index.push"))
    ledger.record(TWO)
    assert dict(ledger.waiting()) == {"parse.read": (2, 90.0), "index.push": (1, 100.0)}


def test_recent_is_newest_first_and_filtered(ledger: Ledger) -> None:
    ledger.record(ONE)
    ledger.record(TWO)
    assert [one.document[0] for one in ledger.recent("public")] == ["2", "1"]
    assert [one.document[0] for one in ledger.recent("public", limit=1)] == ["2"]
    assert [one.document[0] for one in ledger.recent("public", before=200.0)] == ["1"]
    assert [one.document[0] for one in ledger.recent("public", state="failed", code="CRASH", batch="b")] == ["2"]
    assert list(ledger.recent("public", batch="other")) == []


def test_those_of_one_moment_come_in_the_order_of_documents(ledger: Ledger) -> None:
    for name in "312":
        ledger.record(replace(ONE, document=name * 64))
    assert [one.document[0] for one in ledger.recent("public")] == ["1", "2", "3"]


def test_a_document_stands_in_one_state_only(ledger: Ledger) -> None:
    ledger.record(TWO)
    ledger.record(replace(TWO, state="pending", code=None, batch=None, changed=201.0))
    ledger.record(replace(TWO, state="done", code=None, batch=None, changed=201.000001))
    assert {state: count for state, count in ledger.counts().items() if count} == {"done": 1}
    assert dict(ledger.failures()) == {}
    assert dict(ledger.waiting()) == {}
    assert list(ledger.recent("public", batch="b")) == []


def test_what_is_forgotten_is_gone(ledger: Ledger) -> None:
    ledger.record(ONE, Step(at=1.0, stage="parse.read", what="done"))
    ledger.forget("public", ONE.document)
    assert ledger.standing("public", ONE.document) is None
    assert ledger.counts()["pending"] == 0
    assert list(ledger.history("public", ONE.document)) == []


def test_only_one_holds_a_document(ledger: Ledger) -> None:
    first, second = myself(), myself()
    assert ledger.claim("public", ONE.document, first, until=10.0, now=1.0) == 1
    assert ledger.claim("public", ONE.document, second, until=10.0, now=2.0) == 0
    ledger.release("public", ONE.document, first)
    assert ledger.claim("public", ONE.document, second, until=10.0, now=3.0) == 1


def test_a_claim_that_ran_out_is_taken_over_and_counted(ledger: Ledger) -> None:
    ledger.claim("public", ONE.document, myself(), until=10.0, now=1.0)
    assert ledger.claim("public", ONE.document, myself(), until=20.0, now=11.0) == 2


def test_only_the_holder_releases(ledger: Ledger) -> None:
    ledger.claim("public", ONE.document, myself(), until=10.0, now=1.0)
    ledger.release("public", ONE.document, myself())
    assert ledger.claim("public", ONE.document, myself(), until=10.0, now=2.0) == 0


@pytest.mark.parametrize("ledger", ["sqlite", "redis"], indirect=True)
def test_the_claim_of_a_process_that_has_ended_is_free_at_once(ledger: Ledger) -> None:
    host = myself().split(":")[0]
    ledger.claim("public", ONE.document, f"{host}:999999999:1:a", until=1000.0, now=1.0)
    assert ledger.claim("public", ONE.document, myself(), until=1000.0, now=2.0) == 2


def test_a_server_that_does_not_answer_is_an_engine_that_is_away() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        ledger = RedisLedger(f"redis://127.0.0.1:{nobody.getsockname()[1]}/0")
        for call in (lambda: ledger.record(ONE), lambda: ledger.standing("public", "1"), ledger.counts):
            with pytest.raises(Unavailable):
                call()
