"""The running text understood: metadata, sections, projects, statements and what else the narrative says. 情况说明。"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.domain.content import Block
from gongkai.domain.disclosure import (
    Assets,
    CarryOver,
    Kind,
    Procurement,
    Project,
    Scope,
    Section,
    Staffing,
    Statement,
    Table,
    Term,
)
from gongkai.parse.narrative.assets import assets
from gongkai.parse.narrative.carry_overs import carry_overs
from gongkai.parse.narrative.glossary import glossary
from gongkai.parse.narrative.metadata import metadata, signature, unit_on_tables
from gongkai.parse.narrative.paragraphs import paragraphs, texts
from gongkai.parse.narrative.procurement import procurement
from gongkai.parse.narrative.projects import projects
from gongkai.parse.narrative.sections import outline
from gongkai.parse.narrative.staffing import staffing
from gongkai.parse.narrative.statements import statements

__all__ = ["Narrative", "narrate", "texts", "unit_on_tables"]


@dataclass(frozen=True, slots=True)
class Narrative:
    """Everything that the text outside the tables says; the fields are those of a disclosure."""

    title: str | None
    kind: Kind | None
    scope: Scope | None
    year: int | None
    unit: str | None
    published_on: str | None
    currency: str | None
    total: Decimal | None
    staffing: Staffing | None
    sections: tuple[Section, ...]
    projects: tuple[Project, ...]
    carry_overs: tuple[CarryOver, ...]
    statements: tuple[Statement, ...]
    procurement: Procurement | None
    assets: Assets | None
    glossary: tuple[Term, ...]


def narrate(blocks: Iterable[Block], tables: Sequence[Table] = (), unit: str | None = None) -> Narrative:
    """The narrative in the blocks that tables and objectives have left; `unit` is the unit that the tables name."""
    every = paragraphs(blocks)
    signed = signature(every)
    text = outline(signed.rest)
    about = metadata(text, signed, tables, unit, [paragraph.text for paragraph in every])
    passages = text.passages
    return Narrative(
        title=about.title,
        kind=about.kind,
        scope=about.scope,
        year=about.year,
        unit=about.unit,
        published_on=about.published_on,
        currency=about.currency,
        total=about.total,
        staffing=staffing(passages),
        sections=tuple(passage.section() for passage in passages),
        projects=projects(passages),
        carry_overs=carry_overs(passages),
        statements=statements(passages, about.unit),
        procurement=procurement(passages),
        assets=assets(passages, about.unit),
        glossary=glossary(passages),
    )
