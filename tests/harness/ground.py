"""What a fault is tried on: engines of its own, a proxy before two of them, the product, and the list of what it accepted."""

from __future__ import annotations

import contextlib
import statistics
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import servers
from tests.harness import oracle, papers
from tests.harness.papers import Golden, Paper
from tests.harness.product import Addresses, Product
from tests.harness.proxy import Proxy
from tests.harness.sending import Sender

from gongkai import journal
from gongkai.adapters import elastic_rows
from gongkai.adapters.objects_s3 import S3Objects
from gongkai.bootstrap import search_fields
from gongkai.context import Context
from gongkai.ports.ledger import FINAL
from gongkai.record import read_outcome, read_record

ALIAS = f"gongkai-{elastic_rows.layout(search_fields())}"
_PATIENCE = 120.0


@dataclass(slots=True)
class Engines:
    """The three servers, and the proxies that stand before two of them."""

    redis: servers.Server
    s3: servers.Server
    elasticsearch: servers.Server
    s3_proxy: Proxy
    elastic_proxy: Proxy


@dataclass(slots=True)
class Ground:
    """The product on its engines; `expected` is how everything that was made for it has to end.

    `unjudged` are documents of which nothing is expected here.
    """

    engines: Engines
    product: Product
    sender: Sender
    expected: dict[str, Golden] = field(default_factory=dict)
    unjudged: set[str] = field(default_factory=set)
    made: int = 0

    @property
    def context(self) -> Context:
        """The engines themselves, past the proxies."""
        return self.product.context

    def fresh(self, count: int, kind: Callable[[int, int], list[Paper]] = papers.letters) -> list[Paper]:
        """Documents that were never sent before."""
        found = kind(count, self.made)
        self.made += count
        self.expect(found)
        return found

    def expect(self, given: Iterable[Paper]) -> None:
        """Have it known how these must end: as they do in memory."""
        self.expected |= papers.golden(given)

    def finish(self, given: Iterable[Paper], patience: float = _PATIENCE) -> float:
        """Wait until these have ended; returns for how long (seconds)."""
        return oracle.settle(self.context, {paper.document for paper in given}, patience)

    def differences(self, given: Iterable[Paper] | None = None) -> oracle.Differences:
        """What was accepted, all of it or these, against how it must end; and nothing beside all of it."""
        rows = oracle.rows_in_elasticsearch(self.engines.elasticsearch.address, ALIAS)
        documents = {paper.document for paper in given} if given is not None else set(self.sender.accepted)
        found = oracle.differences(self.context, {one: self.expected[one] for one in documents}, rows)
        strangers = rows.keys() - self.expected.keys() - self.unjudged
        found.doubled |= dict.fromkeys(strangers, "nobody sent it")
        return found

    def lies(self) -> dict[str, object]:
        """What the metrics say wrongly now that nothing is outstanding."""
        text = httpx.get(f"{self.product.url}/metrics", timeout=30).text
        return oracle.metrics_that_lie(self.context, oracle.metrics_told(text))

    def slowest(self, given: Iterable[Paper]) -> float:
        """Seconds from arrival to end that 95 of a hundred of these did not need."""
        ends = [self._seconds(paper) for paper in given]
        return statistics.quantiles(ends, n=20)[-1]

    def _seconds(self, paper: Paper) -> float:
        record = read_record(self.context.objects, papers.SPACE, paper.document)
        outcome = read_outcome(self.context.objects, papers.SPACE, paper.document)
        assert record and outcome
        return outcome.at - record.received

    def pending(self) -> int:
        """How many documents are outstanding."""
        return len(list(journal.outstanding(self.context.objects)))

    def states(self, given: Iterable[Paper]) -> dict[str, str]:
        """The state of each document as the board shows it."""
        standings = {paper.name: self.context.ledger.standing(papers.SPACE, paper.document) for paper in given}
        return {name: standing.state if standing else "unknown" for name, standing in standings.items()}

    def ended(self, given: Iterable[Paper]) -> int:
        """How many of these have reached their end."""
        return sum(state in FINAL for state in self.states(given).values())

    def attempts(self, given: Iterable[Paper]) -> list[int]:
        """How many attempts at each document counted as failed."""
        standings = [self.context.ledger.standing(papers.SPACE, paper.document) for paper in given]
        return [standing.attempts if standing else -1 for standing in standings]

    def wait_for_progress(self, patience: float = 120.0) -> None:
        """Return as soon as a worker has done something, or nothing is left to do."""
        before, end = self.context.ledger.waiting(), time.monotonic() + patience
        while time.monotonic() < end:
            now = self.context.ledger.waiting()
            if now != before or not any(count for count, _ in now.values()):
                return
            time.sleep(0.02)
        raise AssertionError(f"no worker does anything\n{self.product.logs()}")


@contextlib.contextmanager
def engines() -> Iterator[Engines]:
    """Three servers that nobody else uses, stopped at the end."""
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(servers.run_folder())
        redis = stack.enter_context(servers.redis(folder / "redis"))
        s3 = stack.enter_context(servers.minio(folder / "s3"))
        elasticsearch = stack.enter_context(servers.elasticsearch(folder / "elasticsearch"))
        proxies = Proxy(s3.address), Proxy(elasticsearch.address)
        for proxy in proxies:
            stack.callback(proxy.fall)
        yield Engines(redis, s3, elasticsearch, *proxies)


@contextlib.contextmanager
def ground(servers_: Engines, folder: Path, **settings: str) -> Iterator[Ground]:
    """The product on a bucket, a board and an index that are empty."""
    bucket = f"faults-{uuid.uuid4().hex[:12]}"
    used = Addresses(
        s3=_with_bucket(servers_.s3_proxy.address, bucket),
        elasticsearch=servers_.elastic_proxy.address,
        redis=servers_.redis.address,
    )
    S3Objects(_with_bucket(servers_.s3.address, bucket)).prepare()
    context = Addresses(
        _with_bucket(servers_.s3.address, bucket), servers_.elasticsearch.address, servers_.redis.address
    ).context()
    context.index.clear()
    empty_redis(servers_)
    with Product(used, context, folder, settings) as product:
        yield Ground(servers_, product, Sender(product.url, folder / "accepted.jsonl"))


def empty_redis(servers_: Engines) -> None:
    """What a broker without its disk comes back with."""
    from redis import Redis

    with Redis.from_url(servers_.redis.address) as client:
        client.flushall()


def _with_bucket(address: str, bucket: str) -> str:
    return f"{address.rpartition('/')[0]}/{bucket}"
