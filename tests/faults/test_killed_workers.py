"""Workers are killed, told to end and held up at random moments; nothing that was accepted is lost or doubled."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from tests.harness.checking import assert_whole
from tests.harness.ground import Ground
from tests.harness.papers import Paper, mixed
from tests.harness.points import command
from tests.harness.product import WORKERS
from tests.harness.results import Result, size


def test_the_worker_group_is_killed_again_and_again(ground: Ground, chance: random.Random, result: Result) -> None:
    papers = ground.fresh(size(60, 1000), mixed)
    result.seen["kills"] = size(4, 50)
    kill_again_and_again(ground, papers, size(4, 50), chance, "reconciler")
    assert_whole(ground, papers, result)


def test_without_the_reconciler_the_same_kills_lose_documents(
    ground: Ground, chance: random.Random, result: Result
) -> None:
    papers = ground.fresh(size(60, 1000), mixed)
    ground.product.stop("reconciler")
    try:
        kill_again_and_again(ground, papers, size(3, 50), chance)
        ground.finish(papers, size(15, 120))
        ground.product.wait(lambda: not any(ground.context.bus.depth().values()), "messages wait", size(120, 600))
        lost = set(ground.differences(papers).lost)
    finally:
        ground.product.start("reconciler")
    result.seen["lost until the reconciler was started"] = len(lost)
    assert lost
    assert_whole(ground, papers, result)


def test_an_update_under_load_costs_no_document_an_attempt(
    ground: Ground, chance: random.Random, result: Result
) -> None:
    papers, times = ground.fresh(size(40, 400), mixed), size(2, 20)
    slowest = 0.0
    for number in range(times):
        ground.sender.send_all(papers[number::times])
        ground.wait_for_progress()
        time.sleep(chance.uniform(0, 0.5))
        begun = time.monotonic()
        ground.product.stop(*WORKERS)
        slowest = max(slowest, time.monotonic() - begun)
        ground.product.start(*WORKERS)
    result.seen |= {"restarts": times, "slowest end (s)": round(slowest, 1)}
    assert slowest < 35
    assert_whole(ground, papers, result)
    assert set(ground.attempts(papers)) == {0}


@pytest.mark.parametrize(
    ("process", "other", "point"),
    [("parse-1", "parse-2", "before the parse is stored"), ("index", "index-2", "before the bulk")],
    ids=["in reading", "in indexing"],
)
def test_a_worker_stands_still_past_its_lease(
    ground: Ground, tmp_path: Path, process: str, other: str, point: str, result: Result
) -> None:
    """Another does its document, and then it goes on where it was."""
    papers = ground.fresh(5)
    ground.product.stop(other)
    ground.product.restart(process, command=command(process, point, tmp_path, signal="SIGSTOP"))
    ground.sender.send_all(papers)
    ground.product.wait(lambda: len(list(tmp_path.iterdir())) == 1, "it does not stand still")
    ground.product.start(other)
    result.seen["seconds until another had done it"] = round(ground.finish(papers, size(90, 300)), 1)
    assert ground.ended(papers) == len(papers)
    ground.product.resume(process)
    time.sleep(3)
    assert_whole(ground, papers, result)
    ground.product.restart(process)


def kill_again_and_again(ground: Ground, papers: list[Paper], times: int, chance: random.Random, *others: str) -> None:
    """Send some, wait until the workers are at them, kill."""
    for number in range(times):
        ground.sender.send_all(papers[number::times])
        ground.wait_for_progress()
        time.sleep(chance.uniform(0, 0.5))
        ground.product.kill(*WORKERS, *others)
