"""Pages of one answer from Elasticsearch: a point in time holds the state of the index that the first page showed."""

from __future__ import annotations

import hashlib
import hmac
import threading
from collections import OrderedDict
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch

from gongkai.adapters import elastic_rows as columns
from gongkai.adapters import index_rows
from gongkai.adapters.elastic_questions import Questions, facet
from gongkai.ports import cursors
from gongkai.ports.cursors import Place
from gongkai.ports.index import Field, Hit, Page, Query

_KEPT = "2m"  # a point in time lives so long after the last page
_MOST = 200  # points in time that one process keeps open; the oldest is closed for a new one


class Pages:
    """Asks for pages. `secret` is what all processes of the product know and nobody who carries a cursor does."""

    def __init__(self, client: Elasticsearch, alias: str, fields: Mapping[str, Field], secret: str) -> None:
        self._client = client
        self._alias = alias
        self._fields = fields
        self._questions = Questions(fields)
        self._key = hashlib.sha256(secret.encode()).digest()
        self._open: OrderedDict[str, None] = OrderedDict()
        self._lock = threading.Lock()

    def page(self, query: Query) -> Page:
        """The page behind the question's cursor, renewed when its point in time is gone."""
        place = index_rows.place(query, self._fields)
        moment = self._unsigned(place.state) if place else None
        answer = self._answer(query, place, moment) if moment else None
        renewed = place is not None and answer is None
        if answer is None:
            moment = self._begin()
            answer = self._asked(query, place, moment)
        return self._page(query, place, answer, renewed)

    def _page(self, query: Query, place: Place | None, answer: Mapping[str, Any], renewed: bool) -> Page:
        # One row more was asked for than is shown: it tells whether there is another page.
        found, moment = answer["hits"]["hits"], str(answer["pit_id"])
        shown = found[: query.size]
        counted = answer.get("aggregations", {})
        cursor = None
        if len(found) > query.size:
            ranks = [(hit["sort"][0], hit["sort"][1]) for hit in shown]
            cursor = cursors.following(query, ranks, self._signed(moment))
        else:
            self._end(moment)
        return Page(
            total=int(answer["hits"]["total"]["value"]),
            hits=tuple(self._hit(hit, query) for hit in shown),
            before=place.shown if place else 0,
            renewed=renewed,
            facets={name: facet(counted[name]) for name in query.facets},
            cursor=cursor,
        )

    def _answer(self, query: Query, place: Place | None, moment: str) -> Mapping[str, Any] | None:
        """None when the point in time is gone, by its age or with its index; should it be the engine, a new one tells."""
        with suppress(ApiError):
            return self._asked(query, place, moment)
        return None

    def _asked(self, query: Query, place: Place | None, moment: str) -> Mapping[str, Any]:
        body = self._questions.body(query, place)
        answer: Mapping[str, Any] = self._client.search(body={**body, "pit": {"id": moment, "keep_alive": _KEPT}}).body
        return answer

    def _begin(self) -> str:
        moment = str(self._client.open_point_in_time(index=self._alias, keep_alive=_KEPT)["id"])
        with self._lock:
            self._open[moment] = None
            oldest = self._open.popitem(last=False)[0] if len(self._open) > _MOST else None
        if oldest:
            self._end(oldest)
        return moment

    def _end(self, moment: str) -> None:
        """What cannot be closed now ends by itself."""
        with self._lock:
            self._open.pop(moment, None)
        with suppress(ApiError, TransportError):
            self._client.close_point_in_time(id=moment)

    def _signed(self, moment: str) -> str:
        """Elasticsearch is never given a name of a point in time that it has not given out itself."""
        return f"{self._seal(moment)}{moment}"

    def _unsigned(self, state: str) -> str | None:
        seal, moment = state[:32], state[32:]
        return moment if hmac.compare_digest(seal.encode(), self._seal(moment).encode()) else None

    def _seal(self, moment: str) -> str:
        return hmac.new(self._key, moment.encode(), "sha256").hexdigest()[:32]

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
