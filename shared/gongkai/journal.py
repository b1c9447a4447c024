"""The journal of what is outstanding: one entry for each document that was accepted and has not reached its end."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from gongkai import keys
from gongkai.ports.objects import ObjectStore
from gongkai.record import Outcome, to_bytes
from gongkai.releases import known

Reason = Literal["upload", "retry", "rebuild", "repair"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One run over a document that somebody asked for. `run` tells it from earlier ones, whatever the clock says."""

    at: float
    reason: Reason
    run: str = field(default_factory=lambda: uuid.uuid4().hex)

    def ended_by(self, outcome: Outcome | None) -> bool:
        """Whether this run has reached its end, and only the entry was left over."""
        return outcome is not None and outcome.run == self.run


class Outstanding(NamedTuple):
    """A document that has an entry, and when it was entered (seconds since 1970)."""

    space: str
    document: str
    since: float


def enter(objects: ObjectStore, space: str, document: str, entry: Entry, *, if_absent: bool = False) -> bool:
    """Write down durably that the document is outstanding; with `if_absent` False when it already is."""
    return objects.put(keys.pending(space, document), to_bytes(entry), if_absent=if_absent)


def entry_of(objects: ObjectStore, space: str, document: str) -> Entry | None:
    """None for a document of which nothing is outstanding."""
    try:
        return Entry(**known(Entry, json.loads(objects.get(keys.pending(space, document)))))
    except KeyError:
        return None


def leave(objects: ObjectStore, space: str, document: str, run: str) -> None:
    """This run is not outstanding any more; called only after its outcome is durable. A later run stays entered."""
    entry = entry_of(objects, space, document)
    if entry and entry.run == run:
        objects.delete(keys.pending(space, document))


def outstanding(objects: ObjectStore) -> Iterator[Outstanding]:
    """Every document that has an entry, in the order of keys."""
    return (Outstanding(*keys.owner_of(info.key), info.modified) for info in objects.list(keys.PENDING))
