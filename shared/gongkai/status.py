"""Where everything stands, in numbers: what the command, the API and the pages show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from gongkai.context import Context
from gongkai.errors import Unavailable
from gongkai.flow import QUEUES
from gongkai.running import running


def status(context: Context, space: str | None = None) -> dict[str, Any]:
    """Documents by state, each queue's depth and oldest age, failures by code, engines away, the processes at work.

    `depth` counts the documents that wait for a stage or are in it, and is right also when the broker was lost;
    `messages` are those in the broker, None when it is away. A space narrows the documents, never the queues.
    """
    now_running = running(context.settings.data)
    return {
        "documents": dict(context.ledger.counts(space)),
        "queues": _queues(context),
        "failures": dict(context.ledger.failures(space)),
        "outages": outages(context),
        "counted": dict(context.ledger.tallies()),
        "running": now_running is not None,
        "url": now_running.url if now_running else None,
        "workers": [asdict(worker) for worker in now_running.workers] if now_running else [],
    }


def outages(context: Context) -> list[dict[str, Any]]:
    """The engines for which documents wait: since when (seconds since 1970), for how many seconds, and what is known."""
    now = context.clock()
    return [{**asdict(one), "seconds": round(max(now - one.since, 0.0), 1)} for one in context.ledger.outages()]


def _queues(context: Context) -> dict[str, dict[str, Any]]:
    waiting, messages, now = context.ledger.waiting(), _messages(context), context.clock()
    found = {}
    for stage, queue in QUEUES.items():
        depth, oldest = waiting.get(stage, (0, now))
        age = round(max(now - oldest, 0.0), 1)
        found[queue] = {"depth": depth, "oldest_seconds": age, "messages": messages.get(queue)}
    return found


def _messages(context: Context) -> Mapping[str, int]:
    try:
        return context.bus.depth()
    except Unavailable:
        return {}
