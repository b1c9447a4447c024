"""Who is at work: a name for this process by which others on the machine can tell that it has ended."""

from __future__ import annotations

import os
import socket
import uuid
from pathlib import Path


def myself() -> str:
    """A new name each time: host, process number, the moment of its start where the system tells it, a random end.

    The moment is there because process numbers are used again, the end because a process has many threads.
    """
    return f"{socket.gethostname()}:{os.getpid()}:{_started(os.getpid())}:{uuid.uuid4().hex[:8]}"


def lives(owner: str) -> bool:
    """False only when the process has certainly ended; one on another machine is taken to live."""
    host, number, started, _ = owner.split(":")
    if host != socket.gethostname():
        return True
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return _started(int(number)) == started


def _started(process: int) -> str:
    try:
        line = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return ""
    state, *rest = line.rpartition(")")[2].split()
    return "" if state == "Z" else rest[18]
