"""Rings again for what has been silent too long, and mends what a crash left half done. `python -m gongkai.reconciler`."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from gongkai import again, board, bootstrap, journal, keys
from gongkai.chores import begin
from gongkai.context import Context
from gongkai.digests import digest_of
from gongkai.doorbell import next_event, ring
from gongkai.errors import Unavailable
from gongkai.flow import QUEUES
from gongkai.logs import log, write_json_lines
from gongkai.record import Record, read_outcome, read_record, write_record

_Id = tuple[str, str]

# A queue with so many messages will get to its documents; to ring again would only make it longer.
ENOUGH = 100
LONGEST_PAUSE = 3600.0
# An upload takes its steps within this time: what looks half done may be under way until then.
UPLOADING = 300.0
_DAY = 86400.0


@dataclass(slots=True)
class Reconciler:
    """Remembers for whom it has rung, at which stage, how often and when.

    At its first look it rings for all that is outstanding: what was on its way before may have been lost.
    """

    context: Context
    rung: dict[_Id, tuple[str, int, float]] = field(default_factory=dict)
    first: bool = True

    def tick(self) -> int:
        """Look at the journal once: end what has ended, ring for what is silent. Returns for how many it rang."""
        waiting = list(journal.outstanding(self.context.objects))
        present = {(one.space, one.document) for one in waiting}
        self.rung = {which: times for which, times in self.rung.items() if which in present}
        busy = _busy_stages(self.context)
        found = sum(self._look((one.space, one.document), one.since, busy) for one in waiting)
        self.first = False
        return found

    def _look(self, which: _Id, since: float, busy: frozenset[str]) -> bool:
        if not self._is_silent(which, since, busy) or _has_ended(self.context, which):
            return False
        stage, times = self._times(which)
        self.rung[which] = stage, times + 1, self.context.clock()
        return ring(self.context, next_event(self.context.objects, *which))

    def _is_silent(self, which: _Id, since: float, busy: frozenset[str]) -> bool:
        stage, times = self._times(which)
        standing = self.context.ledger.standing(*which)
        heard = max(since, standing.changed if standing else 0.0, self.rung.get(which, ("", 0, 0.0))[2])
        silence = self.context.clock() - heard
        if stage in busy and silence < LONGEST_PAUSE:
            return False
        # A clock that was set back makes silence negative; then nothing is known, and to ring is harmless.
        return self.first or silence < 0 or silence > min(self.context.settings.silence * 2.0**times, LONGEST_PAUSE)

    def _times(self, which: _Id) -> tuple[str, int]:
        standing = self.context.ledger.standing(*which)
        stage = standing.stage if standing else board.FIRST_STAGE
        before, times, _ = self.rung.get(which, (stage, 0, 0.0))
        return stage, times if before == stage else 0


def mend(context: Context) -> int:
    """Look at everything that ever came, and put back what a crash or a loss left out. Returns for how many."""
    return _give_records(context) + _give_ends(context)


def compare(context: Context) -> int:
    """Have indexed again what the index does not hold as it should, take out what it should not hold. Returns how many."""
    return sum(_compare_space(context, space) for space in sorted({space for space, _ in board.known(context)}))


def _busy_stages(context: Context) -> frozenset[str]:
    try:
        depth = context.bus.depth()
    except Unavailable:
        return frozenset()
    return frozenset(stage for stage, queue in QUEUES.items() if depth[queue] >= ENOUGH)


def _has_ended(context: Context, which: _Id) -> bool:
    entry = journal.entry_of(context.objects, *which)
    if entry is None:
        return True
    if not entry.ended_by(read_outcome(context.objects, *which)):
        return False
    board.restore(context, *which)
    journal.leave(context.objects, *which, entry.run)
    return True


def _give_records(context: Context) -> int:
    found = 0
    for info in context.objects.list(keys.ORIGINALS):
        space, document = keys.owner_of(info.key)
        if context.clock() - info.modified < UPLOADING or read_record(context.objects, space, document):
            continue
        if not _is_whole(context, info.key, document):
            log().warning("half a file, of an upload that was never answered", document=document, space=space)
            continue
        # The upload was never answered; the bytes are there all the same, and are read under the name they have.
        record = Record(name=document, size=info.size, media_type="application/octet-stream", received=info.modified)
        found += write_record(context.objects, space, document, record)
    return found


def _is_whole(context: Context, key: str, document: str) -> bool:
    with context.objects.open(key) as stored:
        return digest_of(stored) == document


def _give_ends(context: Context) -> int:
    return sum(_give_end(context, *which) for which in board.known(context))


def _give_end(context: Context, space: str, document: str) -> bool:
    if context.ledger.standing(space, document) is None:
        board.restore(context, space, document)
    if read_outcome(context.objects, space, document) or journal.entry_of(context.objects, space, document):
        return False
    record = read_record(context.objects, space, document)
    if record is None or context.clock() - record.received < UPLOADING:
        return False
    return again.repair(context, space, document)


def _compare_space(context: Context, space: str) -> int:
    stored = context.index.documents(space)
    wrong = [
        document
        for its_space, document in board.known(context)
        if its_space == space and _expected(context, space, document) not in (None, stored.get(document, 0))
    ]
    return sum(again.repair(context, space, document) for document in wrong) + again.remove_unknown(context, space)


def _expected(context: Context, space: str, document: str) -> int | None:
    if journal.entry_of(context.objects, space, document):
        return None
    outcome = read_outcome(context.objects, space, document)
    return outcome.rows if outcome and outcome.state in ("done", "done_with_warnings") else None


def main() -> None:
    """Look at the journal again and again; at the start and every day also at all that ever came, and at the index."""
    write_json_lines()
    context = bootstrap.chosen()
    begin(context)
    reconciler, thorough = Reconciler(context), 0.0
    while True:
        _safely(reconciler.tick, "rung")
        if not thorough or time.monotonic() - thorough > _DAY:
            thorough = time.monotonic()
            _safely(lambda: mend(context), "mended")
            _safely(lambda: compare(context), "indexed again")
        time.sleep(context.settings.tick)


def _safely(look: Callable[[], int], what: str) -> None:
    try:
        if found := look():
            log().info(what, documents=found)
    except Unavailable as away:
        log().warning("waiting", detail=away.detail)


if __name__ == "__main__":
    main()
