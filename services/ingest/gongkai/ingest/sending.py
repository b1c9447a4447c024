"""Sends many files at once through the door, and waits for what becomes of them."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

from gongkai.context import Context
from gongkai.errors import Refused, Unavailable
from gongkai.ingest.receipts import Receipt, refused, standing_now
from gongkai.ingest.receive import receive
from gongkai.ingest.sources import Source
from gongkai.ports.ledger import FINAL

# Storing waits for the disk most of the time, so a few go side by side.
_THREADS = 4
_LOOK = 0.2


def send(context: Context, files: Iterable[Source], batch: str) -> Iterator[list[Receipt]]:
    """Take files in, several at a time; yields the receipts of each file in the given order."""
    with ThreadPoolExecutor(_THREADS) as pool:
        yield from pool.map(lambda source: _send(context, source, batch), files)


def waiting(context: Context, documents: Iterable[str]) -> Iterator[int]:
    """How many of the documents have not reached their end, looked up again and again until none is left."""
    left = set(documents)
    while left := {document for document in left if not _has_ended(context, document)}:
        yield len(left)
        time.sleep(_LOOK)


def settled(context: Context, receipts: Iterable[Receipt]) -> list[Receipt]:
    """The receipts with where their documents stand by now."""
    space = context.settings.space
    return [
        standing_now(receipt, context.ledger.standing(space, receipt.document)) if receipt.document else receipt
        for receipt in receipts
    ]


def _has_ended(context: Context, document: str) -> bool:
    standing = context.ledger.standing(context.settings.space, document)
    return standing is not None and standing.state in FINAL


def _send(context: Context, source: Source, batch: str) -> list[Receipt]:
    if source.skipped:
        return [Receipt(name=source.path.name, verdict="skipped", batch=batch, path=source.shown)]
    try:
        with source.path.open("rb") as stream:
            return list(receive(context, stream, source.shown, space=context.settings.space, batch=batch))
    except Unavailable as away:
        # Nothing is promised for this one; the others are told of all the same.
        return [refused(source.path.name, away, batch=batch, path=source.shown)]
    except OSError as problem:
        unreadable = Refused("BAD_REQUEST", problem.strerror or "cannot be opened")
        return [refused(source.path.name, unreadable, batch=batch, path=source.shown)]
