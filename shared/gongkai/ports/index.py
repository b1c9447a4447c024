"""The search index: rows with computed ids, full text, filters, facets, sorting, highlights."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRow:
    """One search document. `id` is computed from document and place in it; `version` grows with each pipeline run."""

    id: str
    space: str
    document: str
    kind: str
    version: int
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question as the engines get it: already normalised and within limits (`gongkai.index.queries.ask` makes it).

    `filters` are alternatives within a field and all together between fields. `amount` is an inclusive range in 元.
    `sort` is a sortable field with an optional `-` in front; empty means best match first.
    """

    spaces: tuple[str, ...]
    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    amount: tuple[Decimal | None, Decimal | None] = (None, None)
    facets: tuple[str, ...] = ()
    sort: str = ""
    size: int = 20
    cursor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One result: the row's fields, its score, and per field the (start, end) ranges to highlight."""

    id: str
    kind: str
    document: str
    score: float
    fields: Mapping[str, Any]
    highlights: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of results. `cursor` leads to the next one, None at the end. Facets: field -> (value, count), most first."""

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    cursor: str | None = None


class SearchIndex(Protocol):
    """What the product needs from a search engine. An engine that is away raises `Unavailable`."""

    def prepare(self) -> None:
        """Create what is missing; safe to call again."""

    def replace(self, space: str, document: str, version: int, rows: Iterable[SearchRow]) -> int:
        """Make these the rows of the document: new and changed ones written, those of older versions removed.

        Returns how many rows the document has afterwards. An older `version` than the stored one changes nothing.
        A row that the engine refuses raises `Failed("INDEX_REJECTED")` and names it. Visible to `search` on return.
        """

    def remove(self, space: str, document: str) -> None:
        """Remove every row of the document."""

    def search(self, query: Query) -> Page:
        """Answer one question."""

    def ids(self, space: str, document: str) -> Sequence[str]:
        """The ids stored for a document, sorted: what the reconciler and the tests compare."""

    def documents(self, space: str) -> Mapping[str, int]:
        """Every document of a space that has rows, with their number."""

    def clear(self) -> None:
        """Empty the index, for a rebuild."""
