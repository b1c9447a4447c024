"""What only Elasticsearch can do wrong, and what becomes of it."""

from __future__ import annotations

import json
import random
import socket
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from elastic_transport import ApiResponseMeta, ConnectionError, ConnectionTimeout, HttpHeaders, NodeConfig
from elasticsearch import ApiError, Elasticsearch
from tests.contracts.ranking import FIELDS, WORDS, assert_ranked_alike
from tests.contracts.writers import killed
from tests.harness.proxy import Answer, Exchange, Fault, Proxy

from gongkai.adapters.elastic_bulk import Action, Bulk
from gongkai.adapters.index_elastic import ElasticIndex
from gongkai.adapters.index_memory import MemoryIndex
from gongkai.errors import Failed, Full, Unavailable
from gongkai.ports.index import Field, Query, SearchRow


def row(name: str, document: str = "d1", version: int = 1, text: str = "就业补助") -> SearchRow:
    fields = {"name": text, "text": text}
    return SearchRow(id=name, space="public", document=document, kind="project", version=version, fields=fields)


@pytest.fixture
def client(elastic_address: str) -> Elasticsearch:
    return Elasticsearch(elastic_address)


@pytest.fixture
def name(client: Elasticsearch) -> Iterator[str]:
    made = f"test-{uuid.uuid4().hex}"
    yield made
    if left := list(client.indices.get(index=f"{made}-*")):
        client.indices.delete(index=left)


@pytest.fixture
def index(elastic_address: str, name: str) -> ElasticIndex:
    return ElasticIndex(elastic_address, FIELDS, name)


def test_it_ranks_as_memory_does(index: ElasticIndex) -> None:
    chance, memory = random.Random(20241123), MemoryIndex(FIELDS)
    for document in ("d1", "d2", "d3"):
        texts = ["，".join(chance.choices(WORDS, k=chance.randint(2, 60))) for _ in range(40)]
        rows = [row(f"{document}-{number}", document, text=text) for number, text in enumerate(texts)]
        for engine in (memory, index):
            engine.replace("public", document, 1, rows)
    assert_ranked_alike(memory, index)


def test_of_two_runs_at_once_only_the_rows_of_the_newer_stay(index: ElasticIndex) -> None:
    index.prepare()

    def write(task: tuple[int, str]) -> None:
        version, document = task
        index.replace("public", document, version, [row(f"v{version}-{n}", document, version) for n in range(3)])

    documents = [f"d{number}" for number in range(12)]
    tasks = [(version, document) for document in documents for version in (2, 3, 1, 3, 2)]
    with ThreadPoolExecutor(6) as threads:
        list(threads.map(write, tasks))
    assert {tuple(index.ids("public", document)) for document in documents} == {("v3-0", "v3-1", "v3-2")}


def test_an_index_that_was_deleted_is_made_anew(index: ElasticIndex, client: Elasticsearch, name: str) -> None:
    index.replace("public", "d1", 1, [row("a")])
    client.indices.delete(index=list(client.indices.get(index=f"{name}-*")))
    with pytest.raises(Unavailable):
        index.replace("public", "d1", 1, [row("a")])
    assert index.replace("public", "d1", 1, [row("a")]) == 1


def test_a_full_disk_is_called_so_and_asking_goes_on(index: ElasticIndex, client: Elasticsearch, name: str) -> None:
    index.replace("public", "d0", 1, [row("z", "d0")])
    block = "index.blocks.read_only_allow_delete"
    client.indices.put_settings(index=f"{name}-*", settings={block: True})
    for write in (lambda: index.replace("public", "d1", 1, [row("a")]), lambda: index.remove("public", "d0")):
        with pytest.raises(Full, match="磁盘已满"):
            write()
    assert index.search(Query(spaces=("public",))).total == 1
    client.indices.put_settings(index=f"{name}-*", settings={block: None})
    assert index.replace("public", "d1", 1, [row("a")]) == 1


def test_other_fields_begin_another_index_and_clearing_removes_the_old_one(
    elastic_address: str, client: Elasticsearch, name: str
) -> None:
    ElasticIndex(elastic_address, FIELDS, name).replace("public", "d1", 1, [row("a")])
    other = ElasticIndex(elastic_address, (*FIELDS, Field("new", "keyword", zh="新", en="New")), name)
    assert other.documents("public") == {}
    client.indices.create(index=f"{name}-of-somebody-else-1")
    other.clear()
    assert len(client.indices.get(index=f"{name}-*")) == 2


