"""What is kept beside the bytes survives the way to the store and back."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

from gongkai import journal, keys
from gongkai.adapters.objects_memory import MemoryObjects
from gongkai.journal import Entry
from gongkai.ports.ledger import Step
from gongkai.record import Outcome, Record, aliases, read_outcome, read_record, write_outcome, write_record

DOCUMENT = "ab" * 32
RECORD = Record(name="预算.pdf", size=3, media_type="application/pdf", received=1.5, batch="b")
STEP = Step(at=2.0, stage="parse.read", what="done", seconds=0.5)
OUTCOME = Outcome(run="r", state="done", stage="index.push", at=3.0, pipeline=1, title="预算", rows=7, history=(STEP,))


def test_the_first_arrival_stays_and_other_names_are_added_once() -> None:
    objects = MemoryObjects()
    assert write_record(objects, "public", DOCUMENT, RECORD)
    for name in ("预算.pdf", "副本.pdf", "副本.pdf"):
        assert not write_record(objects, "public", DOCUMENT, replace(RECORD, name=name, received=9.0))
    assert read_record(objects, "public", DOCUMENT) == RECORD
    assert [alias.name for alias in aliases(objects, "public", DOCUMENT)] == ["副本.pdf"]


def test_an_outcome_comes_back_with_its_history() -> None:
    objects = MemoryObjects()
    assert read_outcome(objects, "public", DOCUMENT) is None
    write_outcome(objects, "public", DOCUMENT, OUTCOME)
    assert read_outcome(objects, "public", DOCUMENT) == OUTCOME


def test_a_run_is_ended_by_its_own_outcome_only() -> None:
    assert Entry(at=1.0, reason="upload", run="r").ended_by(OUTCOME)
    assert not Entry(at=1.0, reason="retry").ended_by(OUTCOME)
    assert not Entry(at=1.0, reason="upload", run="r").ended_by(None)


def test_the_journal_lists_what_is_outstanding() -> None:
    objects = MemoryObjects()
    entry = Entry(at=1.0, reason="upload")
    assert journal.enter(objects, "public", DOCUMENT, entry, if_absent=True)
    assert not journal.enter(objects, "public", DOCUMENT, Entry(at=2.0, reason="upload"), if_absent=True)
    assert journal.entry_of(objects, "public", DOCUMENT) == entry
    assert [one[:2] for one in journal.outstanding(objects)] == [("public", DOCUMENT)]
    journal.leave(objects, "public", DOCUMENT, "a later run")
    assert journal.entry_of(objects, "public", DOCUMENT) == entry
    journal.leave(objects, "public", DOCUMENT, entry.run)
    assert list(journal.outstanding(objects)) == []
    assert objects.info(keys.pending("public", DOCUMENT)) is None


def test_what_a_later_release_wrote_is_read_as_far_as_it_is_known() -> None:
    objects = MemoryObjects()
    entry = Entry(at=1.0, reason="upload")
    more = {"colour": "red"}
    for key, value in (
        (keys.pending("public", DOCUMENT), asdict(entry)),
        (keys.record("public", DOCUMENT), asdict(RECORD)),
        (keys.outcome("public", DOCUMENT), {**asdict(OUTCOME), "history": [{**asdict(STEP), **more}]}),
    ):
        objects.put(key, json.dumps({**value, **more}).encode())
    assert journal.entry_of(objects, "public", DOCUMENT) == entry
    assert read_record(objects, "public", DOCUMENT) == RECORD
    assert read_outcome(objects, "public", DOCUMENT) == OUTCOME
