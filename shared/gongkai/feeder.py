"""Rings for those for whom there was no room in the broker, as soon as there is; and lets nobody wait for ever."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from gongkai.context import Context
from gongkai.doorbell import next_event, ring
from gongkai.flow import QUEUES
from gongkai.ports.bus import PRIORITIES
from gongkai.ports.ledger import Standing

# So many documents of one stage and priority may be in the hands of workers, and so long is one there, as a rule.
_IN_HAND, _AT_WORK = 50, 10.0
# Who has waited so long is brought to the front: at each look a few of every line, those who waited longest, as long as
# few stand there; and at every so manyth look however many do, so that nobody waits for ever.
_LONG, _FEW, _SHORT, _AT_LEAST = 300.0, 2, 10, 10

_Id = tuple[str, str]


@dataclass(slots=True)
class Feeder:
    """Remembers for whom of each line it has rung: for each document it does so once; the reconciler does it again."""

    context: Context
    rung: dict[tuple[str, int], set[_Id]] = field(default_factory=dict)
    looks: int = 0

    def feed(self) -> int:
        """Look once at every line of every stage. Returns for how many documents it rang."""
        messages = self.context.bus.lines()
        self.looks += 1
        return sum(
            self._feed(stage, {line: messages[queue, line] for line in PRIORITIES}) for stage, queue in QUEUES.items()
        )

    def _feed(self, stage: str, messages: Mapping[int, int]) -> int:
        fed = sum(self._fill(stage, priority, messages[priority]) for priority in PRIORITIES)
        if messages[PRIORITIES[0]] > _SHORT and self.looks % _AT_LEAST:
            return fed
        return fed + sum(self._bring_forward(stage, priority) for priority in PRIORITIES[1:])

    def _fill(self, stage: str, priority: int, messages: int) -> int:
        most = self.context.settings.messages
        if messages > most // 2:
            return 0
        waiting = self.context.ledger.line(stage, priority, 2 * most)
        rung = self.rung.get((stage, priority), set()) & {_id(one) for one in waiting}
        silent = [one for one in self._without_a_message(waiting, messages) if _id(one) not in rung]
        fed = [one for one in silent[: most - messages] if self._ring(one)]
        self.rung[stage, priority] = rung | {_id(one) for one in fed}
        return len(fed)

    def _without_a_message(self, waiting: Sequence[Standing], messages: int) -> Sequence[Standing]:
        """Those who may have none. One that failed before waits for its next attempt, and is none of these."""
        fresh = [one for one in waiting if not one.attempts]
        if len(waiting) > messages + _IN_HAND:
            return fresh
        return [] if messages else [one for one in fresh if self._waits(one) > _AT_WORK]

    def _bring_forward(self, stage: str, priority: int) -> int:
        first = self.context.ledger.line(stage, priority, _FEW)
        patient = [one for one in first if self._waits(one) > _LONG and not one.attempts]
        for one in patient:
            self.context.ledger.record(replace(one, priority=PRIORITIES[0]))
        return sum(self._ring(one) for one in patient)

    def _waits(self, one: Standing) -> float:
        return self.context.clock() - one.changed

    def _ring(self, one: Standing) -> bool:
        return ring(self.context, next_event(self.context.objects, *_id(one)))


def _id(one: Standing) -> _Id:
    return one.space, one.document