def test_many_rows_travel_in_several_requests(index: ElasticIndex) -> None:
    rows = [row(f"r{number:05}") for number in range(11_000)]
    assert index.replace("public", "d1", 1, rows) == 11_000
    assert index.ids("public", "d1") == [one.id for one in rows]
    assert index.replace("public", "d1", 2, [row("r00000", version=2)]) == 1
    assert index.documents("public") == {"d1": 1}


def test_a_server_that_does_not_answer_is_an_engine_that_is_away() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        index = ElasticIndex(f"http://127.0.0.1:{nobody.getsockname()[1]}", FIELDS)
        for call in (lambda: index.replace("public", "d1", 1, []), lambda: index.search(Query(spaces=("public",)))):
            with pytest.raises(Unavailable):
                call()


class Answering:
    """A server that answers each request with the next list of statuses or not at all, the last one again and again."""

    def __init__(self, *answers: list[int] | Exception) -> None:
        self.answers = answers
        self.asked: list[int] = []

    def bulk(self, *, operations: list[bytes], **_: Any) -> dict[str, Any]:
        self.asked.append(len(operations))
        statuses = self.answers[min(len(self.asked), len(self.answers)) - 1]
        if isinstance(statuses, Exception):
            raise statuses
        return {"items": [{"delete": {"status": one, "error": {"type": f"e{one}"}}} for one in statuses]}


_NODE = NodeConfig("http", "localhost", 9200)
TOO_MANY = ApiError("full", ApiResponseMeta(429, "1.1", HttpHeaders(), 0.0, _NODE), {})


def bulk(server: Answering, pauses: list[float]) -> Bulk:
    return Bulk(server, "index", pauses.append)  # type: ignore[arg-type]


ACTIONS = [Action(f"d/{name}", "d", 1, None) for name in "abc"]


def test_only_rows_without_room_are_sent_again_after_growing_pauses() -> None:
    server, pauses = Answering([200, 429, 200], [503], [201]), list[float]()
    bulk(server, pauses).write(ACTIONS)
    assert server.asked == [3, 1, 1]
    assert 0.2 <= pauses[0] <= 0.3
    assert 0.4 <= pauses[1] <= 0.6


@pytest.mark.parametrize("whole", [[429, 503, 429], TOO_MANY])
def test_what_an_engine_had_no_room_for_is_sent_again_in_halves(whole: Any) -> None:
    server = Answering(whole, [200, 200], [200])
    bulk(server, []).write(ACTIONS)
    assert server.asked == [3, 2, 1]


@pytest.mark.parametrize(("cut", "asked"), [(ConnectionError("cut"), [3, 3]), (ConnectionTimeout("late"), [3, 2, 1])])
def test_what_was_sent_over_a_connection_that_was_cut_is_sent_again(cut: Exception, asked: list[int]) -> None:
    server = Answering(cut, [200] * asked[1], [200])
    bulk(server, []).write(ACTIONS)
    assert server.asked == asked


def test_an_engine_that_stays_full_is_away() -> None:
    server, pauses = Answering([200, 429, 200], [429]), list[float]()
    with pytest.raises(Unavailable, match="1 rows could not be written: e429"):
        bulk(server, pauses).write(ACTIONS)
    assert len(pauses) == 7, "eight tries of one row"
    assert max(pauses) <= 15


def test_what_a_newer_version_has_overtaken_is_left_as_it_is() -> None:
    server = Answering([200, 409, 409])
    bulk(server, []).write(ACTIONS)
    assert server.asked == [3]


def test_a_refused_row_is_named() -> None:
    with pytest.raises(Failed, match="row b: e400"):
        bulk(Answering([200, 400, 200]), []).write(ACTIONS)


@pytest.mark.parametrize("status", [403, 404, 500])
def test_a_blocked_or_missing_index_is_an_engine_that_is_away(status: int) -> None:
    with pytest.raises(Unavailable, match=f"e{status}"):
        bulk(Answering([200, status, 200]), []).write(ACTIONS)


@pytest.mark.parametrize("status", [403, 429])
def test_the_block_of_a_full_disk_is_not_tried_again_and_says_what_it_is(status: int) -> None:
    reason = "index [x] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark, index has read-only-allow-delete block];"
    server = Blocked(status, reason)
    with pytest.raises(Full, match="磁盘已满"):
        bulk(server, []).write(ACTIONS)
    assert server.asked == [3]


