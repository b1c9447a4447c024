"""The search engine is away, full, busy, cut off, empty, or refuses rows; in the end everything is found once."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from elasticsearch import Elasticsearch
from tests.harness import mischief
from tests.harness.checking import assert_whole
from tests.harness.ground import ALIAS, Ground
from tests.harness.mischief import Dice
from tests.harness.papers import SPACE, mixed
from tests.harness.results import FULL, Result, size

from gongkai import again
from gongkai.breakers import FULL_PAUSE, PAUSE
from gongkai.record import read_outcome

_NOTICED = 3.0  # seconds in which the work has reached the index worker, and all who ask have met the fault


def test_the_search_engine_is_away(ground: Ground, result: Result) -> None:
    papers = ground.fresh(size(20, 200), mixed)
    proxy, server = ground.engines.elastic_proxy, ground.engines.elasticsearch
    with proxy.gone():
        ground.sender.send_all(papers)
        time.sleep(size(5, 0))
        if FULL:
            server.pause()
            time.sleep(30)
            server.kill()
            time.sleep(30)
            server.start()
        assert ground.ended(papers) == 0
    result.seen["seconds away"] = size(5, 60)
    assert_whole(ground, papers, result)
    assert set(ground.attempts(papers)) == {0}


@pytest.mark.parametrize("status", [429, 503])
def test_the_search_engine_turns_half_of_the_rows_away(ground: Ground, status: int, seed: int, result: Result) -> None:
    papers, dice = ground.fresh(size(10, 100), mixed), Dice(seed)
    begun = time.monotonic()
    with ground.engines.elastic_proxy.harmed(mischief.busy_items(dice, 0.5, status)):
        ground.sender.send_all(papers)
        while time.monotonic() - begun < size(5, 120) and ground.ended(papers) < len(papers):
            time.sleep(0.2)
    result.seen["rows turned away"] = dice.drawn["items"]
    assert dice.drawn["items"] > len(papers)
    assert_whole(ground, papers, result)
    assert set(ground.attempts(papers)) == {0}


def test_answers_of_the_search_engine_are_lost(ground: Ground, seed: int, result: Result) -> None:
    papers, dice = ground.fresh(size(20, 200), mixed), Dice(seed)
    with ground.engines.elastic_proxy.harmed(mischief.cut_after_sending(dice, size(0.3, 0.1), mischief.writes)):
        ground.sender.send_all(papers)
        ground.finish(papers, size(8, 60))
    result.seen["answers lost"] = dice.drawn["cut"]
    assert dice.drawn["cut"]
    assert_whole(ground, papers, result)


def test_one_document_in_a_hundred_is_rejected(ground: Ground, result: Result) -> None:
    papers = ground.fresh(size(30, 300))
    bad = {paper.document for paper in papers[:: size(15, 100)]}
    with ground.engines.elastic_proxy.harmed(mischief.rejected_rows(bad)):
        ground.sender.send_all(papers)
        ground.finish(papers, size(60, 300))
        ends = {paper.document: read_outcome(ground.context.objects, SPACE, paper.document) for paper in papers}
    rejected = {document for document, end in ends.items() if end and end.code == "INDEX_REJECTED"}
    result.seen["rejected"] = len(rejected)
    assert rejected == bad
    assert all(end and (end.state, end.attempts) == ("failed", 3) for document, end in ends.items() if document in bad)
    for document in bad:
        assert again.retry(ground.context, SPACE, document)
    assert_whole(ground, papers, result)


def test_the_index_is_deleted(ground: Ground, result: Result) -> None:
    before, meanwhile = ground.fresh(10, mixed), ground.fresh(size(10, 100), mixed)
    ground.sender.send_all(before)
    ground.finish(before)
    client = Elasticsearch(ground.engines.elasticsearch.address)
    for index in client.indices.get(index=ALIAS):
        client.indices.delete(index=index)
    ground.sender.send_all(meanwhile)
    run(ground, "rebuild")
    assert_whole(ground, [*before, *meanwhile], result)


def test_the_disk_of_the_search_engine_is_full(ground: Ground, result: Result) -> None:
    papers, window = ground.fresh(size(15, 100)), size(8, 90)
    times: list[float] = []
    with full_disk(ground), ground.engines.elastic_proxy.harmed(mischief.noted(times, mischief.writes)):
        asked = asked_within(window, times, lambda: ground.sender.send_all(papers))
        assert ground.ended(papers) == 0
    result.seen |= {"seconds full": window, "writes tried in that time": asked}
    assert asked <= 1 + window / FULL_PAUSE
    assert_whole(ground, papers, result, size(240, 600))
    assert set(ground.attempts(papers)) == {0}


def test_a_search_engine_that_does_not_answer_is_asked_seldom(ground: Ground, result: Result) -> None:
    papers, window = ground.fresh(size(15, 100)), size(8, 60)
    times: list[float] = []
    with ground.engines.elastic_proxy.harmed(mischief.silence(times)):
        asked = asked_within(window, times, lambda: ground.sender.send_all(papers))
        assert ground.ended(papers) == 0
    result.seen |= {"seconds of silence": window, "requests in that time": asked}
    assert asked <= 1 + window / PAUSE
    assert_whole(ground, papers, result)
    assert set(ground.attempts(papers)) == {0}


def asked_within(seconds: float, times: list[float], work: Callable[[], None]) -> int:
    """How many of the times fall into so many seconds, once the work is there and every process has met the fault."""
    work()
    time.sleep(_NOTICED)
    begun = time.monotonic()
    time.sleep(seconds)
    assert times
    return sum(moment > begun for moment in times)


@contextlib.contextmanager
def full_disk(ground: Ground) -> Iterator[None]:
    """The block that the engine puts on an index when its disk is full; it lifts it by itself when it sees that there is room."""
    client = Elasticsearch(ground.engines.elasticsearch.address)
    ending = threading.Event()

    def block() -> None:
        while not ending.wait(0.1):
            client.indices.put_settings(index=ALIAS, settings={"index.blocks.read_only_allow_delete": True})

    thread = threading.Thread(target=block)
    thread.start()
    try:
        yield
    finally:
        ending.set()
        thread.join()
        client.indices.put_settings(index=ALIAS, settings={"index.blocks.read_only_allow_delete": None})


def run(ground: Ground, *arguments: str) -> None:
    """A command, on the engines of the product."""
    given = [f"{name}={value}" for name, value in ground.product.environment().items()]
    subprocess.run(
        ["env", *given, sys.executable, "-m", "gongkai.cli", *arguments], check=True, timeout=size(300, 3600)
    )
