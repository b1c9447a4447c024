"""What has to hold before a process starts: a safe address, a free port, engines that answer and are fit for their work."""

from __future__ import annotations

import ipaddress
import re
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from gongkai import bootstrap
from gongkai.errors import CannotStart, Unavailable
from gongkai.settings import Settings

if TYPE_CHECKING:
    from gongkai.context import Context

BROKER, OBJECTS, INDEX = ENGINES = ("REDIS_URL", "GONGKAI_S3", "GONGKAI_ELASTICSEARCH")
_CHECKS = {BROKER: "check_redis", OBJECTS: "check_s3", INDEX: "check_elastic"}
_USER = re.compile(r"(?<=//).*@|^(?!\w+://).*@")
_AGAIN, _TELL = 0.5, 3.0
# What was killed a moment ago may still be about to let go of its port (seconds).
_LETTING_GO, _LOOK = 2.0, 0.2


@dataclass(frozen=True, slots=True)
class Engine:
    """A server that the settings give the address of; `shown` names both, without the password."""

    name: str
    address: str

    @property
    def shown(self) -> str:
        """The setting and the address as people may see it."""
        return f"{self.name}={_USER.sub('', self.address)}"

    def check(self) -> None:
        """CannotStart where it is not fit for its work, `Unavailable` where it does not answer."""
        try:
            adapter = import_module(f"gongkai.adapters.{_CHECKS[self.name]}")
        except ModuleNotFoundError as problem:
            raise CannotStart("CONFIG_EXTRA", f"{self.name}: {problem}") from problem
        if not _is_address(self.address, adapter.SCHEMES, needs_path=self.name == OBJECTS):
            raise CannotStart("CONFIG_ADDRESS", self.shown)
        adapter.check(self.address, self.shown)


def ready(*needed: str, settings: Settings | None = None, gather: float = 0.0) -> Context:
    """The engines for a process that stays: those needed (all, if none is named) answer and are fit, or CannotStart.

    A process often starts together with its engines, so it waits for them for a while.
    """
    given = settings or Settings()
    check_engines(given, needed or ENGINES, given.patience)
    return bootstrap.chosen(given, gather=gather)


def ready_for_command(*needed: str) -> Context:
    """The engines for one command, which does not wait for them; those of one machine need not run."""
    given = Settings()
    if given.s3 or given.elasticsearch:
        check_engines(given, needed or ENGINES, patience=0.0)
    return bootstrap.chosen(given)


def check_engines(settings: Settings, needed: tuple[str, ...] = ENGINES, patience: float = 0.0) -> None:
    """CannotStart unless all addresses are given that belong together, and each engine that is needed is fit."""
    bootstrap.check_addresses(settings)
    end = time.monotonic() + patience
    for engine in _engines(settings):
        if engine.name in needed:
            _wait_for(engine, end)


def check_data(folder: Path) -> None:
    """CannotStart unless the folder can be made and written to."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as problem:
        raise CannotStart("CONFIG_DATA", f"GONGKAI_DATA={folder}: {problem.strerror}") from problem


def check_host(host: str) -> None:
    """CannotStart for an address that others can reach: there are no keys yet that would keep them out."""
    try:
        inside = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        inside = False
    if not inside:
        raise CannotStart("CONFIG_HOST", f"GONGKAI_HOST={host}")


def check_port(host: str, port: int) -> None:
    """CannotStart when another program listens on the port, and does not stop within a moment."""
    end = time.monotonic() + _LETTING_GO
    while problem := _problem_with(host, port):
        if time.monotonic() > end:
            raise CannotStart("CONFIG_PORT", f"{host}:{port}: {problem}")
        time.sleep(_LOOK)


def _engines(settings: Settings) -> Iterator[Engine]:
    given = dict(zip(ENGINES, (settings.redis_url, settings.s3, settings.elasticsearch), strict=True))
    return (Engine(name, address) for name, address in given.items() if address)


def _wait_for(engine: Engine, end: float) -> None:
    """Ask again until `end` while the engine does not answer; say once that it is waited for."""
    tell = _once(f"等待 · waiting for {engine.shown}", time.monotonic() + _TELL)
    while True:
        try:
            return engine.check()
        except Unavailable as away:
            if time.monotonic() > end:
                raise CannotStart("CONFIG_UNREACHABLE", f"{engine.shown}: {away.detail}") from away
        tell()
        time.sleep(_AGAIN)


def _once(text: str, after: float) -> Callable[[], None]:
    """Prints the text at the first call after this moment."""
    left = [text]

    def tell() -> None:
        if left and time.monotonic() > after:
            print(left.pop(), file=sys.stderr, flush=True)

    return tell


def _is_address(address: str, schemes: tuple[str, ...], *, needs_path: bool) -> bool:
    """Whether there is a scheme that is known, a host and a port that is a number, a bucket where one is needed."""
    try:
        given = urlsplit(address)
        place = given.hostname and given.port != 0
    except ValueError:
        return False
    path = given.path.strip("/")
    on_socket = given.scheme in ("unix", "redis+socket") and path
    return given.scheme in schemes and bool(place or on_socket) and (not needs_path or bool(path and "/" not in path))


def _problem_with(host: str, port: int) -> str | None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            return problem.strerror or "?"
    return None
