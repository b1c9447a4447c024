"""Questions in tantivy's words, and the order of the answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any, NamedTuple

import tantivy
from tantivy import Occur, Order

from gongkai.adapters import index_rows
from gongkai.adapters import tantivy_rows as columns
from gongkai.domain.tokens import pairs, tokens
from gongkai.ports.cursors import Place, Value
from gongkai.ports.index import FACET_VALUES, Clue, Field, Query, most_of


class Ranked(NamedTuple):
    """A row that answers: its score or what was sorted by, its tie, and where it lies."""

    value: Any
    tie: int
    address: tantivy.DocAddress


Facets = dict[str, tuple[tuple[str, int], ...]]
_ALL_VALUES = 10_000  # facet values that are counted before the most frequent ones are taken
_make = tantivy.Query


class Questions:
    """Translates questions about rows with these fields; of a field that there is not, no row has a value."""

    def __init__(self, schema: tantivy.Schema, fields: Mapping[str, Field]) -> None:
        self._schema = schema
        self._fields = fields
        self._weights = {field.name: field.weight for field in fields.values() if field.weight}

    def term(self, name: str, value: str | int) -> tantivy.Query:
        """Rows with exactly this value."""
        return _make.term_query(self._schema, name, value, index_option="basic")

    def rows_of(self, owner: str) -> tantivy.Query:
        """The rows of a document, without its tombstone."""
        return _make.boolean_query(
            [(Occur.Must, self.term(columns.OWNER, owner)), (Occur.Must, _make.exists_query(columns.TIE))]
        )

    def asked(self, query: Query, but: str = "") -> tantivy.Query:
        """The whole question, without the filter on the field `but`. Only clues give a score."""
        parts = [self._clue(clue) for clue in query.clues]
        parts.append(_unscored(self._one_of(columns.SPACE, query.spaces)))
        parts += [_unscored(self._one_of(name, wanted)) for name, wanted in query.filters.items() if name != but]
        if query.amount != (None, None):
            parts.append(_unscored(self._between(*query.amount)))
        return _make.boolean_query(parts)

    def best(self, searcher: tantivy.Searcher, query: Query, place: Place | None, wanted: int) -> list[Ranked]:
        """The `wanted` answers behind the place, best first, equal ones in the order of their ties."""
        asked = self.asked(query)
        if query.sort.removeprefix("-") in self._fields:
            return self._behind(searcher, asked, query.sort, place, wanted)
        if all(clue.excluded for clue in query.clues):
            return self._behind(searcher, asked, columns.TIE, place, wanted)
        return _scored(searcher, asked, place, wanted)

    def counts(self, searcher: tantivy.Searcher, query: Query) -> tuple[int, Facets]:
        """How many rows answer, and the facets: one pass for those whose field is not filtered, one for each other."""
        known = [name for name in query.facets if name in self._fields]
        total, counted = _counted(searcher, self.asked(query), [name for name in known if name not in query.filters])
        for name in known:
            if name in query.filters:
                counted |= _counted(searcher, self.asked(query, but=name), [name])[1]
        return total, {name: counted.get(name, ()) for name in query.facets}

    def _clue(self, clue: Clue) -> tuple[Occur, tantivy.Query]:
        reads = self._most if clue.loose else self._anywhere
        ways = [reads(words) for phrase in clue.phrases if (words := tokens(phrase))]
        exact = [self.term(name, value) for name, value in clue.exact if name in self._fields]
        ways += [_make.const_score_query(term, index_rows.EXACT_SCORE) for term in exact]
        return (Occur.MustNot if clue.excluded else Occur.Must), _any(ways)

    def _anywhere(self, words: list[str]) -> tantivy.Query:
        """The phrase in any of the texts."""
        return _any([_make.boost_query(self._phrase(name, words), weight) for name, weight in self._weights.items()])

    def _most(self, words: list[str]) -> tantivy.Query:
        """Most of the phrase's pairs, each in any of the texts."""
        wanted = [(Occur.Should, self._anywhere(pair.split("_"))) for pair in dict.fromkeys(pairs(words))]
        return _make.boolean_query(wanted, most_of(len(wanted))) if wanted else _make.empty_query()

    def _phrase(self, name: str, words: list[str]) -> tantivy.Query:
        if len(words) == 1:
            return _make.term_query(self._schema, name, words[0], index_option="freq")
        column, sought = columns.pairs_of(name), pairs(words)
        if len(sought) == 1:
            return _make.term_query(self._schema, column, sought[0], index_option="position")
        return _make.phrase_query(self._schema, column, list(sought))

    def _one_of(self, name: str, wanted: Sequence[str]) -> tantivy.Query:
        if name != columns.SPACE and name not in self._fields:
            return _make.empty_query()
        whole = name in self._fields and self._fields[name].type == "integer"
        terms = [self.term(name, int(value) if whole else value) for value in wanted]
        # A set of terms would be looked up for the whole index, a term only where the rest fits.
        return terms[0] if len(terms) == 1 else _any(terms)

    def _between(self, least: Decimal | None, most: Decimal | None) -> tantivy.Query:
        if "amount" not in self._fields:
            return _make.empty_query()
        lower, upper = (None if bound is None else index_rows.scaled(bound) for bound in (least, most))
        return _make.range_query(self._schema, "amount", tantivy.FieldType.Integer, lower, upper)

    def _behind(
        self, searcher: tantivy.Searcher, asked: tantivy.Query, sort: str, place: Place | None, wanted: int
    ) -> list[Ranked]:
        """First the rest of the rows that share the value at the place, then those of the values behind it."""
        if place is None:
            return self._sorted(searcher, asked, sort, wanted)
        tied = _make.boolean_query([(Occur.Must, asked), self._having(sort.removeprefix("-"), place.value)])
        later = _make.range_query(
            self._schema, columns.TIE, tantivy.FieldType.Integer, place.tie, None, include_lower=False
        )
        rest = _make.boolean_query([(Occur.Must, tied), (Occur.Must, later)])
        shared = _by_ties(searcher, rest, wanted, place.value)
        if len(shared) == wanted:
            return shared
        behind = place.shown - place.tied + count(searcher, tied)
        return [*shared, *self._sorted(searcher, asked, sort, wanted - len(shared), behind)]

    def _sorted(
        self, searcher: tantivy.Searcher, asked: tantivy.Query, sort: str, wanted: int, start: int = 0
    ) -> list[Ranked]:
        """tantivy sorts by one column: the rows that share the last value shown are asked for again, by their ties."""
        name, order = sort.removeprefix("-"), Order.Desc if sort.startswith("-") else Order.Asc
        hits = searcher.search(asked, limit=wanted, offset=start, count=False, order_by_field=name, order=order).hits
        if not hits:
            return []
        last = hits[-1][0]
        before = _untied(searcher, [hit for hit in hits if hit[0] != last])
        shared = _make.boolean_query([(Occur.Must, asked), self._having(name, last)])
        return [*before, *_by_ties(searcher, shared, wanted - len(before), last)]

    def _having(self, name: str, value: Any) -> tuple[Occur, tantivy.Query]:
        if value is None:
            return Occur.MustNot, _make.exists_query(name)
        return Occur.Must, self.term(name, value)


