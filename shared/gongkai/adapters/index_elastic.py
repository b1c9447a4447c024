"""The search index of many machines: Elasticsearch 8.19 or 9, asked and ranked as tantivy is."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from elastic_transport import TransportError
from elasticsearch import ApiError, BadRequestError, ConflictError, Elasticsearch

from gongkai.adapters import elastic_rows as columns
from gongkai.adapters import index_rows
from gongkai.adapters.elastic_bulk import Action, Bulk
from gongkai.adapters.elastic_questions import Questions, facet, rows_of
from gongkai.errors import Unavailable
from gongkai.ports.index import NOTHING, WINDOW, Field, Hit, Page, Query, SearchRow

_BATCH = 10_000
_TIMEOUT = 30.0


class ElasticIndex:
    """One index for each set of columns, behind an alias that begins with `name`.

    Each document has a marker with its version beside its rows. It is written first and turns older runs away; who
    wrote rows looks at it again afterwards, so that of two runs at once only the rows of the newer stay.
    """

    def __init__(self, address: str, fields: Sequence[Field], name: str = "gongkai") -> None:
        self._client = Elasticsearch(address, request_timeout=_TIMEOUT, max_retries=0)
        self._fields = {field.name: field for field in fields}
        self._base, self._alias = name, f"{name}-{columns.layout(fields)}"
        self._mappings = columns.mappings(fields)
        self._questions = Questions(self._fields)
        self._bulk = Bulk(self._client, self._alias)
        self._preparing, self._prepared = threading.Lock(), False

    def prepare(self) -> None:
        """Create the index and its alias, if they are missing."""
        with self._engine():
            self._create()

    def replace(self, space: str, document: str, version: int, rows: Iterable[SearchRow]) -> int:
        """Make these the rows of the document, unless newer ones are there."""
        accepted = index_rows.checked(space, document, rows, self._fields)
        owner = columns.owner(space, document)
        with self._engine():
            stamp = columns.stamp(version, self._latest(owner))
            if self._mark(owner, stamp):
                self._write(owner, stamp, accepted)
                newest = self._latest(owner)
                if newest == stamp:
                    return len(accepted)
                self._remove(owner, newest - 1)  # a newer run came between
            return len(self._rows(owner))

    def remove(self, space: str, document: str) -> None:
        """Remove every row of the document; its marker stays and says so."""
        owner = columns.owner(space, document)
        with self._engine():
            latest = self._latest(owner)
            if latest and self._mark(owner, columns.removal(latest)):
                self._client.indices.refresh(index=self._alias)
                self._remove(owner, latest)

    def clear(self) -> None:
        """Put an empty index in the place of all that there are, those that earlier fields needed included."""
        with self._engine():
            found = self._client.indices.get(index=f"{self._base}-*", features=["aliases"])
            olds = [old for old in found if re.fullmatch(rf"{re.escape(self._base)}-[0-9a-f]{{12}}-\d+", old)]
            serials = [int(old.rpartition("-")[2]) for old in olds if old.startswith(f"{self._alias}-")]
            new = f"{self._alias}-{max(serials, default=0) + 1}"
            self._client.indices.create(index=new, mappings=self._mappings, settings=columns.settings())
            swap = [{"add": {"index": new, "alias": self._alias}}, *({"remove_index": {"index": old}} for old in olds)]
            self._client.indices.update_aliases(actions=swap)

    def ids(self, space: str, document: str) -> Sequence[str]:
        """The ids stored for a document, sorted."""
        with self._engine():
            return sorted(name for name, _ in self._rows(columns.owner(space, document)))

    def documents(self, space: str) -> Mapping[str, int]:
        """Every document of a space that has rows, with their number."""
        counts, after = dict[str, int](), dict[str, Any]()
        asked = {"term": {columns.SPACE: space}}
        while True:
            pages = {"size": _BATCH, "sources": [{"document": {"terms": {"field": "document"}}}], **after}
            with self._engine():
                answer = self._client.search(
                    index=self._alias, query=asked, size=0, aggs={"documents": {"composite": pages}}
                )
            found = answer["aggregations"]["documents"]
            counts |= {bucket["key"]["document"]: bucket["doc_count"] for bucket in found["buckets"]}
            if len(found["buckets"]) < _BATCH:
                return counts
            after = {"after": found["after_key"]}

    def search(self, query: Query) -> Page:
        """Answer one question."""
        if query.offset + query.size > WINDOW:
            return NOTHING
        with self._engine():
            answer = self._client.search(index=self._alias, body=self._questions.body(query))
        total = int(answer["hits"]["total"]["value"])
        counted = answer.get("aggregations", {})
        return Page(
            total=total,
            hits=tuple(self._hit(hit, query) for hit in answer["hits"]["hits"]),
            facets={name: facet(counted[name]) for name in query.facets},
            cursor=index_rows.following(query, total),
        )

    def _hit(self, hit: Mapping[str, Any], query: Query) -> Hit:
        fields = columns.read(hit["_source"], self._fields)
        return Hit(
            id=hit["_source"][columns.ID],
            kind=fields["kind"],
            document=fields["document"],
            score=hit["_score"] or 0.0,
            fields=fields,
            highlights=index_rows.marks(fields, self._fields, query.phrases),
        )

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

    def _latest(self, owner: str) -> int:
        """The stamp on the document's marker, as it was written last; 0 without a marker."""
        marker = self._client.options(ignore_status=404).get(index=self._alias, id=owner, routing=owner, source=False)
        return int(marker["_version"]) if marker.get("found") else 0

    def _write(self, owner: str, stamp: int, rows: Sequence[SearchRow]) -> None:
        """New rows and the removal of old ones travel together, so that hardly anybody sees one without the other."""
        keep = {row.id for row in rows}
        written = [
            Action(columns.key(owner, row.id), owner, stamp, columns.document(row, stamp, ordinal, self._fields))
            for ordinal, row in enumerate(rows)
        ]
        self._bulk.write([*written, *self._stale(owner, stamp, keep)])
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
            for name, stored in self._rows(owner)
            if stored <= stamp and name not in keep
        ]

    def _rows(self, owner: str) -> list[tuple[str, int]]:
        """The ids of a document's rows with their stamps."""
        rows: list[tuple[str, int]] = []
        after: dict[str, Any] = {}
        while True:
            hits = self._client.search(
                index=self._alias, routing=owner, query=rows_of(owner), size=_BATCH, sort=[{columns.ID: "asc"}],
                source={"includes": [columns.ID, columns.VERSION]}, **after,
            )["hits"]["hits"]  # fmt: skip
            rows += [(hit["_source"][columns.ID], hit["_source"][columns.VERSION]) for hit in hits]
            if len(hits) < _BATCH:
                return rows
            after = {"search_after": hits[-1]["sort"]}

    def _create(self) -> None:
        with self._preparing:
            if self._prepared:
                return
            if not self._client.indices.exists_alias(name=self._alias):
                try:
                    self._client.indices.create(
                        index=f"{self._alias}-1", aliases={self._alias: {}},
                        mappings=self._mappings, settings=columns.settings(),
                    )  # fmt: skip
                except BadRequestError as error:
                    if error.error != "resource_already_exists_exception":  # another process was faster
                        raise
            self._prepared = True

    @contextmanager
    def _engine(self) -> Iterator[None]:
        """What the engine complains of, once it has the index, is its trouble and not the document's."""
        try:
            self._create()
            yield
        except (ApiError, TransportError) as error:
            self._prepared = False  # should somebody have removed the index, the next call makes it anew
            raise Unavailable("elasticsearch", str(error)) from error
        except Unavailable:
            self._prepared = False
            raise
