"""The object store is away, full of errors, slow and torn; nothing is promised that is not kept."""

from __future__ import annotations

import time

from tests.harness import mischief
from tests.harness.checking import assert_whole
from tests.harness.ground import Ground
from tests.harness.mischief import Dice
from tests.harness.papers import mixed
from tests.harness.results import Result, size


def test_the_object_store_is_away(ground: Ground, result: Result) -> None:
    before, meanwhile = ground.fresh(20), ground.fresh(10)
    ground.sender.send_all(before)
    ground.engines.s3.kill()
    ground.sender.slowest = 0.0
    answered = [ground.sender.try_once(paper) for paper in meanwhile[:3]]
    slowest = ground.sender.slowest
    time.sleep(size(3, 60))
    ground.engines.s3.start()
    ground.sender.send_all(meanwhile)
    result.seen |= {"seconds away": size(3, 60), "slowest answer (s)": round(slowest, 1)}
    assert answered == [None, None, None]
    assert_whole(ground, [*before, *meanwhile], result)
    assert set(ground.attempts([*before, *meanwhile])) == {0}


def test_a_fifth_of_the_object_store_s_answers_are_errors(ground: Ground, seed: int, result: Result) -> None:
    papers, dice = ground.fresh(size(30, 300), mixed), Dice(seed)
    with ground.engines.s3_proxy.harmed(mischief.s3_errors(dice, 0.2)):
        ground.sender.send_all(papers)
        ground.finish(papers, size(10, 120))
    result.seen["errors"] = dice.drawn["errors"]
    assert dice.drawn["errors"] > len(papers)
    assert_whole(ground, papers, result)
    assert set(ground.attempts(papers)) == {0}


def test_reads_and_writes_of_the_object_store_end_in_the_middle(ground: Ground, seed: int, result: Result) -> None:
    papers, dice = ground.fresh(size(30, 300), mixed), Dice(seed)
    with ground.engines.s3_proxy.harmed(mischief.torn(dice, 0.2)):
        ground.sender.send_all(papers)
        ground.finish(papers, size(10, 120))
    result.seen |= {"torn reads": dice.drawn["reads"], "torn writes": dice.drawn["writes"]}
    assert dice.drawn["reads"] and dice.drawn["writes"]
    assert_whole(ground, papers, result)
    assert set(ground.attempts(papers)) == {0}
