"""A real bucket tells of what is put into its inbox; and what it could not tell is found all the same."""

from __future__ import annotations

import contextlib
import hashlib
import io
import random
import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from threading import Thread

import pytest
import servers
import urllib3
import uvicorn
from pydantic import SecretStr

from gongkai import bootstrap, journal
from gongkai.adapters.bus_memory import MemoryBus
from gongkai.adapters.inbox_s3 import PREFIX, S3Inbox
from gongkai.adapters.objects_s3 import S3Objects
from gongkai.adapters.s3_client import bucket_of, client
from gongkai.context import Context
from gongkai.ingest.chores import chore
from gongkai.settings import Settings
from gongkai.web.app import create

ARN = "arn:minio:sqs::GONGKAI:webhook"
NAMES = ("2024年部门预算（公开）+50% #1?.txt", "a&b='c'.txt", "财政局/单位 预算.txt", "é.txt")


@dataclass(frozen=True)
class Shop:
    """A bucket that tells of its inbox, and the product that it tells."""

    bucket: servers.Server
    context: Context
    port: int

    @contextlib.contextmanager
    def listening(self) -> Iterator[None]:
        """The pages of the product, for as long as this lasts."""
        config = uvicorn.Config(create(context=self.context), port=self.port, log_level="error")
        server = uvicorn.Server(config)
        thread = Thread(target=server.run)
        thread.start()
        eventually(lambda: server.started, 20)
        try:
            yield
        finally:
            server.should_exit = True
            thread.join()

    def put(self, name: str, data: bytes) -> str:
        """Lay a file down as another program does; returns its SHA-256."""
        user = client(self.bucket.address, urllib3.PoolManager())
        stream = io.BytesIO(data)
        user.put_object(
            bucket_name=bucket_of(self.bucket.address), object_name=PREFIX + name, data=stream, length=len(data)
        )
        return hashlib.sha256(data).hexdigest()

    def documents(self) -> set[str]:
        """What was accepted."""
        return {one.document for one in journal.outstanding(self.context.objects)}


@pytest.fixture(scope="module")
def shop(own_folder: servers.Folders) -> Iterator[Shop]:
    port, token = servers.free_port(), secrets.token_hex(16)
    with own_folder("minio") as folder:
        bucket = servers.minio(folder / "minio")
        bucket.environment = {
            **bucket.environment,
            "MINIO_NOTIFY_WEBHOOK_ENABLE_GONGKAI": "on",
            "MINIO_NOTIFY_WEBHOOK_ENDPOINT_GONGKAI": f"http://localhost:{port}/api/events/bucket",
            "MINIO_NOTIFY_WEBHOOK_AUTH_TOKEN_GONGKAI": token,
        }
        with bucket:
            S3Inbox(bucket.address).announce(ARN)
            yield Shop(bucket, product(bucket.address, token), port)


def product(address: str, token: str) -> Context:
    """Its messages wait."""
    context = bootstrap.in_memory(Settings(events_token=SecretStr(token)))
    assert isinstance(context.bus, MemoryBus)
    context.bus.working = False
    return replace(context, objects=S3Objects(address), inbox=S3Inbox(address))


def eventually(holds: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "not within the time"
        time.sleep(0.1)


@pytest.mark.slow
def test_what_is_put_into_the_inbox_is_taken_in_by_the_event_alone(shop: Shop) -> None:
    with shop.listening():
        put = {shop.put(name, name.encode()) for name in NAMES}
        eventually(lambda: shop.documents() == put, 20)
    assert chore(shop.context)() == 0


@pytest.mark.slow
def test_events_that_never_came_are_made_up_for_by_a_look_into_the_inbox(shop: Shop) -> None:
    chance, before = random.Random(18), shop.documents()
    told = {shop.put(f"未听到/{number}.txt", chance.randbytes(50).hex().encode()) for number in range(40)}
    shop.bucket.kill()
    shop.bucket.start()
    told |= {shop.put(f"未听到/{number}.txt", chance.randbytes(50).hex().encode()) for number in range(40, 60)}
    assert chore(shop.context)() == 60
    assert shop.documents() - before == told
    assert chore(shop.context)() == 0
