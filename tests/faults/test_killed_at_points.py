"""A process is killed at each point at which something is written or told; nothing is lost or doubled."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.harness.checking import assert_whole
from tests.harness.ground import Ground
from tests.harness.points import POINTS, command
from tests.harness.results import Result, size

# Of ten calls so many are deadly, so that one document is not met by all deaths.
_SHARE = 0.4


@pytest.mark.parametrize("point", POINTS)
def test_killed(ground: Ground, tmp_path: Path, point: str, result: Result) -> None:
    papers, times, process = ground.fresh(size(8, 60)), size(1, 10), POINTS[point]
    if process == "parse-1":
        ground.product.stop("parse-2")
    ground.product.restart(process, command=command(process, point, tmp_path, times, _SHARE))
    ground.sender.send_all(papers, threads=2)
    ground.product.wait(lambda: len(list(tmp_path.iterdir())) == times, f"not killed {times} times", 120)
    result.seen["kills"] = times
    assert_whole(ground, papers, result)
    if process == "parse-1":
        ground.product.start("parse-2")
