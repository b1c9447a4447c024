"""Which `gongkai up` works on a data folder: one at most, and everybody can see its processes."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

_TRIES, _PAUSE = 5, 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """One process of the running product."""

    name: str
    pid: int | None
    restarts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """The product as it runs: the supervisor's process, the address of the pages, all other processes."""

    pid: int
    url: str
    started: float
    workers: tuple[Worker, ...]


class AlreadyUp(Exception):
    """Another `gongkai up` works on the same data folder."""


@contextlib.contextmanager
def alone(data: Path) -> Iterator[None]:
    """Hold the data folder for one supervisor. The system lets go of it when the process ends, however it ends."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / "up.lock").open("a") as lock:
        if not _hold(lock.fileno()):
            raise AlreadyUp
        # The note of one that was killed; nobody may take it for ours until ours is written.
        (data / "up.json").unlink(missing_ok=True)
        try:
            yield
        finally:
            (data / "up.json").unlink(missing_ok=True)


def _hold(lock: int) -> bool:
    """Take the lock; whoever only looks whether it is held has it for a moment too, so one refusal proves nothing."""
    for _ in range(_TRIES):
        with contextlib.suppress(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        time.sleep(_PAUSE)
    return False


def announce(data: Path, running: Running) -> None:
    """Let others know; written whole."""
    temporary = data / f"up.json.{os.getpid()}"
    temporary.write_text(json.dumps(asdict(running), ensure_ascii=False))
    temporary.replace(data / "up.json")


def running(data: Path) -> Running | None:
    """What runs on this data folder; None when nothing does, also when it was killed and left its note behind."""
    if not _is_held(data / "up.lock"):
        return None
    try:
        found = json.loads((data / "up.json").read_text())
    except (FileNotFoundError, ValueError):
        return None
    return Running(**{**found, "workers": tuple(Worker(**worker) for worker in found["workers"])})


def _is_held(lock: Path) -> bool:
    try:
        with lock.open("r") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False