def count(searcher: tantivy.Searcher, asked: tantivy.Query) -> int:
    """How many rows answer."""
    found: Any = searcher.search(asked, limit=1)  # the type stubs forget `count`
    return int(found.count)


def _by_ties(searcher: tantivy.Searcher, asked: tantivy.Query, wanted: int, value: Value) -> list[Ranked]:
    """Rows that have one value."""
    hits = searcher.search(asked, limit=wanted, count=False, order_by_field=columns.TIE, order=Order.Asc).hits
    return [Ranked(value, int(tie), address) for tie, address in hits]


def _scored(searcher: tantivy.Searcher, asked: tantivy.Query, place: Place | None, wanted: int) -> list[Ranked]:
    """Begins with all rows of the score that was shown last, and asks for more until the last score is shared no more."""
    start, known = (place.shown - place.tied, place.tied) if place else (0, 0)
    needed = known + wanted
    limit = needed + 1
    while True:
        hits = searcher.search(asked, limit=limit, offset=start, count=False).hits
        if len(hits) < limit or hits[-1][0] < hits[needed - 1][0]:
            return _untied(searcher, hits)[known:needed]
        limit *= 4


def _untied(searcher: tantivy.Searcher, hits: list[Any]) -> list[Ranked]:
    """The hits, those of one value in the order of their ties."""
    ties = searcher.fast_field_values(columns.TIE, [address for _, address in hits])
    ranked = [Ranked(value, int(tie or 0), address) for (value, address), tie in zip(hits, ties, strict=True)]
    return [one for _, tied in groupby(ranked, lambda one: one.value) for one in sorted(tied, key=lambda one: one.tie)]


def _counted(searcher: tantivy.Searcher, asked: tantivy.Query, names: list[str]) -> tuple[int, Facets]:
    terms = {name: {"terms": {"field": name, "size": _ALL_VALUES, "segment_size": _ALL_VALUES}} for name in names}
    found = searcher.aggregate(asked, {**terms, columns.TIE: {"value_count": {"field": columns.TIE}}})
    return int(found[columns.TIE]["value"]), {name: _most_first(found[name]["buckets"]) for name in names}


def _most_first(buckets: list[dict[str, Any]]) -> tuple[tuple[str, int], ...]:
    counts = [(_value(bucket["key"]), int(bucket["doc_count"])) for bucket in buckets]
    return tuple(sorted(counts, key=lambda item: (-item[1], item[0]))[:FACET_VALUES])


def _value(key: str | float) -> str:
    return key if isinstance(key, str) else str(int(key))


def _any(ways: list[tantivy.Query]) -> tantivy.Query:
    return _make.boolean_query([(Occur.Should, way) for way in ways]) if ways else _make.empty_query()


def _unscored(query: tantivy.Query) -> tuple[Occur, tantivy.Query]:
    return Occur.Must, _make.const_score_query(query, 0.0)
