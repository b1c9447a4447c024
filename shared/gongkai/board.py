"""The status board kept in step with the object store, and built again from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gongkai import journal, keys
from gongkai.context import Context
from gongkai.fairness import place
from gongkai.ports.ledger import FINAL, Standing, Step
from gongkai.record import Outcome, Record, read_outcome, read_record

FIRST_STAGE = "parse.read"


def standing_of(context: Context, space: str, document: str) -> Standing | None:
    """Where a document stands; one that the board has lost is put back on it. None when it never came."""
    return context.ledger.standing(space, document) or restore(context, space, document)


def from_store(context: Context, space: str, document: str) -> Standing | None:
    """Where a document stands by what lies in the object store; None when it never came."""
    record = read_record(context.objects, space, document)
    if record is None:
        return None
    waiting = arrival(space, document, record)
    outcome = read_outcome(context.objects, space, document)
    entry = journal.entry_of(context.objects, space, document)
    if outcome is None:
        return waiting
    return waiting if entry and not entry.ended_by(outcome) else ended(waiting, outcome)


def arrival(space: str, document: str, record: Record) -> Standing:
    """Where a document stands when it has just come."""
    return Standing(
        space=space,
        document=document,
        name=record.name,
        media_type=record.media_type,
        size=record.size,
        state="pending",
        stage=FIRST_STAGE,
        received=record.received,
        changed=record.received,
        batch=record.batch,
    )


def ended(standing: Standing, outcome: Outcome) -> Standing:
    """Where a document stands when a run has ended so."""
    return replace(
        standing,
        state=outcome.state,
        stage=outcome.stage,
        changed=max(outcome.at, standing.changed),
        attempts=outcome.attempts,
        code=outcome.code,
        title=outcome.title,
        errors=outcome.errors,
        warnings=outcome.warnings,
    )


def restore(context: Context, space: str, document: str, step: Step | None = None) -> Standing | None:
    """Write on the board where a document stands by the object store, with its history; None when it never came.

    One that waits gets its place in line. `step` is what happens to it now.
    """
    standing = from_store(context, space, document)
    if standing is None:
        return None
    if standing.state not in FINAL:
        standing = replace(standing, priority=place(context, space, standing.batch))
    outcome = read_outcome(context.objects, space, document)
    for past in outcome.history if outcome else ():
        context.ledger.record(standing, past)
    context.ledger.record(standing, step)
    return standing


def known(context: Context) -> Iterator[tuple[str, str]]:
    """Space and document of everything that ever came, in the order of keys."""
    return (keys.owner_of(info.key) for info in context.objects.list(keys.RECORDS))


def is_lost(context: Context) -> bool:
    """Whether the board does not know the first document of all: then it was emptied since that came."""
    first = next(known(context), None)
    return first is not None and context.ledger.standing(*first) is None
