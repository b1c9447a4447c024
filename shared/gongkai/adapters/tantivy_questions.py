"""Questions in tantivy's words, and the order of the answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

import tantivy
from tantivy import Occur, Order

from gongkai.adapters import index_rows
from gongkai.adapters import tantivy_rows as columns
from gongkai.domain.tokens import pairs, tokens
from gongkai.ports.index import FACET_VALUES, Clue, Field, Query, most_of

Ranked = list[tuple[float, tantivy.DocAddress]]
Facets = dict[str, tuple[tuple[str, int], ...]]
_ALL_VALUES = 10_000  # facet values that are counted before the most frequent ones are taken
_make = tantivy.Query


class Questions:
    """Translates questions about rows with these fields."""

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
            least, most = (None if bound is None else index_rows.scaled(bound) for bound in query.amount)
            between = _make.range_query(self._schema, "amount", tantivy.FieldType.Integer, least, most)
            parts.append(_unscored(between))
        return _make.boolean_query(parts)

    def best(self, searcher: tantivy.Searcher, query: Query, wanted: int) -> Ranked:
        """The first `wanted` answers with their scores, equal ones in the order of their ties."""
        asked = self.asked(query)
        if query.sort:
            return self._sorted(searcher, asked, query.sort, wanted)
        if all(clue.excluded for clue in query.clues):
            return self._sorted(searcher, asked, columns.TIE, wanted)
        return _scored(searcher, asked, wanted)

    def counts(self, searcher: tantivy.Searcher, query: Query) -> tuple[int, Facets]:
        """How many rows answer, and the facets: one pass for those whose field is not filtered, one for each other."""
        free = [name for name in query.facets if name not in query.filters]
        total, counted = _counted(searcher, self.asked(query), free)
        for name in query.facets:
            if name in query.filters:
                counted |= _counted(searcher, self.asked(query, but=name), [name])[1]
        return total, {name: counted[name] for name in query.facets}

    def _clue(self, clue: Clue) -> tuple[Occur, tantivy.Query]:
        reads = self._most if clue.loose else self._anywhere
        ways = [reads(words) for phrase in clue.phrases if (words := tokens(phrase))]
        ways += [_make.const_score_query(self.term(name, value), index_rows.EXACT_SCORE) for name, value in clue.exact]
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
        whole = name in self._fields and self._fields[name].type == "integer"
        terms = [self.term(name, int(value) if whole else value) for value in wanted]
        # A set of terms would be looked up for the whole index, a term only where the rest fits.
        return terms[0] if len(terms) == 1 else _any(terms)

    def _sorted(self, searcher: tantivy.Searcher, asked: tantivy.Query, sort: str, wanted: int) -> Ranked:
        """tantivy sorts by one column: the rows that share the last value shown are asked for again, by their ties."""
        name, order = sort.removeprefix("-"), Order.Desc if sort.startswith("-") else Order.Asc
        hits = searcher.search(asked, limit=wanted, count=False, order_by_field=name, order=order).hits
        before = [hit for hit in hits if hit[0] != hits[-1][0]]
        shared = _make.boolean_query([(Occur.Must, asked), self._having(name, hits[-1][0])])
        last = searcher.search(shared, limit=wanted - len(before), order_by_field=columns.TIE, order=Order.Asc).hits
        return [(0.0, address) for _, address in [*_untied(searcher, before), *last]]

    def _having(self, name: str, value: Any) -> tuple[Occur, tantivy.Query]:
        if value is None:
            return Occur.MustNot, _make.exists_query(name)
        return Occur.Must, self.term(name, value)


def count(searcher: tantivy.Searcher, asked: tantivy.Query) -> int:
    """How many rows answer."""
    found: Any = searcher.search(asked, limit=1)  # the type stubs forget `count`
    return int(found.count)


def _scored(searcher: tantivy.Searcher, asked: tantivy.Query, wanted: int) -> Ranked:
    """Asks for more until the last score that is shown is not shared with rows left behind."""
    limit = wanted + 1
    while True:
        hits = searcher.search(asked, limit=limit, count=False).hits
        if len(hits) < limit or hits[-1][0] < hits[wanted - 1][0]:
            return _untied(searcher, hits)[:wanted]
        limit *= 4


def _untied(searcher: tantivy.Searcher, hits: Ranked) -> Ranked:
    """The hits, those of one value in the order of their ties."""
    ties = searcher.fast_field_values(columns.TIE, [address for _, address in hits])
    tied = list(zip(hits, ties, strict=True))
    groups = groupby(tied, key=lambda pair: pair[0][0])
    return [hit for _, group in groups for hit, _ in sorted(group, key=lambda pair: int(pair[1] or 0))]


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
