"""Whether a Redis is fit to be broker and board: it lets us in, keeps what it is given, takes writes, and lets no stranger in."""

from __future__ import annotations

import ipaddress
from typing import Any
from urllib.parse import urlsplit

from redis import Redis
from redis.exceptions import AuthenticationError, NoPermissionError, RedisError

from gongkai.adapters import broker
from gongkai.errors import CannotStart, Unavailable

SCHEMES = ("redis", "rediss", "unix", "redis+socket")


def check(address: str, shown: str) -> None:
    """CannotStart for a server that is not fit, `Unavailable` for one that does not answer. `shown` has no password."""
    try:
        with broker.connect(address) as server:
            server.ping()
            if _told(server, "memory").get("maxmemory_policy", "noeviction") != "noeviction":
                raise CannotStart("CONFIG_EVICTS", shown)
            if _told(server, "replication").get("role", "master") != "master":
                raise CannotStart("CONFIG_READ_ONLY", f"{shown}: replica")
            if _lets_strangers_in(address, server):
                raise CannotStart("CONFIG_OPEN", shown)
    except AuthenticationError as problem:
        raise CannotStart("CONFIG_CREDENTIALS", shown) from problem
    except RedisError as problem:
        raise Unavailable("broker", type(problem).__name__) from problem


def _told(server: Redis, section: str) -> dict[str, Any]:
    """What the server says of itself; nothing, where this user may not ask."""
    try:
        found: Any = server.info(section)
    except NoPermissionError:
        return {}
    return dict(found)


def _lets_strangers_in(address: str, server: Redis) -> bool:
    given = urlsplit(address)
    if not given.hostname or not _answers_without_password(address):
        return False
    return not _is_own(given.hostname) or _listens_to_others(server)


def _answers_without_password(address: str) -> bool:
    given = urlsplit(address)
    try:
        with broker.connect(given._replace(netloc=given.netloc.rpartition("@")[2]).geturl()) as stranger:
            return bool(stranger.ping())
    except RedisError:
        return False


def _listens_to_others(server: Redis) -> bool:
    try:
        found: Any = server.config_get("bind", "protected-mode")
    except RedisError:
        return False  # it does not tell; as seen from this host there is nobody else
    bound = [part.removeprefix("-") for part in found["bind"].split()]
    return found["protected-mode"] == "no" and not (bound and all(map(_is_own, bound)))


def _is_own(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
