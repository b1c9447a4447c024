"""The helper process: waits for requests, forks a child for each, watches its time, reports how it ended.

It runs no document itself, so it stays small and sound. It ends when its caller goes away, and takes its child along.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
import time
from pathlib import Path
from typing import Any

from gongkai.parse.isolation import child
from gongkai.parse.isolation.outcome import ALIVE, Channel, Outcome
from gongkai.parse.isolation.quota import Quota
from gongkai.parse.isolation.timing import Time

_NAMES = {
    signal.SIGXCPU: "TIMEOUT",
    signal.SIGXFSZ: "OUTPUT_TOO_BIG",
}
_LOOK = 0.5
"""Seconds between two looks at the child's folder, with each of which the caller hears that the helper lives."""
_MEMORY_TAKEN = 0.7
"""Share of the memory limit beyond which a child that a signal ended counts as out of memory: C code aborts then."""


def main() -> None:
    """Serve the connection whose file descriptor is the first argument."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    channel = Channel(socket.socket(fileno=int(sys.argv[1])))
    while line := channel.receive():
        wanted = json.loads(line)
        sys.path += [folder for folder in wanted["path"] if folder not in sys.path]
        channel.send((_warm(wanted["warm"]) if "warm" in wanted else _run(wanted, channel)).to_bytes())


def _warm(name: str) -> Outcome:
    """Do here, once, what every child would have to do again: the children find it in their memory."""
    module, _, function = name.partition(":")
    getattr(importlib.import_module(module), function)()
    return Outcome("done")


def _run(wanted: dict[str, Any], channel: Channel) -> Outcome:
    # One that does not import is reported by the child, which tries again.
    with contextlib.suppress(Exception):
        importlib.import_module(wanted["job"].partition(":")[0])
    return _Watch(wanted, channel).outcome()


class _Watch:
    """One child and the pipe on which it reports."""

    def __init__(self, wanted: dict[str, Any], channel: Channel) -> None:
        limits = wanted["limits"]
        self._channel = channel
        self._memory = int(limits["memory"])
        self._time = Time(limits, time.monotonic)
        self._quota = Quota(Path(wanted["target"]).parent, limits)
        self._pipe, report = os.pipe()
        helper = os.getpid()
        gc.freeze()
        self._pid = os.fork()
        if self._pid == 0:
            os.close(self._pipe)
            channel.connection.close()
            child.main(wanted, report, helper)
        os.close(report)

    def outcome(self) -> Outcome:
        """How the child ended; it and all that it started are gone afterwards."""
        try:
            said, stopped = self._listen()
        finally:
            os.close(self._pipe)
        self._kill()
        _, status, usage = os.wait4(self._pid, 0)
        if stopped:
            return Outcome("failed", stopped)
        if said.endswith(b"\n"):
            return Outcome.from_bytes(said)
        return _died(status, usage.ru_maxrss * 1024, self._memory)

    def _listen(self) -> tuple[bytes, str]:
        """What the child said until it closed its end, and why it was stopped before that; leaves when the caller has gone."""
        said, looked = b"", time.monotonic()
        caller = self._channel.connection.fileno()
        while (left := self._time.left()) > 0:
            ready, _, _ = select.select([self._pipe, caller], [], [], min(left, _LOOK))
            if caller in ready:
                self._leave()
            if self._pipe in ready:
                part = os.read(self._pipe, 65_536)
                said += part if said else self._time.without_marks(part)
                if not part or said.endswith(b"\n"):
                    return said, ""
            if time.monotonic() - looked >= _LOOK:
                looked = time.monotonic()
                self._channel.send(ALIVE + b"\n")
                if self._quota.is_exceeded():
                    return said, "OUTPUT_TOO_BIG"
        return said, "TIMEOUT"

    def _leave(self) -> None:
        """The caller asks one thing at a time, so what can be read now is its end."""
        self._kill()
        os._exit(0)

    def _kill(self) -> None:
        """The child's group, and the child itself in case that it has not made its group yet."""
        for kill in (os.killpg, os.kill):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                kill(self._pid, signal.SIGKILL)


def _died(status: int, peak: int, memory: int) -> Outcome:
    if not os.WIFSIGNALED(status):
        return Outcome("failed", "CRASH", f"exit status {os.waitstatus_to_exitcode(status)}")
    number = os.WTERMSIG(status)
    code = _NAMES.get(signal.Signals(number)) or ("MEMORY" if peak > memory * _MEMORY_TAKEN else "CRASH")
    return Outcome("failed", code, f"ended by {signal.Signals(number).name}")


if __name__ == "__main__":
    main()
