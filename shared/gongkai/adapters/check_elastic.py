"""Whether a server is an Elasticsearch of a version that this product is tested on."""

from __future__ import annotations

import re
from typing import Any

from elastic_transport import HttpHeaders, SerializationError, TransportError
from elasticsearch import Elasticsearch

from gongkai.errors import CannotStart, Unavailable

SCHEMES = ("http", "https")
_TIMEOUT = 5.0
_PLAIN = {"accept": "application/json"}  # a version that does not know ours could not answer in any other form
_AWAY = (408, 429, 500, 502, 503, 504)


def check(address: str, shown: str) -> None:
    """CannotStart for another server or version, `Unavailable` for one that does not answer. `shown` has no password."""
    with Elasticsearch(address, request_timeout=_TIMEOUT, max_retries=0) as client:
        headers, found = _asked(client, "/", shown)
        # Without its module for people, as in the distribution for tests, only the nodes tell.
        version = _version(found) or _version(_asked(client, "/_nodes/_local/_none", shown)[1])
    if headers.get("x-elastic-product") != "Elasticsearch" or not _is_fit(version):
        raise CannotStart("CONFIG_VERSION", f"{shown}: {version or '?'}")


def _asked(client: Elasticsearch, path: str, shown: str) -> tuple[HttpHeaders, Any]:
    try:
        answer = client.transport.perform_request("GET", path, headers=_PLAIN)
    except SerializationError as problem:
        raise CannotStart("CONFIG_VERSION", f"{shown}: ?") from problem
    except TransportError as problem:
        raise Unavailable("elasticsearch", type(problem).__name__) from problem
    if answer.meta.status in (401, 403):
        raise CannotStart("CONFIG_CREDENTIALS", f"{shown}: HTTP {answer.meta.status}")
    if answer.meta.status in _AWAY:
        raise Unavailable("elasticsearch", f"HTTP {answer.meta.status}")
    return answer.meta.headers, answer.body


def _version(found: Any) -> str:
    """`9.2.8` from what the server or one of its nodes says of itself."""
    said: dict[str, Any] = found if isinstance(found, dict) else {}
    about: dict[str, Any] = next(iter(said.get("nodes", {}).values()), said)
    version = about.get("version", "")
    return str(version.get("number", "") if isinstance(version, dict) else version)


def _is_fit(version: str) -> bool:
    found = re.match(r"(\d+)\.(\d+)\.", version)
    return found is not None and (found[1] == "9" or (found[1] == "8" and int(found[2]) >= 19))
