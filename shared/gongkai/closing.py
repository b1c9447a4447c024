"""The end of a run, in the order that no crash can spoil: outcome, board, and last the journal entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gongkai import board, journal, keys
from gongkai.context import Context
from gongkai.doorbell import load
from gongkai.events import DocumentIndexed, Event
from gongkai.journal import Entry
from gongkai.ports.ledger import Standing, State, Step
from gongkai.record import Outcome, write_outcome


def close(context: Context, standing: Standing, entry: Entry, step: Step, state: State) -> None:
    """End the run with this step: refused or failed, with the step's code."""
    _close(context, standing, step, _outcome(context, standing, entry, step, state))


def close_done(context: Context, standing: Standing, entry: Entry, step: Step, events: Sequence[Event]) -> None:
    """End the run well: with warnings when the reading had something to say, with what the report counts."""
    report = load(context.objects, keys.findings(standing.space, standing.document)) or {}
    outcome = replace(
        _outcome(context, standing, entry, step, "done_with_warnings" if report.get("notices") else "done"),
        title=report.get("title"),
        errors=report.get("errors", 0),
        warnings=report.get("warnings", 0),
        rows=sum(event.search_documents for event in events if isinstance(event, DocumentIndexed)),
        code=None,
    )
    _close(context, standing, step, outcome)


def _outcome(context: Context, standing: Standing, entry: Entry, step: Step, state: State) -> Outcome:
    return Outcome(
        run=entry.run,
        state=state,
        stage=step.stage,
        at=step.at,
        pipeline=keys.PIPELINE,
        attempts=standing.attempts,
        code=step.code,
        detail=step.detail,
        history=(*context.ledger.history(standing.space, standing.document), step),
    )


def _close(context: Context, standing: Standing, step: Step, outcome: Outcome) -> None:
    if not write_outcome(context.objects, standing.space, standing.document, outcome):
        # Who ended this run before has told the board, or whoever finds the journal entry will.
        context.ledger.tally("fenced")
        return
    context.ledger.record(board.ended(standing, outcome), step)
    journal.leave(context.objects, standing.space, standing.document, outcome.run)
