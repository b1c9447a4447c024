"""One index of Elasticsearch: the rows of one set of columns, written a document at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from elasticsearch import ConflictError, Elasticsearch

from gongkai.adapters import elastic_rows as columns
from gongkai.adapters.elastic_bulk import Action, Bulk
from gongkai.adapters.elastic_questions import rows_of
from gongkai.errors import Failed
from gongkai.ports.index import Field, SearchRow

BATCH = 10_000


class Volume:
    """The rows behind one alias. `fields` are those of the present release that have a column there.

    Each document has a marker with its version beside its rows. It is written first and turns older runs away; who
    wrote rows looks at it again afterwards, so that of two runs at once only the rows of the newer stay.
    """

    def __init__(self, client: Elasticsearch, alias: str, fields: Mapping[str, Field]) -> None:
        self._client = client
        self._alias = alias
        self._fields = fields
        self._bulk = Bulk(client, alias)

    def replace(self, owner: str, version: int, rows: Sequence[SearchRow]) -> int:
        """Make these the rows of the document, unless newer ones are there; how many it has then."""
        stamp = columns.stamp(version, self._latest(owner))
        if self._mark(owner, stamp):
            self._write(owner, stamp, rows)
            newest = self._latest(owner)
            if newest == stamp:
                return len(rows)
            self._remove(owner, newest - 1)  # a newer run came between
        return len(self.rows(owner))

    def remove(self, owner: str) -> None:
        """Remove every row of the document; its marker stays and says so."""
        latest = self._latest(owner)
        if latest and self._mark(owner, columns.removal(latest)):
            self._client.indices.refresh(index=self._alias)
            self._remove(owner, latest)

    def rows(self, owner: str) -> list[tuple[str, int]]:
        """The ids of a document's rows with their stamps."""
        rows: list[tuple[str, int]] = []
        after: dict[str, Any] = {}
        while True:
            hits = self._client.search(
                index=self._alias, routing=owner, query=rows_of(owner), size=BATCH, sort=[{columns.ID: "asc"}],
                source={"includes": [columns.ID, columns.VERSION]}, **after,
            )["hits"]["hits"]  # fmt: skip
            rows += [(hit["_source"][columns.ID], hit["_source"][columns.VERSION]) for hit in hits]
            if len(hits) < BATCH:
                return rows
            after = {"search_after": hits[-1]["sort"]}

    def documents(self, space: str) -> Mapping[str, int]:
        """Every document of a space that has rows, with their number."""
        counts, after = dict[str, int](), dict[str, Any]()
        asked = {"term": {columns.SPACE: space}}
        while True:
            pages = {"size": BATCH, "sources": [{"document": {"terms": {"field": "document"}}}], **after}
            answer = self._client.search(
                index=self._alias, query=asked, size=0, aggs={"documents": {"composite": pages}}
            )
            found = answer["aggregations"]["documents"]
            counts |= {bucket["key"]["document"]: bucket["doc_count"] for bucket in found["buckets"]}
            if len(found["buckets"]) < BATCH:
                return counts
            after = {"after": found["after_key"]}

    def _latest(self, owner: str) -> int:
        """The stamp on the document's marker, as it was written last; 0 without a marker."""
        marker = self._client.options(ignore_status=404).get(index=self._alias, id=owner, routing=owner, source=False)
        return int(marker["_version"]) if marker.get("found") else 0

    def _mark(self, owner: str, stamp: int) -> bool:
        """Say that this version is being written; False when a newer one was."""
        content = {columns.OWNER: owner, columns.VERSION: stamp}
        try:
            self._client.index(
                index=self._alias, id=owner, routing=owner, document=content, version=stamp,
                version_type="external_gte", require_alias=True,
            )  # fmt: skip
        except ConflictError:
            return False
        return True

    def _write(self, owner: str, stamp: int, rows: Sequence[SearchRow]) -> None:
        """All new rows are there before an old one goes, so that a document is never seen without rows."""
        keep = {row.id for row in rows}
        written = [
            Action(columns.key(owner, row.id), owner, stamp, columns.document(row, stamp, ordinal, self._fields))
            for ordinal, row in enumerate(rows)
        ]
        try:
            self._bulk.write(written)
        except Failed:
            # Some rows of a refused document are there by now: half of a document is worse than none of it.
            self._client.indices.refresh(index=self._alias)
            self._remove(owner, stamp)
            raise
        self._bulk.write(self._stale(owner, stamp, keep))
        self._client.indices.refresh(index=self._alias)
        self._remove(owner, stamp, keep)  # what another run wrote meanwhile

    def _remove(self, owner: str, stamp: int, keep: Iterable[str] = ()) -> None:
        """Remove the rows of a document up to this version."""
        if stale := self._stale(owner, stamp, set(keep)):
            self._bulk.write(stale)
            self._client.indices.refresh(index=self._alias)

    def _stale(self, owner: str, stamp: int, keep: set[str]) -> list[Action]:
        return [
            Action(columns.key(owner, name), owner, stamp, None)
            for name, stored in self.rows(owner)
            if stored <= stamp and name not in keep
        ]
