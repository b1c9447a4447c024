"""Questions in Elasticsearch's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gongkai.adapters import elastic_rows as columns
from gongkai.adapters import index_rows
from gongkai.domain.tokens import pairs, tokens
from gongkai.ports.cursors import Place
from gongkai.ports.index import FACET_VALUES, Clue, Field, Query, most_of

Words = dict[str, Any]
_NOTHING: Words = {"match_none": {}}


class Questions:
    """Translates questions about rows with these fields."""

    def __init__(self, fields: Mapping[str, Field]) -> None:
        self._fields = fields
        self._weights = {field.name: field.weight for field in fields.values() if field.weight}

    def body(self, query: Query, place: Place | None) -> Words:
        """The request for the page behind a place, and one row more. A filter on a field with a facet is applied last, so that its other values are counted."""
        late = {name: self._one_of(name, wanted) for name, wanted in query.filters.items() if name in query.facets}
        return {
            "query": self._asked(query, but=late),
            "post_filter": {"bool": {"filter": list(late.values())}},
            "aggs": {name: self._facet(name, late) for name in query.facets},
            "sort": self._order(query.sort),
            "size": query.size + 1,
            "track_total_hits": True,
            "_source": [columns.ID, columns.STORED],
            **({"search_after": [place.value, place.tie]} if place else {}),
        }

    def _asked(self, query: Query, but: Mapping[str, Words]) -> Words:
        filters = [self._one_of(columns.SPACE, query.spaces)]
        filters += [self._one_of(name, wanted) for name, wanted in query.filters.items() if name not in but]
        if query.amount != (None, None):
            bounds = zip(("gte", "lte"), query.amount, strict=True)
            given = {name: index_rows.scaled(bound) for name, bound in bounds if bound is not None}
            filters.append({"range": {"amount": given}})
        return {
            "bool": {
                "must": [self._clue(clue) for clue in query.clues if not clue.excluded],
                "must_not": [self._clue(clue) for clue in query.clues if clue.excluded],
                "filter": filters,
            }
        }

    def _facet(self, name: str, late: Mapping[str, Words]) -> Words:
        others = [words for field, words in late.items() if field != name]
        values = {"terms": {"field": name, "size": FACET_VALUES}}
        return {"filter": {"bool": {"filter": others}}, "aggs": {"values": values}}

    def _order(self, sort: str) -> list[Words]:
        tie = {columns.TIE: "asc"}
        if not sort:
            return [{"_score": {"order": "desc"}}, tie]
        name, order = sort.removeprefix("-"), "desc" if sort.startswith("-") else "asc"
        kind = "keyword" if self._fields[name].type == "keyword" else "long"  # for an index of earlier columns
        return [{name: {"order": order, "missing": "_last", "unmapped_type": kind}}, tie]

    def _clue(self, clue: Clue) -> Words:
        reads = self._most if clue.loose else self._anywhere
        ways = [reads(words) for phrase in clue.phrases if (words := tokens(phrase))]
        return _any([*ways, *(_exact(name, value) for name, value in clue.exact)])

    def _anywhere(self, words: Sequence[str]) -> Words:
        """The phrase in any of the texts."""
        return _any([_phrase(name, words, weight) for name, weight in self._weights.items()])

    def _most(self, words: Sequence[str]) -> Words:
        """Most of the phrase's pairs, each in any of the texts."""
        wanted = [self._anywhere(pair.split("_")) for pair in dict.fromkeys(pairs(words))]
        return _any(wanted, most_of(len(wanted)))

    def _one_of(self, name: str, wanted: Sequence[str]) -> Words:
        whole = name in self._fields and self._fields[name].type == "integer"
        return {"terms": {name: [int(value) for value in wanted] if whole else list(wanted)}}


def rows_of(owner: str) -> Words:
    """The rows of a document, without its marker."""
    return {"bool": {"filter": [{"term": {columns.OWNER: owner}}, {"exists": {"field": columns.TIE}}]}}


def facet(found: Mapping[str, Any]) -> tuple[tuple[str, int], ...]:
    """The values of a facet with their numbers, most first."""
    counts = [(str(bucket["key"]), int(bucket["doc_count"])) for bucket in found["values"]["buckets"]]
    return tuple(sorted(counts, key=lambda item: (-item[1], item[0])))


def _phrase(name: str, words: Sequence[str], weight: float) -> Words:
    column, sought = (columns.pairs_of(name), pairs(words)) if len(words) > 1 else (name, words)
    return {"match_phrase": {column: {"query": " ".join(sought), "boost": weight}}}


def _exact(name: str, value: str) -> Words:
    return {"constant_score": {"filter": {"term": {name: value}}, "boost": index_rows.EXACT_SCORE}}


def _any(ways: Sequence[Words], least: int = 1) -> Words:
    return {"bool": {"should": list(ways), "minimum_should_match": least}} if ways else _NOTHING
