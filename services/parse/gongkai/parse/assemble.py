"""From what was read to what it says: one disclosure out of lines and grids, in the order of the design."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gongkai.domain.content import Block, Content
from gongkai.domain.disclosure import Disclosure, Objective
from gongkai.parse import explaining, joining, narrative, objectives, recognition, references, wrapped


def assemble(content: Content) -> Disclosure:
    """Recognise every part of a document. Pure: the same content gives the same disclosure.

    `findings` are only what the reading itself put right (figures in a wrong column); the rules come later.
    """
    rebuilt = wrapped.rebuild(content)
    blocks = joining.join(rebuilt.blocks)
    tables = recognition.recognise(blocks)
    goals, left = objectives.find(tables.left)
    told = narrative.narrate(left, tables.tables, narrative.unit_on_tables(blocks))
    found = replace(
        told,
        tables=tables.tables,
        staffing=recognition.with_counts(told.staffing, tables.staffing),
        objectives=objectives.with_year((*goals, *_told(left, told.unit)), told.year),
        policy_refs=references.collect(narrative.texts(blocks)),
        findings=tables.findings,
        reader=content.reader,
        pages=content.pages,
        notices=(*rebuilt.notices, *tables.notices, *objectives.unread(left)),
    )
    return replace(found, notices=(*found.notices, *explaining.unrecognised(found), *explaining.unread(rebuilt, found)))


def _told(left: Sequence[Block], unit: str | None) -> tuple[Objective, ...]:
    """The objectives that stand in the running text."""
    if not objectives.are_told(left):
        return ()
    return objectives.told([(one.text, one.place) for one in narrative.paragraphs(left)], unit)
