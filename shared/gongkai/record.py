"""What is kept about a document beside its bytes: under which names, when and how large it came, and how its run ended."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from gongkai import keys
from gongkai.ports.ledger import State, Step
from gongkai.ports.objects import ObjectStore
from gongkai.releases import known


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The first arrival of a document; written once and never changed. `received` is in seconds since 1970."""

    name: str
    size: int
    media_type: str
    received: float
    batch: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A later arrival of the same bytes under another name."""

    name: str
    received: float
    batch: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The end of one run over a document, with all that the board and the index need to be built again.

    `run` is the journal entry that this ends. `rows` are the search documents, `errors` and `warnings` the findings.
    """

    run: str
    state: State
    stage: str
    at: float
    pipeline: int
    attempts: int = 0
    code: str | None = None
    detail: str = ""
    title: str | None = None
    errors: int = 0
    warnings: int = 0
    rows: int = 0
    history: tuple[Step, ...] = ()


def write_record(objects: ObjectStore, space: str, document: str, record: Record) -> bool:
    """Keep the first arrival; False when the document is known, and then another name is kept as an alias."""
    if objects.put(keys.record(space, document), to_bytes(record), if_absent=True):
        return True
    first = read_record(objects, space, document)
    if first and first.name != record.name:
        alias = Alias(name=record.name, received=record.received, batch=record.batch)
        objects.put(keys.name(space, document, record.name), to_bytes(alias), if_absent=True)
    return False


def read_record(objects: ObjectStore, space: str, document: str) -> Record | None:
    """None for a document that never came."""
    data = _read(objects, keys.record(space, document))
    return Record(**known(Record, data)) if data else None


def aliases(objects: ObjectStore, space: str, document: str) -> Sequence[Alias]:
    """The other names under which the same bytes came, oldest first."""
    found = (_read(objects, info.key) for info in objects.list(keys.names(space, document)))
    return sorted((Alias(**known(Alias, data)) for data in found if data), key=lambda alias: alias.received)


def write_outcome(objects: ObjectStore, space: str, document: str, outcome: Outcome) -> bool:
    """Keep how the run ended, in place of how an earlier one did; False when somebody else has ended this run already."""
    key, data = keys.outcome(space, document), to_bytes(outcome)
    if objects.put(key, data, if_absent=True):
        return True
    before = read_outcome(objects, space, document)
    if before and before.run == outcome.run:
        return False
    objects.put(key, data)
    return True


def read_outcome(objects: ObjectStore, space: str, document: str) -> Outcome | None:
    """None as long as no run has ended."""
    data = _read(objects, keys.outcome(space, document))
    if data is None:
        return None
    return Outcome(**{**known(Outcome, data), "history": tuple(Step(**known(Step, step)) for step in data["history"])})


def pipeline_shown(objects: ObjectStore, space: str, document: str) -> int:
    """Whose results are shown: those of the last run that ended, while a newer pipeline does the document again as well."""
    outcome = read_outcome(objects, space, document)
    return outcome.pipeline if outcome else keys.PIPELINE


def to_bytes(value: Any) -> bytes:
    """A dataclass of plain values as JSON."""
    return json.dumps(asdict(value), ensure_ascii=False).encode()


def _read(objects: ObjectStore, key: str) -> dict[str, Any] | None:
    try:
        data = objects.get(key)
    except KeyError:
        return None
    found: dict[str, Any] = json.loads(data)
    return found
