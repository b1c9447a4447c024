"""Pages rendered on the server: one shell, two languages, no scripts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from gongkai.flow import SERVICES

LANGUAGES = ("zh", "en")
_COOKIE = "lang"
_YEAR = 365 * 24 * 3600


def page(
    request: Request, template: str, *, status: int = 200, headers: Mapping[str, str] | None = None, **values: Any
) -> HTMLResponse:
    """A page in the visitor's language. Templates get `t(zh, en)`, `lang`, and links to the same page in both languages."""
    lang = language(request)
    shell = {
        "lang": lang,
        "t": lambda zh, en: zh if lang == "zh" else en,
        "path": request.url.path,
        "in_language": {one: str(request.url.include_query_params(lang=one).query) for one in LANGUAGES},
    }
    response = HTMLResponse(_TEMPLATES.get_template(template).render({**shell, **values}), status, headers)
    response.headers["Content-Language"] = "zh-CN" if lang == "zh" else "en"
    response.headers["Vary"] = "Accept-Language, Cookie"
    if request.query_params.get("lang") in LANGUAGES:
        response.set_cookie(_COOKIE, lang, max_age=_YEAR, httponly=True, samesite="lax")
    return response


def language(request: Request) -> str:
    """What the address says, or the cookie, or the browser; Chinese otherwise."""
    for wish in (request.query_params.get("lang"), request.cookies.get(_COOKIE)):
        if wish in LANGUAGES:
            return str(wish)
    first = request.headers.get("accept-language", "").strip().lower()[:2]
    return "en" if first == "en" else "zh"


def separated(printed: str) -> str:
    """A printed amount with its thousands separated.

    >>> separated("-1234567.50")
    '-1,234,567.50'
    """
    whole, point, decimals = printed.partition(".")
    return f"{int(whole or 0):,}".join(("-" if whole.startswith("-0") else "", point + decimals))


def lasting(seconds: float, lang: str) -> str:
    """A time span in words, one unit.

    >>> lasting(75, "zh"), lasting(75, "en")
    ('1 分钟', '1 min')
    """
    for length, zh, en in ((86400, "天", "d"), (3600, "小时", "h"), (60, "分钟", "min")):
        if seconds >= length:
            return f"{int(seconds // length)} {zh if lang == 'zh' else en}"
    return f"{int(seconds)} {'秒' if lang == 'zh' else 's'}"


def moment(at: float) -> str:
    """A point of time as local date and time."""
    return datetime.fromtimestamp(at).astimezone().strftime("%Y-%m-%d %H:%M:%S")


def _folders() -> list[Path]:
    """The shell's templates, then those of each service, which are named here, not imported."""
    specs = [find_spec(f"gongkai.{service}") for service in SERVICES]
    homes = [Path(spec.origin).parent for spec in specs if spec and spec.origin]
    return [Path(__file__).parent / "templates", *(home / "templates" for home in homes)]


_TEMPLATES = Environment(
    loader=FileSystemLoader(_folders()),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.filters.update(separated=separated, lasting=lasting, moment=moment)
