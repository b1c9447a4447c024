"""Rings again for what has been silent too long, and mends what a crash left half done. `python -m gongkai.reconciler`."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice

from gongkai import again, board, heartbeat, journal, keys
from gongkai.breakers import PAUSE, Breaker
from gongkai.chores import begin
from gongkai.context import Context
from gongkai.digests import digest_of
from gongkai.doorbell import next_event, ring
from gongkai.ending import plainly
from gongkai.errors import Unavailable
from gongkai.flow import QUEUES
from gongkai.journal import Outstanding
from gongkai.logs import log, write_json_lines
from gongkai.ports.bus import PRIORITIES
from gongkai.ports.ledger import Standing
from gongkai.record import Record, read_outcome, read_record, write_record
from gongkai.refilling import settle
from gongkai.starting import BROKER, OBJECTS, ready

_Id = tuple[str, str]
_Line = tuple[str, int]  # stage and priority

# A line with so many messages will get to its documents; to ring again would only make it longer.
ENOUGH = 100
# Journal entries that are looked at together.
_PORTION = 500
# While one of these is away, nobody need be told of what waits for it: workers hold some and take them up by themselves.
_NOTHING: frozenset[str] = frozenset()
_NEEDED = {"index.push": frozenset({"elasticsearch", "tantivy"})}
_REST = 9
LONGEST_PAUSE = 3600.0
# An upload takes its steps within this time: what looks half done may be under way until then.
UPLOADING = 300.0
_DAY = 86400.0


@dataclass(slots=True)
class Reconciler:
    """Remembers for whom it has rung, at which stage, how often and when.

    At its first look, and at the first after the broker was away, it rings for all that is outstanding: what was on
    its way may have been lost. `more` tells that there were some for whom the broker had no room.
    """

    context: Context
    rung: dict[_Id, tuple[str, int, float]] = field(default_factory=dict)
    first: bool = True
    more: bool = False
    outages: int = 0

    def tick(self) -> int:
        """Look at the journal once and ring for what is silent. Returns for how many it rang."""
        room = self._room()
        if self.is_called:
            self.outages = self._broker.openings
            self.first = True
            self.rung.clear()
        self.more = False
        found, present = 0, set[_Id]()
        for some in _portions(journal.outstanding(self.context.objects)):
            present |= {(one.space, one.document) for one in some}
            found += self._look(some, room)
        self.rung = {which: times for which, times in self.rung.items() if which in present}
        self.first = self.first and self.more
        return found

    @property
    def is_called(self) -> bool:
        """Whether the broker was away since the last look, and is back."""
        return self._broker.openings != self.outages and not self._broker.is_open

    @property
    def _broker(self) -> Breaker:
        return self.context.breakers.of("broker")

    def _room(self) -> dict[_Line, int]:
        """How many may be rung for in each line now; none where enough wait already, or for an engine that is away."""
        away = {outage.engine for outage in self.context.ledger.outages()}
        most = self.context.settings.messages
        lines = self.context.bus.lines()
        return {
            (stage, priority): 0 if lines[queue, priority] >= ENOUGH or away & _NEEDED.get(stage, _NOTHING) else most
            for stage, queue in QUEUES.items()
            for priority in PRIORITIES
        }

    def _look(self, some: Sequence[Outstanding], room: dict[_Line, int]) -> int:
        quiet = [one for one in some if self._is_silent((one.space, one.document), one.since, None)]
        found = 0
        for space, ones in groupby(quiet, key=lambda one: one.space):
            since = {one.document: one.since for one in ones}
            standings = self.context.ledger.standings(space, list(since))
            found += sum(
                self._ring((space, document), at, standings.get(document), room) for document, at in since.items()
            )
        return found

    def _ring(self, which: _Id, since: float, standing: Standing | None, room: dict[_Line, int]) -> bool:
        if not self._is_silent(which, since, standing):
            return False
        line = (standing.stage, standing.priority) if standing else (board.FIRST_STAGE, PRIORITIES[0])
        if room[line] <= 0 and not self._is_overdue(which, since, standing):
            self.more = self.more or self.first
            return False
        stage, times = line[0], self._times(which, standing)
        if not ring(self.context, next_event(self.context.objects, *which)):
            return False
        room[line] -= 1
        self.rung[which] = stage, times + 1, self.context.steady()
        return True

    def _is_silent(self, which: _Id, since: float, standing: Standing | None) -> bool:
        if self.first:
            return which not in self.rung
        pause = min(self.context.settings.silence * 2.0 ** self._times(which, standing), LONGEST_PAUSE)
        return _is_past(self._silence(since, standing), pause) and _is_past(self._own_silence(which), pause)

    def _is_overdue(self, which: _Id, since: float, standing: Standing | None) -> bool:
        return self._silence(since, standing) > LONGEST_PAUSE and self._own_silence(which) > LONGEST_PAUSE

    def _silence(self, since: float, standing: Standing | None) -> float:
        return self.context.clock() - max(since, standing.changed if standing else 0.0)

    def _own_silence(self, which: _Id) -> float:
        before = self.rung.get(which)
        return self.context.steady() - before[2] if before else math.inf

    def _times(self, which: _Id, standing: Standing | None) -> int:
        before, times, _ = self.rung.get(which, ("", 0, 0.0))
        return times if standing is None or before == standing.stage else 0


@dataclass(slots=True)
class Filler:
    """Has an index that is new, because the old one was lost or has other fields, filled and then asked."""

    context: Context
    whole: bool = True

    def look(self) -> int:
        """Once the index is found to lack something: for how many documents the work is done again."""
        whole = settle(self.context)
        found = compare(self.context) if self.whole and not whole else 0
        self.whole = whole
        return found


def mend(context: Context) -> int:
    """Look at everything that ever came, and put back what a crash or a loss left out. Returns for how many."""
    return _give_records(context) + _give_ends(context)


def compare(context: Context) -> int:
    """Have indexed again what the index does not hold as it should, take out what it should not hold. Returns how many."""
    spaces = groupby(board.known(context), key=lambda which: which[0])
    return sum(_compare_space(context, space, [document for _, document in known]) for space, known in spaces)


def _is_past(silence: float, pause: float) -> bool:
    # A clock that was set back makes silence negative; then nothing is known, and to ring is harmless.
    return silence < 0 or silence > pause


def _portions(waiting: Iterator[Outstanding]) -> Iterator[list[Outstanding]]:
    while some := list(islice(waiting, _PORTION)):
        yield some


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
    standing = context.ledger.standing(space, document)
    is_entered = journal.entry_of(context.objects, space, document) is not None
    # What the board takes for waiting although nothing is outstanding: its worker ended before it could say so.
    if standing is None or (standing.state == "pending" and not is_entered):
        board.restore(context, space, document)
    if is_entered or read_outcome(context.objects, space, document):
        return False
    record = read_record(context.objects, space, document)
    if record is None or context.clock() - record.received < UPLOADING:
        return False
    return again.repair(context, space, document)


def _compare_space(context: Context, space: str, known: Sequence[str]) -> int:
    stored = context.index.documents(space)
    suspect = [one for one in known if not _is_right(context, space, one, stored.get(one, 0))]
    # Asked again one by one: many of them have been finished since the list was made.
    wrong = [one for one in suspect if not _is_right(context, space, one, len(context.index.ids(space, one)))]
    return sum(again.repair(context, space, one) for one in wrong) + again.remove_unknown(context, space)


def _is_right(context: Context, space: str, document: str, rows: int) -> bool:
    """Whether nothing is to be done for a document of which the index has so many rows; an older pipeline's are not right."""
    outcome = read_outcome(context.objects, space, document)
    if outcome is None or outcome.state not in ("done", "done_with_warnings"):
        return True
    if (outcome.pipeline, outcome.rows) == (keys.PIPELINE, rows):
        return True
    return journal.entry_of(context.objects, space, document) is not None


