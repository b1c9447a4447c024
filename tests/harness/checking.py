"""The comparison at the end of every fault, and the numbers that it leaves in the record."""

from __future__ import annotations

from collections.abc import Sequence

from tests.harness.ground import Ground
from tests.harness.papers import Paper
from tests.harness.results import Result, size


def assert_whole(ground: Ground, papers: Sequence[Paper], result: Result, patience: float | None = None) -> None:
    """These documents were accepted and end in time, and nothing of them is lost, doubled or wrong."""
    result.seen["seconds to the end"] = round(ground.finish(papers, patience or size(180, 300)), 1)
    found = ground.differences(papers)
    result.documents = len({paper.document for paper in papers})
    result.lost, result.doubled, result.wrong = len(found.lost), len(found.doubled), len(found.wrong)
    assert not found, f"{found}\n{ground.product.logs()}"
    assert not (lies := ground.lies()), f"the metrics lie: {lies}"
    assert {paper.document for paper in papers} <= set(ground.sender.accepted)
