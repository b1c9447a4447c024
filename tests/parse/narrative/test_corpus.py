"""The checked disclosures: what the running text says is read exactly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gongkai.domain.codec import from_json
from gongkai.domain.content import Line
from gongkai.parse.narrative import narrate
from gongkai.parse.reading import read
from gongkai.settings import Limits

FILES = (
    "midong-2024/source.docx",
    "midong-2024/source.pdf",
    "gaoxin-2020/source-lo.pdf",
    "gaoxin-2020/source.html",
    "midong-2024/source.txt",
)


@pytest.mark.corpus
@pytest.mark.parametrize("name", FILES)
def test_projects_carry_overs_and_statements_are_those_of_the_truth(corpus: Path, name: str) -> None:
    truth = from_json(json.loads((corpus / name).with_name("truth.json").read_text("utf-8")))
    content = read((corpus / name).read_bytes(), name.rpartition(".")[2], Limits())
    told = narrate([block for block in content.blocks if isinstance(block, Line)], truth.tables)
    assert (told.title, told.unit, told.year, told.total) == (truth.title, truth.unit, truth.year, truth.total)
    assert [(one.name, one.amount, one.policy_refs) for one in told.projects] == [
        (one.name, one.amount, one.policy_refs) for one in truth.projects
    ]
    assert [(one.name, one.amount) for one in told.carry_overs] == [(one.name, one.amount) for one in truth.carry_overs]
    assert [(one.item, one.amount, one.change, one.reason) for one in told.statements] == [
        (one.item, one.amount, one.change, one.reason) for one in truth.statements
    ]
