"""Takes a file in: bytes, record and journal entry are durable before the sender is told, and nothing comes in twice.

Refused files are kept as well, with a record and an outcome, so that they are visible with their reason and can be read
by a later version. Only what is too big is not kept: its bytes were never all seen.
"""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO

from gongkai import board, journal, keys
from gongkai.closing import close
from gongkai.context import Context
from gongkai.digests import digest_of
from gongkai.doorbell import ring
from gongkai.errors import Refused, Unavailable
from gongkai.events import DocumentStored
from gongkai.formats.kinds import Format
from gongkai.formats.sniffing import HEAD, sniff
from gongkai.formats.zips import members
from gongkai.ingest.arrivals import Arrival, arriving
from gongkai.ingest.names import shown
from gongkai.ingest.receipts import Receipt, refused
from gongkai.journal import Entry
from gongkai.ports.ledger import Standing, Step
from gongkai.record import Record, read_outcome, read_record, write_record

STAGE = "ingest.receive"
_UNKNOWN_TYPE = "application/octet-stream"


def new_batch() -> str:
    """A name for files that come together."""
    return uuid.uuid4().hex[:12]


def receive(
    context: Context, source: bytes | IO[bytes], name: str, *, space: str, batch: str | None = None
) -> Iterator[Receipt]:
    """Take one file in and tell what became of it; an archive gives a receipt for each file in it.

    Raises Unavailable when the object store is away: then nothing is promised. A broker that is away hinders nothing.
    """
    stream = io.BytesIO(source) if isinstance(source, bytes) else source
    yield from _Door(context, space, batch).let_in(stream, name, unpacking=True)


@dataclass(frozen=True, slots=True)
class _Door:
    context: Context
    space: str
    batch: str | None
    # An archive may hold the same refused bytes thousands of times: they are kept once, under their first name.
    turned_away: set[str] = field(default_factory=set)

    def let_in(self, stream: IO[bytes], name: str, *, unpacking: bool) -> Iterator[Receipt]:
        try:
            with arriving(stream, self.context.settings.limits.upload) as arrival:
                yield from self._judge(arrival, name, unpacking)
        except Refused as refusal:
            yield refused(shown(name), refusal, batch=self.batch, path=name)

    def _judge(self, arrival: Arrival, name: str, unpacking: bool) -> Iterator[Receipt]:
        limits = self.context.settings.limits
        try:
            format = sniff(arrival.head(HEAD), shown(name), arrival.size, arrival.open, limits)
            if not format.unpacked:
                yield self._accept(arrival, name, format)
            elif unpacking:
                for member in members(arrival.file, limits):
                    yield from self.let_in(member.file, f"{name}/{member.path}", unpacking=False)
            else:
                raise Refused("UNSUPPORTED", "an archive without the name of one")
        except Refused as refusal:
            yield self._refuse(arrival, name, refusal)

    def _accept(self, arrival: Arrival, name: str, format: Format) -> Receipt:
        """The order is the promise: bytes, record, journal entry; then the board and the bell, which may be lost."""
        document = arrival.document
        new = self._keep(arrival, name, format.media_type)
        if new or self._was_turned_away(document) or not self._is_known_to_the_end(document):
            entry = Entry(at=self.context.clock(), reason="upload")
            if journal.enter(self.context.objects, self.space, document, entry, if_absent=True):
                self._announce(document)
        standing = self._standing(document)
        return Receipt(
            name=shown(name),
            verdict="accepted" if new else "known",
            document=document,
            state=standing.state if standing else "pending",
            code=standing.code if standing else None,
            size=arrival.size,
            media_type=format.media_type,
            batch=self.batch,
            path=name,
        )

    def _refuse(self, arrival: Arrival, name: str, refusal: Refused) -> Receipt:
        """Kept and ended at once; a document that is known stays as it is, whatever name it has this time."""
        document, now = arrival.document, self.context.clock()
        if document not in self.turned_away and self._keep(arrival, name, _UNKNOWN_TYPE):
            step = Step(at=now, stage=STAGE, what="refused", code=refusal.code, detail=refusal.detail)
            standing = board.from_store(self.context, self.space, document)
            with _without_a_board():
                if standing:
                    close(self.context, standing, Entry(at=now, reason="upload"), step, "refused")
        self.turned_away.add(document)
        return refused(shown(name), refusal, document=document, size=arrival.size, batch=self.batch, path=name)

    def _keep(self, arrival: Arrival, name: str, media_type: str) -> bool:
        objects, document = self.context.objects, arrival.document
        new = objects.put(keys.original(self.space, document), arrival.open(), if_absent=True)
        # A record says that somebody has read the bytes back; without one those that lie there may be half a file.
        if new or read_record(objects, self.space, document) is None:
            self._read_back(arrival)
        record = Record(
            name=shown(name),
            size=arrival.size,
            media_type=media_type,
            received=self.context.clock(),
            batch=self.batch,
        )
        return write_record(objects, self.space, arrival.document, record)

    def _read_back(self, arrival: Arrival) -> None:
        """What reads back differently is written over, never removed: another sender may have been told that it is there."""
        if self._is_stored(arrival.document):
            return
        self.context.objects.put(keys.original(self.space, arrival.document), arrival.open())
        if not self._is_stored(arrival.document):
            raise Unavailable("objects", "what was stored reads back differently")

    def _is_stored(self, document: str) -> bool:
        with self.context.objects.open(keys.original(self.space, document)) as stored:
            return digest_of(stored) == document

    def _standing(self, document: str) -> Standing | None:
        with _without_a_board():
            return board.standing_of(self.context, self.space, document)
        return None

    def _was_turned_away(self, document: str) -> bool:
        # The same bytes were refused under another name, and under this one they can be read.
        outcome = read_outcome(self.context.objects, self.space, document)
        return outcome is not None and outcome.stage == STAGE

    def _is_known_to_the_end(self, document: str) -> bool:
        return read_outcome(self.context.objects, self.space, document) is not None

    def _announce(self, document: str) -> None:
        step = Step(at=self.context.clock(), stage=STAGE, what="accepted")
        with _without_a_board():
            board.restore(self.context, self.space, document, step)
        ring(self.context, DocumentStored(document=document, space=self.space))


@contextmanager
def _without_a_board() -> Iterator[None]:
    """The board can be built again: while it is away, documents are taken in all the same."""
    try:
        yield
    except Unavailable as away:
        if away.engine != "ledger":
            raise
