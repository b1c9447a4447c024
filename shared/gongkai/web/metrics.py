"""The numbers of the status board in Prometheus' form, read when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from gongkai.context import Context
from gongkai.status import status


class _Board(Collector):
    def __init__(self, context: Context) -> None:
        self._context = context

    def collect(self) -> Iterator[GaugeMetricFamily]:
        found = status(self._context)
        yield _gauge("documents", "Documents by state.", "state", found["documents"])
        yield _gauge("failures", "Refused and failed documents by code.", "code", found["failures"])
        queues = found["queues"]
        depth = {name: queue["depth"] for name, queue in queues.items()}
        yield _gauge("queue_depth", "Documents that wait for a stage or are in it.", "queue", depth)
        oldest = {name: queue["oldest_seconds"] for name, queue in queues.items()}
        yield _gauge("queue_oldest_seconds", "How long the oldest of them has waited.", "queue", oldest)
        messages = {name: queue["messages"] for name, queue in queues.items() if queue["messages"] is not None}
        yield _gauge("queue_messages", "Messages in the broker; none while it is away.", "queue", messages)
        away = {outage["engine"]: outage["seconds"] for outage in found["outages"]}
        yield _gauge(
            "engine_away_seconds", "How long an engine for which documents wait has been away.", "engine", away
        )
        yield _gauge(
            "counted", "What is watched: late results, odd messages, processes ended.", "what", found["counted"]
        )


def exposition(context: Context) -> bytes:
    """The text that Prometheus scrapes."""
    registry = CollectorRegistry()
    registry.register(_Board(context))
    return generate_latest(registry)


def _gauge(name: str, about: str, label: str, values: dict[str, float]) -> GaugeMetricFamily:
    gauge = GaugeMetricFamily(f"gongkai_{name}", about, labels=[label])
    for value, number in values.items():
        gauge.add_metric([value], number)
    return gauge
