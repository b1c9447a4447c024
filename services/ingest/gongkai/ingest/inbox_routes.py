"""The second door over HTTP: `/api/events/bucket` hears of new files, `/api/inbox` tells what became of them."""

from __future__ import annotations

import hmac
import json
from itertools import islice
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from gongkai.context import Context
from gongkai.ingest.bucket_events import Listener, arrived
from gongkai.ingest.drops import listing
from gongkai.web.access import Engines, Space
from gongkai.web.problems import Problem

router = APIRouter(tags=["inbox"])
_LONGEST = 1024**2
_EVENT = {"requestBody": {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}}}


@router.post("/api/events/bucket", status_code=202, openapi_extra=_EVENT)
async def bucket_event(request: Request, context: Engines) -> dict[str, int]:
    """对象存储的通知（S3 格式）。Notifications of the bucket, with the bearer token of the settings.

    The answer comes at once and says how many files will be looked at; what is not heard of is found all the same.
    """
    _check_token(request, context)
    message = await _message(request)
    listener = _listener(request, context)
    return {"heard": sum(listener.hear(one) for one in arrived(message))}


@router.get("/api/inbox")
def inbox(
    context: Engines,
    space: Space,
    size: Annotated[int, Query(ge=1, le=1000)] = 100,
    skip: Annotated[int, Query(ge=0)] = 0,
) -> dict[str, Any]:
    """收件箱中的文件及处理结果。The files of the inbox: waiting, taken, or refused and why."""
    return {"files": list(islice(listing(context, space), skip, skip + size))}


def _check_token(request: Request, context: Context) -> None:
    token = context.settings.events_token
    kind, _, given = request.headers.get("authorization", "").partition(" ")
    if token is None or not token.get_secret_value() or kind.lower() != "bearer":
        raise Problem("FORBIDDEN", "token")
    if not hmac.compare_digest(given.strip().encode(), token.get_secret_value().encode()):
        raise Problem("FORBIDDEN", "token")


async def _message(request: Request) -> Any:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LONGEST:
            raise Problem("TOO_BIG", f"more than {_LONGEST} bytes")
    try:
        return json.loads(body)
    except ValueError as problem:
        raise Problem("BAD_REQUEST", "not JSON") from problem


def _listener(request: Request, context: Context) -> Listener:
    state = request.app.state
    if not hasattr(state, "listener"):
        state.listener = Listener(context)
    listener: Listener = state.listener
    return listener
