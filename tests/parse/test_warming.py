"""The few lines that warm a helper up are read as what they are, so that they really load everything."""

from __future__ import annotations

from gongkai.parse import pipeline, warming
from gongkai.settings import Limits


def test_every_part_of_a_disclosure_is_in_the_warming_lines() -> None:
    read = pipeline.parse(warming.PAGE.encode(), "warm.html", Limits())
    parts = (
        read.tables,
        read.sections,
        read.projects,
        read.objectives,
        read.statements,
        read.glossary,
        read.policy_refs,
    )
    assert all(parts) and read.staffing and read.procurement


def test_warming_ends_well() -> None:
    warming.warm()
