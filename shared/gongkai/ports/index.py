"""The search index: rows with computed ids, full text, filters, facets, sorting, highlights."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from decimal import Decimal
from typing import Any, Literal, Protocol

from gongkai.domain.tokens import windows

FieldType = Literal["text", "keyword", "integer", "amount", "stored"]
FACET_VALUES = 100  # values of a facet that are listed


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that search rows carry: what it is for an engine, how it may be used, what people call it.

    `text` is searched with its `weight`; `keyword` (one or `many`) is compared whole; `integer` is a whole number;
    `amount` is an exact `Decimal` in 元; `stored` only comes back with a hit. `normalise` brings what a person asks
    for to the form that is stored. `values` are the Chinese and English names of the values that have some.
    """

    name: str
    type: FieldType
    _: KW_ONLY
    zh: str
    en: str
    weight: float = 0
    many: bool = False
    facet: bool = False
    filter: bool = False
    sort: bool = False
    normalise: Callable[[str], str] | None = None
    values: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    about_zh: str = ""
    about_en: str = ""


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
class Clue:
    """One thing asked for. A row fits with any of the phrases in its text, or any of the exact (field, value) pairs.

    A loose clue fits with all but a quarter of a phrase's neighbouring tokens, in whichever texts of the row they stand.
    """

    phrases: tuple[str, ...] = ()
    exact: tuple[tuple[str, str], ...] = ()
    excluded: bool = False
    loose: bool = False

    @property
    def shown(self) -> tuple[str, ...]:
        """What is worth a highlight."""
        if self.excluded:
            return ()
        return tuple(two for one in self.phrases for two in windows(one)) if self.loose else self.phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question as the engines get it: already normalised and within limits (`gongkai.index.queries.ask` makes it).

    A row has to fit every clue, and none of the excluded ones. `filters` are alternatives within a field and all
    together between fields; a facet counts as if its own field were not filtered. `amount` is an inclusive range in 元.
    `sort` is a sortable field with an optional `-` in front; empty means best match first. Equal rows come in the order
    in which their document has them. `cursor` is the one that the page before came with (`gongkai.ports.cursors`).
    """

    spaces: tuple[str, ...]
    clues: tuple[Clue, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    amount: tuple[Decimal | None, Decimal | None] = (None, None)
    facets: tuple[str, ...] = ()
    sort: str = ""
    size: int = 20
    cursor: str | None = None

    @property
    def phrases(self) -> tuple[str, ...]:
        """Everything that is worth a highlight."""
        return tuple(phrase for clue in self.clues for phrase in clue.shown)


def most_of(count: int) -> int:
    """How many of a loose phrase's pairs have to be there.

    >>> [most_of(count) for count in (3, 4, 6, 8)]
    [3, 3, 5, 6]
    """
    return count - count // 4


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
    """One page of results. `cursor` leads to the next one, None at the end. Facets: field -> (value, count), most first.

    Pages that follow each other are of the state of the index that the first one showed: each of its rows comes once,
    whatever is written meanwhile. The engine keeps that state for two minutes after each page. When it is gone the page
    is `renewed`: it goes on from the same place in the present state, and what has moved over it may be missing or
    come twice. `before` is how many hits the pages before showed.
    """

    total: int
    hits: tuple[Hit, ...]
    before: int = 0
    renewed: bool = False
    facets: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    cursor: str | None = None


NOTHING = Page(total=0, hits=())


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
        """Answer one question; `GongkaiError("BAD_REQUEST")` for a cursor that is not this question's."""

    def ids(self, space: str, document: str) -> Sequence[str]:
        """The ids stored for a document, sorted: what the reconciler and the tests compare."""

    def documents(self, space: str) -> Mapping[str, int]:
        """Every document of a space that has rows, with their number."""

    def clear(self) -> None:
        """Empty the index, for a rebuild."""

    def filling(self) -> bool:
        """Whether the index may lack documents: it is new, or an older one of other fields is asked until it is filled.

        Rows are then written to both; `documents` and `ids` tell of the one that is filled.
        """

    def take_over(self) -> None:
        """Say that the index holds everything. Questions go to it from now on, and that of other fields is removed."""
