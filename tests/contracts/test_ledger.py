"""What every status board promises."""

from __future__ import annotations

import socket
import sqlite3
import time
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
    assert ledger.claim("public", ONE.document, first, 60) == 1
    assert ledger.claim("public", ONE.document, second, 60) == 0
    ledger.release("public", ONE.document, first)
    assert ledger.claim("public", ONE.document, second, 60) == 1


def test_a_claim_that_ran_out_is_taken_over_and_counted(ledger: Ledger) -> None:
    ledger.claim("public", ONE.document, myself(), 0)
    assert ledger.claim("public", ONE.document, myself(), 60) == 2


def test_only_the_holder_releases(ledger: Ledger) -> None:
    ledger.claim("public", ONE.document, myself(), 60)
    ledger.release("public", ONE.document, myself())
    assert ledger.claim("public", ONE.document, myself(), 60) == 0


def test_who_renews_holds_on(ledger: Ledger) -> None:
    first = myself()
    ledger.claim("public", ONE.document, first, 0)
    assert ledger.renew("public", ONE.document, first, 60)
    assert ledger.claim("public", ONE.document, myself(), 60) == 0


def test_what_was_taken_over_or_given_back_cannot_be_renewed(ledger: Ledger) -> None:
    first, second = myself(), myself()
    ledger.claim("public", ONE.document, first, 0)
    ledger.claim("public", ONE.document, second, 60)
    assert not ledger.renew("public", ONE.document, first, 60)
    ledger.release("public", ONE.document, second)
    assert not ledger.renew("public", ONE.document, second, 60)


@pytest.mark.parametrize("ledger", ["sqlite", "redis"], indirect=True)
def test_the_claim_of_a_process_that_has_ended_is_free_at_once(ledger: Ledger) -> None:
    host = myself().split(":")[0]
    ledger.claim("public", ONE.document, f"{host}:999999999:1:a", 1000)
    assert ledger.claim("public", ONE.document, myself(), 60) == 2


def test_many_standings_are_asked_for_at_once(ledger: Ledger) -> None:
    ledger.record(ONE)
    ledger.record(TWO)
    asked = [f"{number:064x}" for number in range(1200)]
    assert ledger.standings("public", [ONE.document, *asked, TWO.document]) == {"1" * 64: ONE, "2" * 64: TWO}
    assert ledger.standings("other", [ONE.document]) == {}
    assert ledger.standings("public", []) == {}


def test_an_engine_that_is_away_is_known_until_it_is_back(ledger: Ledger) -> None:
    ledger.away("elasticsearch", "refused", 60)
    ledger.away("elasticsearch", "refused again", 60)
    ledger.away("broker", "", 60)
    broker, index = ledger.outages()
    assert (broker.engine, index.engine, index.detail) == ("broker", "elasticsearch", "refused")
    assert abs(index.since - time.time()) < 60
    ledger.back("elasticsearch")
    assert [outage.engine for outage in ledger.outages()] == ["broker"]


def test_in_each_pause_one_may_ask_an_engine_that_is_away(ledger: Ledger) -> None:
    assert [ledger.away("objects", "", 60) for _ in range(3)] == [True, False, False]
    assert ledger.away("broker", "", 60)
    ledger.back("objects")
    assert ledger.away("objects", "", 60)


def test_an_outage_of_which_nobody_complains_any_more_is_forgotten() -> None:
    now = [1000.0]
    ledger = MemoryLedger(lambda: now[0])
    ledger.away("elasticsearch", "", 5)
    now[0] += 100
    assert not ledger.away("elasticsearch", "", 500)
    now[0] += 100
    assert [outage.engine for outage in ledger.outages()] == ["elasticsearch"]
    now[0] += 100
    assert ledger.outages() == []


def test_what_is_counted_adds_up(ledger: Ledger) -> None:
    assert ledger.tallies() == {}
    for what in ("fenced", "fenced", "deaf"):
        ledger.tally(what)
    assert ledger.tallies() == {"fenced": 2, "deaf": 1}


def test_a_server_that_does_not_answer_is_an_engine_that_is_away() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        ledger = RedisLedger(f"redis://127.0.0.1:{nobody.getsockname()[1]}/0")
        for call in (lambda: ledger.record(ONE), lambda: ledger.standing("public", "1"), ledger.counts):
            with pytest.raises(Unavailable):
                call()


def test_a_crowd_is_what_waits_of_a_space_or_of_one_upload(ledger: Ledger) -> None:
    for number, batch in enumerate(("a", "a", "b", None)):
        ledger.record(replace(ONE, document=f"{number:064}", batch=batch))
    ledger.record(replace(ONE, space="draft", batch="a"))
    crowds = [ledger.crowd("public", batch, most=9) for batch in (None, "a", "c")]
    assert (crowds, ledger.crowd("public", most=3)) == ([4, 2, 0], 3)
    ledger.record(replace(ONE, document=f"{0:064}", batch="a", state="done", changed=101.0))
    assert (ledger.crowd("public", most=9), ledger.crowd("public", "a", most=9)) == (3, 1)


def test_a_line_gives_the_longest_unchanged_of_one_priority_first(ledger: Ledger) -> None:
    for number, (changed, priority) in enumerate(((3.0, 0), (1.0, 9), (2.0, 9), (1.5, 9))):
        ledger.record(replace(ONE, document=f"{number:064}", changed=changed, priority=priority))
    ledger.record(replace(ONE, space="draft", changed=0.5, priority=9, stage="index.push"))
    assert [one.changed for one in ledger.line("parse.read", 9, 2)] == [1.0, 1.5]
    assert [one.space for one in ledger.line("index.push", 9, 2)] == ["draft"]
    assert list(ledger.line("index.push", 0, 2)) == []


def test_a_board_of_an_earlier_version_goes_on_with_what_it_lacks(tmp_path: Path) -> None:
    earlier = [field for field in ONE.__dataclass_fields__ if field != "priority"]
    with sqlite3.connect(tmp_path / "ledger.sqlite") as database:
        database.execute(f"create table standings ({', '.join(earlier)}, primary key (space, document)) without rowid")
        values = [getattr(ONE, field) for field in earlier]
        database.execute(f"insert into standings values ({', '.join('?' for _ in earlier)})", values)
    ledger = SqliteLedger(tmp_path / "ledger.sqlite")
    assert ledger.standing("public", ONE.document) == ONE
    ledger.record(replace(ONE, priority=9))
    assert [one.priority for one in ledger.line("parse.read", 9, 1)] == [9]


def test_a_board_that_a_later_release_has_widened_is_still_understood(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    SqliteLedger(path).record(ONE)
    with sqlite3.connect(path) as database:
        database.execute("alter table standings add column colour")
    ledger = SqliteLedger(path)
    ledger.record(TWO)
    assert ledger.standings("public", [ONE.document, TWO.document]) == {ONE.document: ONE, TWO.document: TWO}
