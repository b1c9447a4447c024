"""Sends many files at once through the door, and waits for what becomes of them."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from gongkai.context import Context
from gongkai.errors import Refused, Unavailable
from gongkai.ingest.pressure import RETRY_SECONDS, Busy, Pressure
from gongkai.ingest.receipts import Receipt, refused, standing_now
from gongkai.ingest.receive import receive
from gongkai.ingest.sources import Source
from gongkai.ports.ledger import FINAL
from gongkai.running import running

# Storing waits for the disk most of the time, so a few go side by side; a few more are ready, however many there are.
_THREADS, _READY = 8, 16
_LOOK = 0.2


def send(
    context: Context,
    files: Iterable[Source],
    batch: str,
    told: Callable[[Busy], None] = lambda busy: None,
    pause: Callable[[float], None] = time.sleep,
) -> Iterator[list[Receipt]]:
    """Take files in, several at a time; yields the receipts of each file in the given order.

    While too much waits it pauses, as any sender is asked to, and goes on by itself; `told` hears of each pause.
    """
    pressure, under_way = Pressure(context), deque[Future[list[Receipt]]]()
    with ThreadPoolExecutor(_THREADS) as pool:
        for source in files:
            while _is_worked_off(context) and (busy := pressure.busy(context.settings.space, batch)):
                told(busy)
                pause(RETRY_SECONDS)
            under_way.append(pool.submit(_send, context, source, batch))
            if len(under_way) > _READY:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()


def waiting(context: Context, documents: Iterable[str]) -> Iterator[int]:
    """How many of the documents have not reached their end, looked up again and again until none is left."""
    left = set(documents)
    while left := {document for document in left if not _has_ended(context, document)}:
        yield len(left)
        time.sleep(_LOOK)


def settled(context: Context, receipts: Iterable[Receipt]) -> Iterator[Receipt]:
    """The receipts with where their documents stand by now."""
    space = context.settings.space
    for receipt in receipts:
        yield standing_now(receipt, context.ledger.standing(space, receipt.document)) if receipt.document else receipt


def _is_worked_off(context: Context) -> bool:
    """Where nobody reads, nothing gets less by waiting: what comes is stored, and read when `gongkai up` runs."""
    return context.settings.s3 is not None or running(context.settings.data) is not None


def _has_ended(context: Context, document: str) -> bool:
    standing = context.ledger.standing(context.settings.space, document)
    return standing is not None and standing.state in FINAL


def _send(context: Context, source: Source, batch: str) -> list[Receipt]:
    if source.skipped:
        return [Receipt(name=source.name, verdict="skipped", batch=batch, path=source.shown)]
    try:
        with source.path.open("rb") as stream:
            return list(receive(context, stream, source.shown, space=context.settings.space, batch=batch))
    except Unavailable as away:
        # Nothing is promised for this one; the others are told of all the same.
        return [refused(source.name, away, batch=batch, path=source.shown)]
    except OSError as problem:
        unreadable = Refused("BAD_REQUEST", problem.strerror or "cannot be opened")
        return [refused(source.name, unreadable, batch=batch, path=source.shown)]
