"""The page of the faults shows what the file of results holds, and nothing else."""

from __future__ import annotations

from pathlib import Path

from tests.harness import results, table

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_of_faults_is_current() -> None:
    found = results.read(DOCS / "faults.jsonl")
    assert found
    assert (DOCS / "faults.md").read_text("utf-8") == table.page(found), "run: python -m tests.harness.table"


def test_a_newer_result_takes_the_place_of_the_older(tmp_path: Path) -> None:
    file = tmp_path / "results.jsonl"
    for lost in (3, 0):
        results.keep(results.Result(fault="the broker is killed", seed=1, lost=lost), file)
    results.keep(results.Result(fault="the broker is killed", seed=1, form="full", lost=0), file)
    assert [(line["form"], line["lost"]) for line in results.read(file)] == [("fast", 0), ("full", 0)]
