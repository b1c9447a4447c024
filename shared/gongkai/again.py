"""Doing things again: one document that failed, or the whole board and index from the object store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from gongkai import board, journal, keys
from gongkai.adapters.bus_memory import MemoryBus
from gongkai.adapters.owners import myself
from gongkai.context import Context
from gongkai.doorbell import load, next_event, ring
from gongkai.errors import NEEDS_OCR
from gongkai.events import Event
from gongkai.extras import ocr_wanted
from gongkai.fairness import LAST, place
from gongkai.flow import FLOW
from gongkai.journal import Entry, Reason
from gongkai.ports.ledger import Standing, Step
from gongkai.record import Outcome, read_outcome
from gongkai.refilling import Holdings
from gongkai.service import handle

_THREADS = 32
_CLAIM = 60.0


def retry(context: Context, space: str, document: str, reason: Reason = "retry") -> bool:
    """Read the document again from its bytes, whatever became of it; False when it never came or is being worked on."""
    return _again(context, space, document, reason, afresh=True)


def repair(context: Context, space: str, document: str, reason: Reason = "repair") -> bool:
    """Do again what comes after the last result that lies there; False when it never came or is being worked on."""
    return _again(context, space, document, reason, afresh=False)


def rebuild(context: Context, *, everything: bool = False) -> Iterator[Standing]:
    """Build the board from the object store, and have what results or index lack made again; yields each document.

    Nothing is emptied first, so that search stays complete meanwhile. A rebuild that was killed goes on where it was,
    because what is whole is left alone; `everything` has that made again as well. Documents with scanned pages that
    could not be recognised then and can be now are read again.
    """
    holdings = Holdings(context)
    for space, document in board.known(context):
        standing = board.restore(context, space, document)
        if standing is None:
            continue
        outcome = read_outcome(context.objects, space, document)
        if _can_now_be_recognised(context, standing):
            retry(context, space, document, "rebuild")
        elif _is_lacking(context, standing, outcome) or (
            outcome and _is_well(standing) and (everything or not holdings.is_whole(space, document, outcome))
        ):
            repair(context, space, document, "rebuild")
        yield standing
    for space in {space for space, _ in board.known(context)}:
        remove_unknown(context, space)


def remove_unknown(context: Context, space: str) -> int:
    """Take rows of documents that the object store does not have out of the index; returns of how many documents."""
    strangers = [
        document
        for document in context.index.documents(space)
        if context.objects.info(keys.record(space, document)) is None
    ]
    for document in strangers:
        context.index.remove(space, document)
    return len(strangers)


def work_off(context: Context, told: Callable[[str], None], threads: int = _THREADS) -> None:
    """Do all that is outstanding in this process, without broker and workers; `told` hears of each document.

    Many `threads` suit indexing, which waits for the disk; reading wants no more than there are processors.
    """

    def finish(one: journal.Outstanding) -> None:
        bus = MemoryBus()
        alone = replace(context, bus=bus)

        def work(name: str, event: Event) -> None:
            handle(name, event, alone)

        bus.handle = work
        bus.publish(next_event(context.objects, one.space, one.document))
        told(one.document)

    with ThreadPoolExecutor(threads) as pool:
        # The list is walked, so that what a thread raised is raised here.
        list(pool.map(finish, list(journal.outstanding(context.objects))))


def _is_well(standing: Standing) -> bool:
    return standing.state in ("done", "done_with_warnings")


def _is_lacking(context: Context, standing: Standing, outcome: Outcome | None) -> bool:
    """Whether neither its end nor its journal entry is there."""
    return outcome is None and journal.entry_of(context.objects, standing.space, standing.document) is None


def _can_now_be_recognised(context: Context, standing: Standing) -> bool:
    if standing.state != "done_with_warnings" or not ocr_wanted(context.settings):
        return False
    parsed = load(context.objects, keys.parsed(standing.space, standing.document))
    return parsed is not None and any(notice["code"] == NEEDS_OCR for notice in parsed.get("notices", ()))


def _again(context: Context, space: str, document: str, reason: Reason, *, afresh: bool) -> bool:
    standing = board.standing_of(context, space, document)
    if standing is None:
        return False
    owner = myself()
    # While the run before is being ended, its end would take the new journal entry with it.
    if not context.ledger.claim(space, document, owner, _CLAIM):
        return False
    try:
        _enter(context, standing, reason, afresh)
    finally:
        context.ledger.release(space, document, owner)
    ring(context, next_event(context.objects, space, document))
    return True


def _enter(context: Context, standing: Standing, reason: Reason, afresh: bool) -> None:
    space, document, now = standing.space, standing.document, context.clock()
    journal.enter(context.objects, space, document, Entry(at=now, reason=reason))
    if afresh:
        context.objects.delete(keys.findings(space, document))
        context.objects.delete(keys.parsed(space, document))
        context.objects.delete(keys.scanned(space, document))
    first = FLOW[next_event(context.objects, space, document).NAME][0]
    # What is done for a whole store stands behind everything that somebody waits for.
    priority = place(context, space, standing.batch) if reason == "retry" else LAST
    waiting = replace(
        standing,
        state="pending",
        stage=first,
        attempts=0,
        code=None,
        changed=max(now, standing.changed),
        priority=priority,
    )
    context.ledger.record(waiting, Step(at=now, stage=first, what=reason))
