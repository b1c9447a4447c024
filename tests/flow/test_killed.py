"""The running product is killed at random moments, and nothing that was accepted is lost or doubled.

The list of what was accepted and of what must be found is kept outside of the product: the same files went through the
whole flow in memory. The seed is printed; GONGKAI_SEED gives it again.
"""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from redis.exceptions import RedisError

from gongkai import bootstrap, journal
from gongkai.adapters import broker
from gongkai.context import Context
from gongkai.ingest.receive import receive
from gongkai.ports.ledger import FINAL
from gongkai.running import Running, running
from gongkai.settings import Settings

pytestmark = pytest.mark.slow

DOCUMENTS = 40
KILLS = 8
SETTLING = 90.0


class Product:
    """`gongkai up` on a data folder of its own."""

    def __init__(self, data: Path) -> None:
        self.settings = Settings(data=data, port=_free_port(), tick=1.0, silence=2.0)
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
        end = time.monotonic() + 30
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


def test_killed_at_random_moments_nothing_is_lost_and_nothing_doubled(product: Product) -> None:
    seed = int(os.environ.get("GONGKAI_SEED", random.randrange(10**6)))
    print(f"seed {seed}")
    chance = random.Random(seed)
    texts = {f"单位{number}.txt": disclosure(number) for number in range(DOCUMENTS)}
    expected = found_in_memory(texts)

    accepted, killed = set(), []
    for number, (name, text) in enumerate(texts.items()):
        (receipt,) = receive(product.context, text.encode(), name, space="public")
        accepted.add(receipt.document)
        if number % (DOCUMENTS // KILLS) == 0:
            time.sleep(chance.uniform(0.1, 1.5))
            killed.append(product.harm(chance))
    print(f"killed {killed}")
    assert accepted == set(expected)
    wait_until_settled(product.context, accepted)

    states = {document: standing_state(product.context, document) for document in accepted}
    assert set(states.values()) <= {"done", "done_with_warnings"}
    assert {document: list(product.context.index.ids("public", document)) for document in accepted} == expected
    assert set(product.context.index.documents("public")) == accepted
    assert list(journal.outstanding(product.context.objects)) == []


def wait_until_settled(context: Context, documents: set[str | None]) -> None:
    end = time.monotonic() + SETTLING
    while time.monotonic() < end:
        if all(standing_state(context, document) in FINAL for document in documents):
            return
        time.sleep(0.2)
    raise AssertionError(f"not settled: {context.ledger.counts()} {context.ledger.waiting()}")


def standing_state(context: Context, document: str | None) -> str:
    standing = context.ledger.standing("public", document or "")
    return standing.state if standing else "unknown"


def found_in_memory(texts: dict[str, str]) -> dict[str | None, list[str]]:
    """The search ids of each document when nothing goes wrong."""
    context = bootstrap.in_memory()
    receipts = [one for name, text in texts.items() for one in receive(context, text.encode(), name, space="public")]
    return {receipt.document: list(context.index.ids("public", receipt.document or "")) for receipt in receipts}


def disclosure(number: int) -> str:
    """A small disclosure of a fictional unit."""
    return f"""虚构市第{number}局2024年单位预算公开
第一部分 单位概况
一、主要职能
负责第{number}项工作。
第三部分 2024年单位预算情况说明
一、关于虚构市第{number}局2024年收支预算情况的总体说明
收入总预算{number + 100}.50万元。
七、关于项目支出情况说明
项目名称：第{number}号公益性岗位补贴
设立的政策依据：虚财社〔2023〕{number + 1}号
预算安排规模：{number + 10}.25万元
"""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
