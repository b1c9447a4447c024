"""Questions put to rows in memory: their meaning, spelled out."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from gongkai.adapters import index_rows as rows_of
from gongkai.domain.tokens import occurrences, pairs, tokens
from gongkai.ports import cursors
from gongkai.ports.cursors import Place, Value
from gongkai.ports.index import FACET_VALUES, Clue, Field, Hit, Page, Query, SearchRow, most_of

_K1, _B = 1.2, 0.75
_EXACT_LENGTHS = 40  # Lucene keeps the length of a field in one byte: exact to here, then four significant bits


@dataclass(frozen=True, eq=False)
class Entry:
    """A row as it is searched."""

    row: SearchRow
    tie: int
    searched: Sequence[str]

    @cached_property
    def fields(self) -> dict[str, Any]:
        return rows_of.values(self.row)

    @cached_property
    def words(self) -> dict[str, list[str]]:
        return {name: tokens(self.fields.get(name, "")) for name in self.searched}

    @cached_property
    def pairs(self) -> dict[str, list[str]]:
        return {name: pairs(words) for name, words in self.words.items()}


@dataclass(frozen=True, slots=True)
class State:
    """All rows at one moment, by document; every question is a walk through them."""

    name: str
    schema: Mapping[str, Field]
    entries: Sequence[Entry]

    def page(self, query: Query, place: Place | None, renewed: bool) -> Page:
        """The page behind this place."""
        found = [entry for entry in self._fitting(query) if self._passes(entry, query)]
        before = place.shown if place else 0
        shown = self._ranked(found, query)[before : before + query.size]
        ranks = [(_ranked_by(score, entry, query), entry.tie) for score, entry in shown]
        return Page(
            total=len(found),
            hits=tuple(self._hit(entry, score, query) for score, entry in shown),
            before=before,
            renewed=renewed,
            facets={name: self._facet(name, query) for name in query.facets},
            cursor=cursors.following(query, ranks, self.name) if shown and before + len(shown) < len(found) else None,
        )

    @property
    def _weights(self) -> list[tuple[str, float]]:
        return [(field.name, field.weight) for field in self.schema.values() if field.weight]

    def _fitting(self, query: Query) -> list[Entry]:
        return [
            entry
            for entry in self.entries
            if entry.row.space in query.spaces
            and all(self._fits(entry, clue) != clue.excluded for clue in query.clues)
            and _within(entry.fields.get("amount"), query)
        ]

    def _fits(self, entry: Entry, clue: Clue) -> bool:
        reads = _has_most if clue.loose else _has
        return any(reads(entry, tokens(phrase)) for phrase in clue.phrases) or any(
            value in _listed(entry.fields.get(name)) for name, value in clue.exact
        )

    def _passes(self, entry: Entry, query: Query, but: str = "") -> bool:
        return all(
            set(_listed(entry.fields.get(name))) & set(wanted) for name, wanted in query.filters.items() if name != but
        )

    def _facet(self, name: str, query: Query) -> tuple[tuple[str, int], ...]:
        counts = Counter(
            value
            for entry in self._fitting(query)
            if self._passes(entry, query, but=name)
            for value in set(_listed(entry.fields.get(name)))
        )
        return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:FACET_VALUES])

    def _ranked(self, found: list[Entry], query: Query) -> list[tuple[float, Entry]]:
        in_order = sorted(found, key=lambda entry: entry.tie)
        if not query.sort:
            scores = self._scores(in_order, query)
            return sorted(zip(scores, in_order, strict=True), key=lambda pair: -pair[0])
        name = query.sort.removeprefix("-")
        valued = [entry for entry in in_order if name in entry.fields]
        valued.sort(key=lambda entry: entry.fields[name], reverse=query.sort.startswith("-"))
        return [(0.0, entry) for entry in [*valued, *(entry for entry in in_order if name not in entry.fields)]]

    def _scores(self, found: list[Entry], query: Query) -> list[float]:
        scores = [0.0] * len(found)
        for clue in query.clues:
            if clue.excluded:
                continue
            for phrase in filter(None, map(tokens, clue.shown)):
                for name, weight in self._weights:
                    for at, score in enumerate(self._scored(found, name, phrase)):
                        scores[at] += weight * score
            for name, value in clue.exact:
                for at, entry in enumerate(found):
                    scores[at] += rows_of.EXACT_SCORE * (value in _listed(entry.fields.get(name)))
        return scores

    def _scored(self, found: list[Entry], name: str, phrase: list[str]) -> Iterator[float]:
        """A single token by the tokens of a text, a phrase by its pairs."""
        if len(phrase) == 1:
            return _bm25([one.words[name] for one in found], [one.words[name] for one in self.entries], phrase)
        return _bm25([one.pairs[name] for one in found], [one.pairs[name] for one in self.entries], pairs(phrase))

    def _hit(self, entry: Entry, score: float, query: Query) -> Hit:
        marks = rows_of.marks(entry.fields, self.schema, query.phrases)
        row = entry.row
        return Hit(id=row.id, kind=row.kind, document=row.document, score=score, fields=entry.fields, highlights=marks)


def _ranked_by(score: float, entry: Entry, query: Query) -> Value:
    if not query.sort:
        return score
    value = entry.fields.get(query.sort.removeprefix("-"))
    return rows_of.scaled(value) if isinstance(value, Decimal) else value


def _has(entry: Entry, phrase: list[str]) -> bool:
    return any(occurrences(words, phrase) for words in entry.words.values())


def _has_most(entry: Entry, phrase: list[str]) -> bool:
    wanted = dict.fromkeys(pairs(phrase))
    there = sum(any(pair in there for there in entry.pairs.values()) for pair in wanted)
    return bool(wanted) and there >= most_of(len(wanted))


def _listed(value: Any) -> Sequence[str]:
    if value is None:
        return ()
    return value if isinstance(value, (list, tuple)) else (str(value),)


def _within(amount: Any, query: Query) -> bool:
    least, most = query.amount
    if least is None and most is None:
        return True
    if amount is None:
        return False
    value = rows_of.scaled(amount)
    return (least is None or rows_of.scaled(least) <= value) and (most is None or value <= rows_of.scaled(most))


def _bm25(found: list[list[str]], texts: list[list[str]], phrase: list[str]) -> Iterator[float]:
    average = sum(map(len, texts)) / len(texts) if texts else 1.0
    rarity = sum(_rarity(sum(word in text for text in texts), len(texts)) for word in phrase)
    for text in found:
        often, length = occurrences(text, phrase), _kept_length(len(text))
        yield rarity * (_K1 + 1) * often / (often + _K1 * (1 - _B + _B * length / average)) if often else 0.0


def _rarity(rows_with: int, rows: int) -> float:
    return math.log(1 + (rows - rows_with + 0.5) / (rows_with + 0.5))


def _kept_length(length: int) -> int:
    """The length that is left of it in one byte.

    >>> [_kept_length(length) for length in (39, 41, 42, 1000)]
    [39, 40, 42, 984]
    """
    if length <= _EXACT_LENGTHS:
        return length
    beyond = length - 24
    drop = beyond.bit_length() - 4
    return 24 + (beyond >> drop << drop)
