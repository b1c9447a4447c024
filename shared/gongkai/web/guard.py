"""What a request has to pass before any route: meant for this host, and no writing from other sites."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from fastapi import Request
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gongkai.settings import Settings
from gongkai.web.headers import HEADERS
from gongkai.web.problems import Problem, answer

_READING = frozenset({"GET", "HEAD", "OPTIONS"})
# Called by servers, by whatever name they know this host: the bucket brings a token, which no page elsewhere has; whoever
# looks after the processes learns numbers and states, and nothing of a document.
_CALLED = frozenset({"/api/events/bucket", "/health", "/ready", "/metrics"})
_OWN_SITE = frozenset({"same-origin", "none"})


class Guard:
    """Stands in front of the application, and gives every answer its headers."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it with FORBIDDEN."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        request = Request(scope)
        refusal = _refusal(request, self._settings)
        behind = answer(request, refusal) if refusal else self._app
        await behind(scope, receive, dressed)


def _refusal(request: Request, settings: Settings) -> Problem | None:
    if _is_inside(settings.host) and not _is_inside(request.url.hostname or "") and request.url.path not in _CALLED:
        # A page elsewhere may have its own name point to this machine.
        return Problem("FORBIDDEN", "host")
    if request.method not in _READING and not _is_from_here(request):
        return Problem("FORBIDDEN", "origin")
    return None


def _is_inside(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_from_here(request: Request) -> bool:
    """Programs send neither header; browsers send at least one with everything that writes."""
    if request.headers.get("sec-fetch-site", "none") not in _OWN_SITE:
        return False
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")
