"""How the product says that it is well, or not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fastapi.testclient import TestClient

from gongkai.context import Context
from gongkai.errors import Unavailable
from gongkai.web.app import create


class Silent:
    """A broker that is away."""

    def publish(self, event: object, priority: int = 0) -> bool:
        raise Unavailable("broker")

    def depth(self) -> dict[str, int]:
        raise Unavailable("broker")


def test_status_is_that_of_the_command(client: TestClient, send: Any) -> None:
    send(client, a_txt="标题\n甲", b_txt="")
    found = client.get("/api/status").json()
    assert found["documents"] == {"pending": 0, "done": 1, "done_with_warnings": 0, "refused": 1, "failed": 0}
    assert found["queues"]["parse"]["depth"] == 0
    assert found["failures"] == {"EMPTY": 1}


def test_metrics_agree_with_the_status(client: TestClient, send: Any) -> None:
    send(client, a_txt="标题\n甲", b_txt="")
    answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    for line in (
        'gongkai_documents{state="done"} 1.0',
        'gongkai_failures{code="EMPTY"} 1.0',
        'gongkai_queue_depth{queue="parse"} 0.0',
        'gongkai_queue_oldest_seconds{queue="index"} 0.0',
    ):
        assert line in answer.text


def test_the_page_begins_with_a_sentence(client: TestClient, send: Any) -> None:
    assert "没有文件在等待" in client.get("/queues").text
    send(client, a_txt="东湖区民政局2024年预算\n甲", b_txt="")
    text = client.get("/queues").text
    assert "东湖区民政局2024年预算" in text
    assert "文件是空的" in text


def test_documents_that_wait_are_counted_with_the_age_of_the_oldest(context: Context, send: Any) -> None:
    client = TestClient(create(context=replace(context, bus=Silent())), base_url="http://localhost")
    send(client, a_txt="标题\n甲")
    assert client.get("/api/status").json()["queues"]["parse"]["depth"] == 1
    text = client.get("/queues?lang=en").text
    assert "1 document is" in text
    assert 'gongkai_queue_depth{queue="parse"} 1.0' in client.get("/metrics").text


def test_without_a_broker_documents_are_still_taken_in(context: Context, send: Any) -> None:
    client = TestClient(create(context=replace(context, bus=Silent())), base_url="http://localhost")
    ready = client.get("/ready")
    assert (ready.status_code, ready.json()["status"], ready.json()["engines"]["broker"]) == (200, "degraded", False)
    assert send(client, a_txt="标题\n甲")[0]["verdict"] == "accepted"


def test_health_needs_no_engine(client: TestClient) -> None:
    assert client.get("/health").json() == {"status": "ok"}
    assert client.get("/ready").json()["status"] == "ok"


def test_an_engine_for_which_documents_wait_is_told_with_its_time(context: Context, client: TestClient) -> None:
    context.ledger.away("elasticsearch", "elasticsearch: refused", 5)
    context.ledger.tally("fenced")
    ready = client.get("/ready").json()
    assert ready["status"] == "degraded"
    assert [(one["engine"], one["seconds"] < 60) for one in ready["outages"]] == [("elasticsearch", True)]
    text = client.get("/metrics").text
    assert 'gongkai_engine_away_seconds{engine="elasticsearch"}' in text
    assert 'gongkai_counted{what="fenced"} 1.0' in text
    context.ledger.back("elasticsearch")
    assert client.get("/ready").json()["status"] == "ok"
