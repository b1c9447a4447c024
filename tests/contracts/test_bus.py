"""What every event bus promises: the right queue, plain messages, and an error at once when the engine is away."""

from __future__ import annotations

import base64
import json
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import servers
from kombu.exceptions import OperationalError

from gongkai.adapters import broker
from gongkai.adapters.bus_celery import CeleryBus, celery_app, queue_of
from gongkai.adapters.bus_memory import MemoryBus
from gongkai.errors import Unavailable
from gongkai.events import DocumentIndexed, DocumentStored, DocumentValidated, from_message
from gongkai.flow import QUEUES
from gongkai.ports.bus import EventBus

STORED = DocumentStored(document="a" * 64)


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The embedded broker, as `gongkai up` starts it."""
    data = tmp_path_factory.mktemp("bus")
    process = subprocess.Popen(broker.command(data), stdout=subprocess.DEVNULL)
    address = broker.url(data, None)
    broker.wait(address, 10)
    yield address
    process.terminate()
    process.wait()


@pytest.fixture(scope="module")
def redis(own_folder: servers.Folders) -> Iterator[str]:
    """A server of many machines, for these tests alone."""
    with own_folder("redis") as folder, servers.redis(folder / "redis") as server:
        yield server.address


@pytest.fixture(params=["memory", "embedded", "redis"])
def bus(request: pytest.FixtureRequest) -> EventBus:
    if request.param == "memory":
        return MemoryBus()
    address = request.getfixturevalue(request.param)
    with broker.connect(address) as server:
        server.flushall()
    return CeleryBus(address, longest=10)


@pytest.fixture
def shallow(bus: EventBus) -> EventBus:
    """The same with room for two messages of each priority."""
    return MemoryBus(working=False, most=2) if isinstance(bus, MemoryBus) else CeleryBus(bus._url, 10, most=2)  # type: ignore[attr-defined]


def test_every_queue_has_a_depth(bus: EventBus) -> None:
    assert dict(bus.depth()) == dict.fromkeys(QUEUES.values(), 0)


def test_an_event_wakes_the_handlers_of_the_flow(bus: EventBus) -> None:
    bus.publish(STORED)
    bus.publish(STORED)
    bus.publish(DocumentValidated(document="a" * 64, findings_key="k", errors=0, warnings=0))
    assert dict(bus.depth()) == {"parse": 2, "ocr": 0, "validate": 0, "index": 1}


def test_messages_are_counted_by_priority(bus: EventBus) -> None:
    for priority in (0, 9, 9, 3):
        assert bus.publish(STORED, priority)
    found = {place: count for place, count in bus.lines().items() if count}
    assert found == {("parse", 0): 1, ("parse", 3): 1, ("parse", 9): 2}
    assert dict(bus.depth()) == {"parse": 4, "ocr": 0, "validate": 0, "index": 0}


def test_what_has_enough_messages_of_a_priority_takes_no_more_of_them(shallow: EventBus) -> None:
    assert [shallow.publish(STORED, 9) for _ in range(3)] == [True, True, False]
    assert shallow.publish(STORED, 0)
    assert dict(shallow.depth()) == {"parse": 3, "ocr": 0, "validate": 0, "index": 0}


def test_an_event_that_wakes_nobody_leaves_no_message(bus: EventBus) -> None:
    bus.publish(DocumentIndexed(document="a" * 64, search_documents=1))
    assert sum(bus.depth().values()) == 0


def test_a_message_is_plain_json_and_gives_the_event_again(embedded: str) -> None:
    CeleryBus(embedded, longest=10).publish(STORED)
    with broker.connect(embedded) as server:
        envelope = json.loads(server.lpop(queue_of("parse")))  # type: ignore[arg-type]
    assert envelope["content-type"] == "application/json"
    assert from_message(json.loads(base64.b64decode(envelope["body"]))[0][0]) == STORED


@pytest.mark.parametrize("address", ["redis+socket:///nowhere/broker.sock", "redis://127.0.0.1:1/0"])
def test_a_broker_that_is_away_is_told_at_once(address: str) -> None:
    bus = CeleryBus(address, longest=10)
    with pytest.raises(Unavailable):
        bus.publish(STORED)
    with pytest.raises(Unavailable):
        bus.depth()


def test_the_memory_bus_takes_lower_priorities_first() -> None:
    heard: list[str] = []
    bus = MemoryBus(handle=lambda name, event: heard.append(event.document[0]), working=False)
    for document, priority in (("a", 9), ("b", 0), ("c", 3), ("d", 0)):
        bus.publish(DocumentStored(document=document * 64), priority)
    bus.work()
    assert heard == ["b", "d", "c", "a"]


def test_the_memory_bus_works_at_once_when_it_may() -> None:
    heard = []
    bus = MemoryBus(handle=lambda name, event: heard.append((name, event.document)))
    bus.publish(STORED)
    assert heard == [("parse.read", STORED.document)]


def test_a_broker_in_a_deep_folder_listens_in_a_private_one(tmp_path: Path) -> None:
    deep = tmp_path / ("x" * 120)
    path = broker.socket_path(deep)
    assert len(str(path)) < 104
    assert path == broker.socket_path(deep)
    assert path != broker.socket_path(tmp_path / ("y" * 120))


def test_the_embedded_broker_keeps_its_messages_and_evicts_none(embedded: str) -> None:
    with broker.connect(embedded) as server:
        found = {name: server.config_get(name)[name] for name in ("appendonly", "appendfsync", "maxmemory-policy")}  # type: ignore[index]
    assert found == {"appendonly": "yes", "appendfsync": "everysec", "maxmemory-policy": "noeviction"}


def test_a_worker_looks_for_a_broker_that_is_away_every_few_seconds() -> None:
    pauses: list[float] = []

    def noted(problem: Exception, pause: float) -> None:
        pauses.append(pause)

    with socket.socket() as nobody, pytest.raises(OperationalError):
        nobody.bind(("127.0.0.1", 0))
        app = celery_app(f"redis://127.0.0.1:{nobody.getsockname()[1]}/0", longest=10)
        app.connection_for_read().ensure_connection(noted, max_retries=2)
    assert pauses == [1, 2]
