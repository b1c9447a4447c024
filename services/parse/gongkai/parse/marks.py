"""What was read from one page, as boxes to draw on its image."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from gongkai.domain.disclosure import Disclosure
from gongkai.domain.places import Box, Place

MarkKind = Literal["table", "value", "project", "objective", "indicator", "statement", "policy_ref", "finding"]
Marked = tuple[MarkKind, str, Place | None]


@dataclass(frozen=True, slots=True)
class Mark:
    """One box on a page: what was read there, in words. `box` is left, top, right, bottom in points from the top left corner."""

    kind: MarkKind
    text: str
    box: Box


def marks(disclosure: Disclosure, page: int) -> tuple[Mark, ...]:
    """Everything that has a box on page `page` (from 1): tables first, findings last, so that these lie on top."""
    every = (*_tables(disclosure), *_parts(disclosure), *_findings(disclosure))
    return tuple(
        Mark(kind, text, place.box) for kind, text, place in every if place and place.page == page and place.box
    )


def _tables(disclosure: Disclosure) -> Iterator[Marked]:
    for table in disclosure.tables:
        yield "table", table.title, table.place
        for row in table.rows:
            yield from (("value", f"{row.name or ''} {row.values.get(key)}", place) for key, place in row.cells.items())


def _parts(disclosure: Disclosure) -> Iterator[Marked]:
    for project in disclosure.projects:
        yield "project", project.name, project.place
    for objective in disclosure.objectives:
        yield "objective", objective.project or objective.unit or "", objective.place
        yield from (("indicator", one.level3, one.place) for one in objective.indicators)
    for statement in disclosure.statements:
        yield "statement", statement.item, statement.place
    for ref in disclosure.policy_refs:
        yield from (("policy_ref", ref.ref, place) for place in ref.places)


def _findings(disclosure: Disclosure) -> Iterator[Marked]:
    for finding in disclosure.findings:
        yield from (("finding", finding.message, place) for place in finding.places)
