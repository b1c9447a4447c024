"""`gongkai up` is killed at random moments, process by process or wholly; nothing is lost or doubled."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from redis.exceptions import RedisError
from tests.harness import oracle, papers
from tests.harness.product import free_port
from tests.harness.results import Result, size

from gongkai import bootstrap
from gongkai.adapters import broker
from gongkai.ingest.receive import receive
from gongkai.running import Running, running
from gongkai.settings import Settings


class Product:
    """`gongkai up` on a data folder of its own."""

    def __init__(self, data: Path) -> None:
        self.settings = Settings(data=data, port=free_port(), tick=1.0, silence=2.0)
        self.context = bootstrap.one_machine(self.settings)
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        environment = {
            **os.environ,
            "GONGKAI_DATA": str(self.settings.data),
            "GONGKAI_PORT": str(self.settings.port),
            "GONGKAI_TICK": "1",
            "GONGKAI_SILENCE": "2",
            "GONGKAI_WORKERS": "1",
        }
        environment.pop("REDIS_URL", None)
        self.process = subprocess.Popen([sys.executable, "-m", "gongkai.cli", "up"], env=environment)
        self.wait_until_up()

    def wait_until_up(self) -> Running:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            if found := running(self.settings.data):
                return found
            time.sleep(0.05)
        raise AssertionError("gongkai up did not come up")

    def harm(self, chance: random.Random) -> str:
        """Kill one process as it stands, or throw all messages away. The supervisor takes all others with it."""
        if chance.random() < 0.15:
            self.throw_messages_away()
            return "messages"
        found = self.wait_until_up()
        victims = [("up", found.pid), *((worker.name, worker.pid) for worker in found.workers)]
        name, pid = chance.choice([(name, pid) for name, pid in victims if pid and name != "web"])
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        if name == "up":
            assert self.process is not None
            self.process.wait(10)
            self.start()
        return name

    def throw_messages_away(self) -> None:
        with suppress(RedisError), broker.connect(broker.url(self.settings.data, None)) as server:
            server.flushall()

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(60)


@pytest.fixture
def product(tmp_path: Path) -> Iterator[Product]:
    product = Product(tmp_path / "data")
    product.start()
    yield product
    product.stop()


def test_one_machine_is_killed_at_random_moments(product: Product, chance: random.Random, result: Result) -> None:
    sent, kills = papers.letters(size(40, 400)), size(8, 50)
    expected = papers.golden(sent)
    killed: Counter[str] = Counter()
    for number in range(kills):
        for paper in sent[number::kills]:
            (receipt,) = receive(product.context, paper.data, paper.name, space=papers.SPACE)
            assert receipt.document == paper.document
        time.sleep(chance.uniform(0.1, 1.5))
        killed[product.harm(chance)] += 1
    result.seen["killed"] = ", ".join(f"{name} {times} times" for name, times in sorted(killed.items()))
    result.seen["seconds to the end"] = round(oracle.settle(product.context, expected, size(90, 300)), 1)
    found = oracle.differences(product.context, expected, papers.rows(product.context.index, papers.PAGE))
    result.documents = len(sent)
    result.lost, result.doubled, result.wrong = len(found.lost), len(found.doubled), len(found.wrong)
    assert not found
    assert set(product.context.index.documents(papers.SPACE)) == set(expected)
