"""`gongkai search` in a terminal."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from gongkai.adapters.index_tantivy import TantivyIndex
from gongkai.domain.disclosure import Disclosure, Project
from gongkai.index.commands import register
from gongkai.index.describe import describe
from gongkai.index.fields import FIELDS

NAMES = ("养老服务补贴", "就业补助", "养老设施维修")
DISCLOSURE = Disclosure(
    title="东湖区民政局2024年预算",
    unit="东湖区民政局",
    year=2024,
    currency="万元",
    projects=tuple(
        Project(name=name, amount=Decimal(amount)) for name, amount in zip(NAMES, ("30", "20.5", "10"), strict=True)
    ),
)


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> typer.Typer:
    monkeypatch.setenv("GONGKAI_DATA", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "160")
    rows = describe(DISCLOSURE, document="d1", space="public", name="a.pdf", version=1)
    TantivyIndex(tmp_path / "index", FIELDS).replace("public", "d1", 1, rows)
    made = typer.Typer()
    register(made)
    made.command("other")(lambda: None)  # with a single command typer asks for no name
    return made


def run(app: typer.Typer, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["search", *arguments])
    return result.exit_code, result.output


def test_hits_are_printed_with_unit_year_and_amount(app: typer.Typer) -> None:
    status, text = run(app, "就业")
    assert status == 0
    for part in ("项目", "就业补助", "东湖区民政局 · 2024", "20.5万元", "1–2 / 2"):
        assert part in text


def test_json_is_the_answer_of_the_api(app: typer.Typer) -> None:
    status, text = run(app, "养老", "--kind", "project", "--min", "15万", "--json")
    found = json.loads(text)
    assert (status, found["total"], found["hits"][0]["fields"]["name"]) == (0, 1, "养老服务补贴")


def test_order_and_pages(app: typer.Typer) -> None:
    seen, cursor = [], ""
    while cursor is not None:
        options = ("--kind", "project", "--sort=-amount", "--size", "1", "--cursor", cursor, "--json")
        found = json.loads(run(app, *options)[1])
        seen.append(found["hits"][0]["fields"]["name"])
        cursor = found["cursor"]
    assert seen == ["养老服务补贴", "就业补助", "养老设施维修"]


def test_the_way_to_the_next_page_is_said(app: typer.Typer) -> None:
    assert "--cursor " in run(app, "养老", "--size", "1")[1]


def test_what_cannot_be_asked_is_a_usage_error(app: typer.Typer) -> None:
    status, text = run(app, "养老", "--size", "0")
    assert status == 2
    assert "BAD_REQUEST" in text
