"""The running text understood: metadata, sections, projects, statements and what else the narrative says. 情况说明。"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from gongkai.domain.content import Block
from gongkai.domain.disclosure import Disclosure, Table
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

__all__ = ["narrate", "paragraphs", "texts", "unit_on_tables"]


def narrate(blocks: Iterable[Block], tables: Sequence[Table] = (), unit: str | None = None) -> Disclosure:
    """What the text says, in the blocks that tables and objectives have left; the other fields of the disclosure are empty.

    `unit` is the unit that the tables name.
    """
    every = paragraphs(blocks)
    signed = signature(every)
    text = outline(signed.rest)
    about = metadata(text, signed, tables, unit, [paragraph.text for paragraph in every])
    passages = text.passages
    return replace(
        about,
        staffing=staffing(passages),
        sections=tuple(passage.section() for passage in passages if passage.path),
        projects=projects(passages, tables),
        carry_overs=carry_overs(passages),
        statements=statements(passages, about.unit, about.year if about.kind == "final_accounts" else None),
        procurement=procurement(passages),
        assets=assets(passages, about.unit),
        glossary=glossary(passages),
    )
