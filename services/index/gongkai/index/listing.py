"""What the search page shows: tabs, facets, chosen filters as tags, rows; and the addresses behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from gongkai.index import results
from gongkai.index.fields import BY_NAME, FACETS, FILTERS, SORTS, label
from gongkai.index.finding import Found
from gongkai.index.vocabulary import KINDS
from gongkai.ports.index import Hit

_SHOWN = 8  # values of a facet before the rest is folded away
_TAB = "kind"


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that can be chosen or given up: its name, how many rows have it, and where that leads."""

    name: str
    count: int
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A field beside the results with its most frequent values."""

    name: str
    first: Sequence[Choice]
    rest: Sequence[Choice]
    chosen: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One result as it is shown; texts are cut into pieces, each with whether it is marked."""

    kind: str
    name: results.Pieces
    excerpt: results.Pieces
    origin: Sequence[results.Pieces]
    printed: str
    currency: str
    target: str
    severity: str | None
    severity_name: str
    document: str
    page: int | None


class Listing:
    """A page of results with all addresses relative to the question that was asked."""

    def __init__(self, params: QueryParams, lang: str, found: Found) -> None:
        self._given = [
            (name, value) for name, value in params.multi_items() if value and name not in ("lang", "cursor")
        ]
        self._lang = lang
        self._found = found.page
        self.nearly, self.renewed = found.nearly, found.page.renewed
        self.query = params.get("q", "")
        self.least, self.most = params.get("min", ""), params.get("max", "")
        self.sort = params.get("sort", "")
        self.total = found.page.total

    @property
    def tabs(self) -> list[Choice]:
        """All kinds of results, in a fixed order, those without results left out."""
        counts = dict(self._found.facets.get(_TAB, ()))
        chosen = [value for name, value in self._given if name == _TAB]
        everything = Choice(self._say("全部", "All"), sum(counts.values()), self._address(without=_TAB), not chosen)
        kinds = [kind for kind in KINDS if kind in counts or kind in chosen]
        return [everything, *(self._tab(kind, counts.get(kind, 0), kind in chosen) for kind in kinds)]

    @property
    def asks_nothing(self) -> bool:
        """Whether everything there is was asked for."""
        return not self._given

    @property
    def facets(self) -> list[Facet]:
        """The other facets that tell something: with a choice to make or one that was made."""
        return [facet for name in FACETS if name != _TAB and (facet := self._facet(name))]

    @property
    def tags(self) -> list[tuple[str, str]]:
        """Each chosen filter as text, with the address without it."""
        return list(self._tags())

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What the search box has to carry along."""
        return [(name, value) for name, value in self._given if name in FILTERS]

    @property
    def sorts(self) -> list[tuple[str, str]]:
        """The orders to choose from, with their names."""
        best = [("", self._say("最相关", "Best match"))]
        return best + [
            (sign + name, f"{self._name(name)} {arrow}") for name in SORTS for sign, arrow in (("-", "↓"), ("", "↑"))
        ]

    @property
    def lines(self) -> list[Line]:
        """The results."""
        return [self._line(hit) for hit in self._found.hits]

    @property
    def next(self) -> str | None:
        """The address of the next page."""
        return self._address([*self._given, ("cursor", self._found.cursor)]) if self._found.cursor else None

    @property
    def api(self) -> str:
        """The address of the same results as JSON."""
        return f"/api/search{self._address(self._given)}"

    def _tab(self, kind: str, count: int, chosen: bool) -> Choice:
        others = [(name, value) for name, value in self._given if name != _TAB]
        return Choice(label(_TAB, kind, self._lang), count, self._address([*others, (_TAB, kind)]), chosen)

    def _facet(self, name: str) -> Facet | None:
        chosen = [value for given, value in self._given if given == name]
        counts = dict(self._found.facets.get(name, ()))
        if len(counts) < 2 and not chosen:
            return None
        values = [self._choice(name, value, count, value in chosen) for value, count in counts.items()]
        values.sort(key=lambda choice: not choice.chosen)
        return Facet(self._name(name), values[:_SHOWN], values[_SHOWN:], bool(chosen))

    def _choice(self, name: str, value: str, count: int, chosen: bool) -> Choice:
        pair = (name, value)
        given = [one for one in self._given if one != pair] if chosen else [*self._given, pair]
        return Choice(label(name, value, self._lang), count, self._address(given), chosen)

    def _tags(self) -> Iterator[tuple[str, str]]:
        for name, value in self._given:
            given = [one for one in self._given if one != (name, value)]
            if name in FILTERS and name != _TAB:
                yield f"{self._name(name)}{self._say('：', ': ')}{label(name, value, self._lang)}", self._address(given)
            elif name in ("min", "max"):
                yield f"{self._say('金额', 'Amount')} {'≥' if name == 'min' else '≤'} {value}", self._address(given)

    def _line(self, hit: Hit) -> Line:
        fields, marks = hit.fields, hit.highlights
        severity = fields.get("severity")
        return Line(
            kind=label("kind", hit.kind, self._lang),
            name=results.pieces(fields.get("name", ""), marks.get("name", ())),
            excerpt=self._excerpt(hit),
            origin=list(self._origin(fields, marks)),
            printed=fields.get("printed", ""),
            currency=fields.get("currency") or "",
            target=fields.get("target", "").replace(">=", "≥").replace("<=", "≤"),
            severity=severity,
            severity_name=label("severity", severity, self._lang) if severity else "",
            document=hit.document,
            page=fields.get("page"),
        )

    def _excerpt(self, hit: Hit) -> results.Pieces:
        project = results.pieces(hit.fields.get("project", ""), hit.highlights.get("project", ()))
        text = results.pieces(*results.excerpt(hit.fields.get("text", ""), hit.highlights.get("text", ())))
        return [*project, (" · ", False), *text] if project and text else project or text

    def _origin(self, fields: Any, marks: Any) -> Iterator[results.Pieces]:
        if fields.get("unit"):
            yield results.pieces(fields["unit"], marks.get("unit", ()))
        for part in (fields.get("year"), fields.get("where")):
            if part:
                yield [(str(part), False)]

    def _address(self, given: list[tuple[str, Any]] | None = None, without: str = "") -> str:
        pairs = given if given is not None else [pair for pair in self._given if pair[0] != without]
        return f"?{urlencode(pairs)}"

    def _name(self, field: str) -> str:
        return self._say(BY_NAME[field].zh, BY_NAME[field].en)

    def _say(self, zh: str, en: str) -> str:
        return zh if self._lang == "zh" else en
