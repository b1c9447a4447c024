"""How the product is doing: the queues page, status, health, readiness and metrics."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from prometheus_client import CONTENT_TYPE_LATEST

from gongkai.context import Context
from gongkai.errors import REASONS, Unavailable
from gongkai.status import outages, status
from gongkai.web import metrics
from gongkai.web.access import Engines, Space
from gongkai.web.pages import page
from gongkai.web.problems import Problem

router = APIRouter(tags=["monitor"])
_RECENT = 50


@router.get("/queues", response_class=HTMLResponse, include_in_schema=False)
def queues(request: Request, context: Engines, space: Space) -> HTMLResponse:
    """The page of queues."""
    found = status(context, space)
    waiting = sum(queue["depth"] for queue in found["queues"].values())
    oldest = max((queue["oldest_seconds"] for queue in found["queues"].values() if queue["depth"]), default=0.0)
    return page(
        request,
        "queues.html",
        status_=found,
        waiting=waiting,
        oldest=oldest,
        reasons=REASONS,
        recent=context.ledger.recent(space, limit=_RECENT),
        now=context.clock(),
    )


@router.get("/api/status")
def api_status(context: Engines, space: Space) -> dict[str, Any]:
    """各状态文件数、队列、失败原因。Documents by state, queues with depth and oldest age, failures by code."""
    return status(context, space)


@router.get("/health")
def health() -> dict[str, str]:
    """进程在运行。This process runs; it says nothing of the engines."""
    return {"status": "ok"}


@router.get("/ready")
def ready(context: Engines) -> dict[str, Any]:
    """各引擎可用。Whether documents can be taken in and found; a broker that is away delays reading and nothing else."""
    engines = {name: _answers(look) for name, look in _looks(context).items()}
    if not all(engines[name] for name in ("objects", "ledger", "index")):
        raise Problem("UNAVAILABLE", engines=engines)
    away = outages(context)
    return {"status": "degraded" if away or not engines["broker"] else "ok", "engines": engines, "outages": away}


@router.get("/metrics", response_class=Response)
def measured(context: Engines) -> Response:
    """Prometheus 指标。Prometheus metrics, all spaces together."""
    return Response(metrics.exposition(context), media_type=CONTENT_TYPE_LATEST)


def _looks(context: Context) -> dict[str, Callable[[], object]]:
    return {
        "objects": lambda: context.objects.info("ready"),
        "ledger": context.ledger.counts,
        "index": lambda: context.index.ids(context.settings.space, "ready"),
        "broker": context.bus.depth,
    }


def _answers(look: Callable[[], object]) -> bool:
    try:
        look()
    except Unavailable:
        return False
    return True
