"""Search results as plain values: what the API answers, and what the page and the command show."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from gongkai.domain.amounts import printed
from gongkai.domain.tokens import Span
from gongkai.index.fields import label
from gongkai.index.finding import Found
from gongkai.ports.index import Hit

EXCERPT = 160
_LEAD = 40  # characters before the first mark
Pieces = list[tuple[str, bool]]


@dataclass(frozen=True, slots=True, kw_only=True)
class HitAnswer:
    """One result. `highlights` are [start, end] ranges in the value of `fields` that has the same name."""

    id: str
    kind: str
    document: str
    score: float
    fields: dict[str, Any]
    highlights: dict[str, list[list[int]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetAnswer:
    """A value of a facet, how many rows have it, and its names."""

    value: str
    count: int
    zh: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A page of results; `cursor` asks for the next one, null at the end. `nearly` when nothing has all the words.

    `renewed` when the index as the pages before showed it is kept no more: rows may be missing or come twice.
    """

    total: int
    nearly: bool
    renewed: bool
    cursor: str | None
    hits: list[HitAnswer]
    facets: dict[str, list[FacetAnswer]]


def to_json(found: Found) -> dict[str, Any]:
    """The answer as plain values."""
    return asdict(answer(found))


def answer(found: Found) -> Answer:
    """What `GET /api/search` answers: amounts as decimal strings, long text as an excerpt, highlights as positions."""
    page = found.page
    facets = {name: [_facet(name, *value) for value in values] for name, values in page.facets.items()}
    hits = [hit_answer(hit) for hit in page.hits]
    return Answer(
        total=page.total, nearly=found.nearly, renewed=page.renewed, cursor=page.cursor, hits=hits, facets=facets
    )


def hit_answer(hit: Hit) -> HitAnswer:
    """One result with an excerpt in place of its whole text."""
    fields = {name: _plain(value) for name, value in hit.fields.items()}
    marks = {name: [list(span) for span in spans] for name, spans in hit.highlights.items()}
    text, spans = excerpt(hit.fields.get("text", ""), hit.highlights.get("text", ()))
    if text:
        fields["text"] = text
        marks["text"] = [list(span) for span in spans]
    return HitAnswer(
        id=hit.id,
        kind=hit.kind,
        document=hit.document,
        score=round(hit.score, 4),
        fields=fields,
        highlights={name: ranges for name, ranges in marks.items() if ranges},
    )


def excerpt(text: str, marks: tuple[Span, ...], length: int = EXCERPT) -> tuple[str, tuple[Span, ...]]:
    """The part of a text around its first mark, with `…` where it was cut, and the marks moved along.

    >>> excerpt("零一二三四五六七八九", ((8, 9),), length=4)
    ('…六七八九', ((3, 4),))
    """
    lead = min(_LEAD, length // 2)
    start = max(0, min(marks[0][0] - lead if marks else 0, len(text) - length))
    end = min(len(text), start + length)
    before, after = "…" if start else "", "…" if end < len(text) else ""
    moved = tuple(
        (max(first, start) - start + len(before), min(last, end) - start + len(before))
        for first, last in marks
        if first < end and last > start
    )
    return before + text[start:end] + after, moved


def pieces(text: str, marks: tuple[Span, ...]) -> Pieces:
    """The text cut at its marks, each piece with whether it is marked.

    >>> pieces("关于就业补助", ((2, 4),))
    [('关于', False), ('就业', True), ('补助', False)]
    """
    cut: Pieces = []
    at = 0
    for start, end in marks:
        cut += [(text[at:start], False), (text[start:end], True)]
        at = end
    return [piece for piece in [*cut, (text[at:], False)] if piece[0]]


def _facet(name: str, value: str, count: int) -> FacetAnswer:
    return FacetAnswer(value=value, count=count, zh=label(name, value), en=label(name, value, "en"))


def _plain(value: Any) -> Any:
    return printed(value) if isinstance(value, Decimal) else value
