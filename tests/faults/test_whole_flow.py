"""Real disclosures in every format go the whole way on the three engines, and give what they give on one machine."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.harness import papers
from tests.harness.checking import assert_whole
from tests.harness.ground import Ground
from tests.harness.papers import PAGE, SPACE, Paper
from tests.harness.results import Result

from gongkai import again, bootstrap
from gongkai.ingest.receive import receive
from gongkai.settings import Settings

pytestmark = pytest.mark.corpus


def test_the_real_disclosures_give_what_they_give_on_one_machine(
    ground: Ground, corpus: Path, tmp_path: Path, result: Result
) -> None:
    given = [
        Paper(f"{folder.name}-{path.name}", path.read_bytes())
        for folder in sorted(corpus.iterdir())
        for path in sorted(folder.glob("source*"))
    ]
    assert {Path(paper.name).suffix for paper in given} >= {".pdf", ".docx", ".xlsx", ".html", ".txt"}
    ground.expected |= on_one_machine(given, tmp_path)
    ground.sender.send_all(given)
    result.seen["search rows"] = sum(len(ground.expected[paper.document].rows) for paper in given)
    assert_whole(ground, given, result)


def on_one_machine(given: list[Paper], folder: Path) -> dict[str, papers.Golden]:
    """What the embedded engines hold in the end."""
    context = bootstrap.one_machine(Settings(data=folder / "data", workers=1))
    context.index.prepare()
    for paper in given:
        list(receive(context, paper.data, paper.name, space=SPACE))
    again.work_off(context, lambda document: None, threads=1)
    found = papers.rows(context.index, PAGE)
    return papers.results(context, (paper.document for paper in given), found)