class Blocked(Answering):
    """A server that writes nothing for this reason."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__([status] * 3)
        self.reason = reason

    def bulk(self, *, operations: list[bytes], **_: Any) -> dict[str, Any]:
        error = {"type": "cluster_block_exception", "reason": self.reason}
        items = super().bulk(operations=operations)["items"]
        return {"items": [{"delete": {**one["delete"], "error": error}} for one in items]}


def test_a_row_that_only_the_engine_refuses_is_named_and_its_document_is_not_half_there(
    elastic_address: str, client: Elasticsearch, name: str
) -> None:
    index = ElasticIndex(elastic_address, FIELDS, name)
    index.prepare()
    client.indices.put_mapping(index=f"{name}-*", properties={"odd": {"type": "long"}})
    odd = ElasticIndex(elastic_address, FIELDS, name)
    odd._own._fields = {**odd._own._fields, "odd": Field("odd", "keyword", zh="", en="")}
    odd._fields = dict(odd._own._fields)
    odd.replace("public", "d0", 1, [row("z", "d0")])
    bad = replace(row("bad"), fields={**row("bad").fields, "odd": "no number"})
    with pytest.raises(Failed, match="row bad: document_parsing_exception"):
        odd.replace("public", "d1", 1, [row("a"), bad, row("b")])
    odd.replace("public", "d2", 1, [row("y", "d2")])
    assert odd.documents("public") == {"d0": 1, "d2": 1}
    assert odd.replace("public", "d1", 1, [row("a"), row("b")]) == 2


@pytest.fixture
def proxy(elastic_address: str) -> Iterator[Proxy]:
    made = Proxy(elastic_address)
    yield made
    made.fall()


def lost(exchange: Exchange) -> None:
    """The engine does it, and nobody hears of it."""
    exchange.ask()
    exchange.cut()


def half_refused(exchange: Exchange) -> None:
    """Every second row finds no room: the engine is only asked for the others."""
    lines = exchange.body.splitlines(keepends=True)
    pairs = list(zip(lines[::2], lines[1::2], strict=True))
    answer = exchange.ask(b"".join(line for pair in pairs[::2] for line in pair))
    done = iter(json.loads(answer.body)["items"])
    busy = {"index": {"status": 429, "error": {"type": "es_rejected_execution_exception"}}}
    body = json.dumps({"errors": True, "items": [busy if at % 2 else next(done) for at in range(len(pairs))]}).encode()
    exchange.give(Answer(200, answer.headers, body, len(body)))


@pytest.mark.parametrize("fault", [lost, half_refused])
def test_bulks_that_were_done_by_half_or_unheard_lose_and_double_nothing(
    proxy: Proxy, index: ElasticIndex, name: str, fault: Fault
) -> None:
    harmed, bulks = ElasticIndex(proxy.address, FIELDS, name), [0]

    def harm(exchange: Exchange) -> None:
        if not exchange.path.partition("?")[0].endswith("/_bulk"):
            return exchange.pass_on()
        bulks[0] += 1
        return fault(exchange) if bulks[0] % 2 else exchange.pass_on()

    rows = [row(f"r{number:04}") for number in range(1_200)]
    with proxy.harmed(harm):
        assert harmed.replace("public", "d1", 1, rows) == len(rows)
    assert bulks[0] >= 6, "three requests of five hundred at most, each done twice"
    assert index.ids("public", "d1") == [one.id for one in rows]
    assert index.search(Query(spaces=("public",))).total == len(rows)


WRITER = """
import sys
from tests.contracts.test_index_elastic import FIELDS, row
from gongkai.adapters.index_elastic import ElasticIndex

index, first = ElasticIndex(sys.argv[1], FIELDS, sys.argv[2]), int(sys.argv[3])
for number in range(first, first + 1000):
    document = f"d{number}"
    index.replace("public", document, 1, [row(f"{document}-{at}", document) for at in range(20)])
    print(document, flush=True)
"""


@pytest.mark.slow
def test_a_killed_writer_loses_nothing_that_was_acknowledged_and_doing_it_again_doubles_nothing(
    index: ElasticIndex, elastic_address: str, name: str
) -> None:
    acknowledged: list[str] = []
    for kill in range(3):
        acknowledged += killed(WRITER, elastic_address, name, str(kill * 1000), after=3 + kill * 4)
        unfinished = f"d{int(acknowledged[-1][1:]) + 1}"
        index.replace("public", unfinished, 1, [row(f"{unfinished}-{at}", unfinished) for at in range(20)])
        acknowledged.append(unfinished)
    assert index.documents("public") == dict.fromkeys(acknowledged, 20)
