"""The broker, which holds the queue and the board, is killed, emptied, away, or brings messages too often and too late."""

from __future__ import annotations

import random
import time
from dataclasses import asdict

from tests.harness.checking import assert_whole
from tests.harness.ground import Ground, empty_redis
from tests.harness.papers import SPACE, mixed
from tests.harness.points import FIVE_TIMES, command
from tests.harness.product import READERS, WORKERS
from tests.harness.results import Result, size

from gongkai import keys
from gongkai.adapters.bus_celery import CeleryBus, queue_of
from gongkai.events import DocumentParsed, DocumentValidated, to_message
from gongkai.flow import QUEUES


def test_the_broker_is_killed_again_and_again(ground: Ground, chance: random.Random, result: Result) -> None:
    papers, times = ground.fresh(size(30, 1000), mixed), size(3, 10)
    for number in range(times):
        ground.sender.send_all(papers[number::times])
        time.sleep(chance.uniform(0, size(1.0, 3.0)))
        ground.engines.redis.kill()
        time.sleep(chance.uniform(0, 1))
        ground.engines.redis.start()
    result.seen |= {"kills": times, "workers that ended": len(ground.product.ended)}
    assert_whole(ground, papers, result)


def test_the_broker_comes_back_empty(ground: Ground, result: Result) -> None:
    papers = ground.fresh(size(40, 1000), mixed)
    ground.sender.send_all(papers)
    for share in (0.3, 0.7):
        ground.product.wait(
            lambda share=share: ground.ended(papers) >= share * len(papers), f"{share} never reached", 300
        )
        empty_redis(ground.engines)
    assert_whole(ground, papers, result)


def test_uploads_go_on_while_the_broker_is_away(ground: Ground, result: Result) -> None:
    before, meanwhile = ground.fresh(20), ground.fresh(size(20, 200))
    ground.sender.send_all(before)
    ground.engines.redis.kill()
    begun = time.monotonic()
    ground.sender.slowest = 0.0
    answered = [ground.sender.try_once(paper) for paper in meanwhile]
    time.sleep(max(0.0, size(4, 60) - (time.monotonic() - begun)))
    ground.engines.redis.start()
    result.seen |= {
        "answered while it was away": sum(line is not None for line in answered),
        "slowest answer (s)": round(ground.sender.slowest, 2),
    }
    ground.sender.send_all(meanwhile)
    assert_whole(ground, [*before, *meanwhile], result)
    assert all(answered)
    assert ground.sender.slowest < 5


def test_every_message_comes_five_times(ground: Ground, result: Result) -> None:
    papers = ground.fresh(size(20, 500), mixed)
    for process in ("web", *READERS, "validate"):
        ground.product.restart(process, command=command(process, FIVE_TIMES))
    ground.product.wait(ground.product.is_ready, "the pages did not come up")
    ground.sender.send_all(papers)
    assert_whole(ground, papers, result)
    assert set(ground.attempts(papers)) == {0}
    ground.product.restart("web", *READERS, "validate")
    ground.product.wait(ground.product.is_ready, "the pages did not come up")


def test_messages_of_other_releases_lie_in_the_queue(ground: Ground, result: Result) -> None:
    """Of stages that have not been reached, of versions that nobody knows, of tasks that are gone."""
    papers = ground.fresh(size(20, 200))
    ground.product.stop(*WORKERS)
    bus = ground.context.bus
    assert isinstance(bus, CeleryBus)
    ground.sender.send_all(papers)
    for paper in papers:
        parsed = DocumentParsed(
            document=paper.document, parsed_key=keys.parsed(SPACE, paper.document), reader="txt", tables=0
        )
        bus.publish(parsed)
        bus.publish(DocumentValidated(document=paper.document, findings_key="findings/gone.json", errors=0, warnings=0))
        newer = {**to_message(parsed), "version": 99}
        foreign = {"name": "document.seen", "version": 1, "data": asdict(parsed)}
        for message in (newer, foreign, {"neither": "nor"}):
            bus.app.send_task("parse.validate", args=[message], queue=queue_of(QUEUES["parse.validate"]))
        bus.app.send_task("parse.guess", args=[to_message(parsed)], queue=queue_of(QUEUES["parse.read"]))
    ended = len(ground.product.ended)
    ground.product.start(*WORKERS)
    assert_whole(ground, papers, result)
    assert len(ground.product.ended) == ended
    assert set(ground.attempts(papers)) == {0}