def main() -> None:
    """Look at the journal again and again; at the start and every day also at all that ever came, and at the index.

    A board that was emptied is filled again at once.
    """
    write_json_lines()
    with plainly():
        context = ready(BROKER, OBJECTS)
    heartbeat.keep("reconciler")
    begin(context)
    reconciler, filler, thorough = Reconciler(context), Filler(context), 0.0
    while True:
        began = time.monotonic()
        answered = _safely(reconciler.tick, "rung")
        took = time.monotonic() - began
        _safely(lambda: mend(context) if board.is_lost(context) else 0, "mended")
        if not thorough or time.monotonic() - thorough > _DAY:
            thorough = time.monotonic()
            _safely(lambda: mend(context), "mended")
            _safely(lambda: compare(context), "indexed again")
            _safely(context.objects.sweep, "removed what was half written")
        _safely(filler.look, "indexed again")
        _rest(reconciler, _pause(context, answered, reconciler.more, took))


def _pause(context: Context, answered: bool, more: bool, took: float) -> float:
    """What takes long is done more rarely; what waits for an engine, or for room, is done soon again."""
    if not answered:
        return min(context.settings.tick, PAUSE)
    return took if more else max(context.settings.tick, _REST * took)


def _rest(reconciler: Reconciler, pause: float) -> None:
    """Until the next look: sooner when the broker was away and is back, which the feeder notices."""
    end = time.monotonic() + pause
    while (left := end - time.monotonic()) > 0 and not reconciler.is_called:
        time.sleep(min(left, 1.0))


def _safely(look: Callable[[], int], what: str) -> bool:
    """Whether all engines answered. What else goes wrong is told, and must not keep others from being rung for."""
    try:
        if found := look():
            log().info(what, documents=found)
    except Unavailable as away:
        log().warning("waiting", detail=away.detail)
        return False
    except Exception:
        log().exception("bug", what=what)
    return True


if __name__ == "__main__":
    main()
