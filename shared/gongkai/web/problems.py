"""Errors as RFC 9457 problem details with a code and a sentence in both languages; as a page for people."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from gongkai.errors import REASONS, GongkaiError, Unavailable
from gongkai.web.headers import HEADERS
from gongkai.web.pages import page

MEDIA_TYPE = "application/problem+json"
_STATUS = {
    "BAD_REQUEST": 400,
    "FORBIDDEN": 403,
    "NOT_FOUND": 404,
    "TOO_BIG": 413,
    "UNSUPPORTED": 415,
    "UNAVAILABLE": 503,
    "BUSY": 503,
    "BUSY_SHARE": 429,
}
_CODES = {404: "NOT_FOUND", 403: "FORBIDDEN", 413: "TOO_BIG", 415: "UNSUPPORTED", 503: "UNAVAILABLE"}
# After how many seconds it is worth asking again: an engine that is away, a queue that has to get shorter.
_RETRY_SECONDS = {"UNAVAILABLE": 5, "BUSY": 10, "BUSY_SHARE": 10}

SCHEMA = {
    "type": "object",
    "required": ["type", "title", "status", "code", "zh", "en"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string", "enum": sorted(REASONS)},
        "zh": {"type": "string", "description": "中文说明"},
        "en": {"type": "string", "description": "the sentence in English"},
    },
}
_DESCRIBED = {"description": "问题说明 · problem details (RFC 9457)", "content": {MEDIA_TYPE: {"schema": SCHEMA}}}
RESPONSES: dict[int | str, dict[str, Any]] = {422: _DESCRIBED, "default": _DESCRIBED}


class Problem(GongkaiError):
    """An error whose answer has a status of its own or brings more than the sentence."""

    def __init__(self, code: str, detail: str = "", *, status: int | None = None, **more: Any) -> None:
        self.status = status or _STATUS.get(code, 500)
        self.more = more
        super().__init__(code, detail)


def install(app: FastAPI) -> None:
    """Let every error end as a problem."""
    app.add_exception_handler(GongkaiError, _known)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _bug)


def answer(request: Request, problem: GongkaiError, status: int | None = None) -> Response:
    """The problem as JSON, or as a page for a browser that asked for a page."""
    found = status or (problem.status if isinstance(problem, Problem) else _STATUS.get(problem.code, 500))
    # The guard does not see what answers a bug.
    retry = _RETRY_SECONDS.get(problem.code)
    headers = HEADERS | ({"Retry-After": str(retry)} if retry else {})
    if _wants_page(request):
        return page(request, "problem.html", status=found, headers=headers, problem=problem)
    more = problem.more if isinstance(problem, Problem) else {}
    return JSONResponse(as_json(problem, found) | more, found, headers, MEDIA_TYPE)


def as_json(problem: GongkaiError, status: int) -> dict[str, Any]:
    """The members of RFC 9457 and ours."""
    plain = {
        "type": "about:blank",
        "title": problem.reason.en,
        "status": status,
        "code": problem.code,
        "zh": problem.reason.zh,
        "en": problem.reason.en,
    }
    return {**plain, "detail": problem.detail} if problem.detail else plain


def _wants_page(request: Request) -> bool:
    inside = request.url.path.startswith(("/api/", "/health", "/ready", "/metrics", "/static/"))
    return not inside and "text/html" in request.headers.get("accept", "")


async def _known(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, GongkaiError)
    # Which engine, and what it said, is for the log and not for visitors.
    return answer(request, Problem("UNAVAILABLE") if isinstance(problem, Unavailable) else problem)


async def _invalid(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, RequestValidationError)
    detail = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in problem.errors())
    return answer(request, Problem("BAD_REQUEST", detail, status=422))


async def _http(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, HTTPException)
    code = _CODES.get(problem.status_code, "BAD_REQUEST" if problem.status_code < 500 else "BUG")
    response = answer(request, Problem(code, status=problem.status_code))
    response.headers.update(problem.headers or {})
    return response


async def _bug(request: Request, problem: Exception) -> Response:
    """Starlette logs the traceback; the visitor learns nothing of it."""
    return answer(request, Problem("BUG", status=500))
