"""Compares what a product holds with what was accepted and with what must be found: lost, doubled, wrong.

It asks the engines and not the product: objects from the bucket, rows from Elasticsearch at one point in time.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from elasticsearch import Elasticsearch
from prometheus_client.parser import text_string_to_metric_families
from tests.harness.papers import SPACE, Golden, digest, results

from gongkai import journal, keys
from gongkai.adapters import elastic_rows as columns
from gongkai.context import Context
from gongkai.ports.ledger import FINAL
from gongkai.record import read_record

Rows = Mapping[str, Mapping[str, str]]
_LOOK = 0.25
# So many looks in a row have to find everything ended: the reconciler may have one done again that it looked at too early.
_CALM = 4
_PAGE = 1_000


@dataclass(slots=True)
class Differences:
    """Documents by what is wrong with them; nothing is, when all are empty.

    `lost`: accepted and without an end, without their bytes, or missing from search in part or wholly. `doubled`: more
    rows than there should be, or outstanding though they have ended. `wrong`: another end, other results or other values.
    """

    lost: dict[str, str] = field(default_factory=dict)
    doubled: dict[str, str] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.lost or self.doubled or self.wrong)


def settle(context: Context, documents: Iterable[str], patience: float) -> float:
    """Wait until every document has its end, and is not begun again, or the patience is over; returns for how long (seconds)."""
    begun, every = time.monotonic(), set(documents)
    left, calm = every, 0
    while (left or calm < _CALM) and time.monotonic() - begun < patience:
        time.sleep(_LOOK)
        left = {document for document in left or every if not _has_ended(context, document)}
        calm = 0 if left else calm + 1
    return time.monotonic() - begun


def differences(context: Context, expected: Mapping[str, Golden], rows: Rows) -> Differences:
    """Every accepted document against how it ends when nothing goes wrong; `rows` are those of the whole index."""
    found = Differences()
    held = results(context, expected, rows)
    outstanding = {one.document for one in journal.outstanding(context.objects)}
    for document, golden in expected.items():
        _compare(found, document, golden, held[document])
        if not _bytes_are_kept(context, document):
            found.lost[document] = "its bytes are not those that were sent"
        if document in outstanding and held[document].state in FINAL:
            found.doubled[document] = "it has ended and is outstanding"
        if _shown(context, document) != held[document].state:
            found.wrong[document] = "the board shows another state than the store"
    return found


def rows_in_elasticsearch(address: str, index: str) -> Rows:
    """The digest of every search row by document and id, read at one point in time."""
    client = Elasticsearch(address, request_timeout=30)
    client.indices.refresh(index=index)
    point = client.open_point_in_time(index=index, keep_alive="1m")["id"]
    rows: dict[str, dict[str, str]] = {}
    after = None
    while True:
        answer = client.search(
            pit={"id": point, "keep_alive": "1m"}, size=_PAGE, sort=["_shard_doc"], search_after=after,
            query={"term": {columns.SPACE: SPACE}}, docvalue_fields=["document"],
        )  # fmt: skip
        hits = answer["hits"]["hits"]
        for hit in hits:
            source = hit["_source"]
            document = hit["fields"]["document"][0]
            of_one = rows.setdefault(document, {})
            # The same row twice would be two hits with one id.
            name = source[columns.ID] if source[columns.ID] not in of_one else f"{source[columns.ID]} twice"
            of_one[name] = digest(source[columns.STORED].encode())
        if len(hits) < _PAGE:
            client.close_point_in_time(id=point)
            return rows
        after = hits[-1]["sort"]


def metrics_told(text: str) -> dict[str, dict[str, float]]:
    """The numbers of a page of metrics, by name and then by the one label that each has."""
    found: dict[str, dict[str, float]] = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            found.setdefault(sample.name, {})[next(iter(sample.labels.values()), "")] = sample.value
    return found


def metrics_that_lie(context: Context, told: Mapping[str, Mapping[str, float]]) -> dict[str, object]:
    """What a page of metrics says that the board, or with nothing outstanding plain sense, says otherwise."""
    states = {state: float(count) for state, count in context.ledger.counts().items()}
    failures = {code: float(count) for code, count in context.ledger.failures().items()}
    expected = {"gongkai_documents": states, "gongkai_failures": failures}
    lies: dict[str, object] = {
        name: (told.get(name, {}), values) for name, values in expected.items() if dict(told.get(name, {})) != values
    }
    for name in ("gongkai_queue_depth", "gongkai_queue_oldest_seconds", "gongkai_engine_away_seconds"):
        if wrong := {label: value for label, value in told.get(name, {}).items() if value}:
            lies[name] = wrong
    return lies


def _has_ended(context: Context, document: str) -> bool:
    standing = context.ledger.standing(SPACE, document)
    if standing is None or standing.state not in FINAL:
        return False
    return journal.entry_of(context.objects, SPACE, document) is None


def _compare(found: Differences, document: str, golden: Golden, held: Golden) -> None:
    missing, extra = golden.rows.keys() - held.rows.keys(), held.rows.keys() - golden.rows.keys()
    if held.state == "pending":
        found.lost[document] = "it has no end"
    elif missing:
        found.lost[document] = f"{len(missing)} of {len(golden.rows)} rows are not found"
    if extra:
        found.doubled[document] = f"{len(extra)} rows too many"
    if held.state != "pending" and not missing and held != golden:
        found.wrong[document] = ", ".join(
            name
            for name in ("state", "code", "parsed", "findings", "rows")
            if getattr(held, name) != getattr(golden, name)
        )


def _bytes_are_kept(context: Context, document: str) -> bool:
    if read_record(context.objects, SPACE, document) is None:
        return False
    try:
        return hashlib.sha256(context.objects.get(keys.original(SPACE, document))).hexdigest() == document
    except KeyError:
        return False


def _shown(context: Context, document: str) -> str:
    standing = context.ledger.standing(SPACE, document)
    return standing.state if standing else "pending"
