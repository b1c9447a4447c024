"""The caller's side of isolation: a helper process is asked for each document, and replaced when it is gone."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

import structlog

from gongkai.errors import Failed, Refused
from gongkai.parse.isolation.outcome import ALIVE, Channel, Outcome, request
from gongkai.settings import Limits

_log = structlog.get_logger()

_SILENCE, _WARMING = 30.0, 300.0
"""Seconds without a word after which a helper counts as hung, as it says every few seconds that it lives; warming takes longer."""

# Nothing else of the environment reaches the helper: no passwords, no addresses of engines.
_PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "TZ")
_SET = {
    "LANG": "C.UTF-8",
    "PYTHONUTF8": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
}


def run(job: str, source: Path, folder: Path, limits: Limits, **options: Any) -> bytes:
    """What the job makes of `source`, computed in a child process of its own.

    `job` names a function as "module:function"; it is called with (source, target, limits, **options) and writes its
    result to `target`, below a folder that is made in `folder` and removed again. Raises what the job raises as `Refused` or
    `Failed`; `Failed` TIMEOUT, MEMORY, OUTPUT_TOO_BIG or CRASH for a child that was stopped or died; BUG for any other
    exception, whose traceback only the log gets. OSError when the machine has no room.
    """
    scratch = Path(tempfile.mkdtemp(prefix="child-", dir=folder.resolve()))
    try:
        target = scratch / "result"
        outcome = _ask(job, source.resolve(), target, limits, options)
        _raise_unless_done(outcome, job)
        return _result(target, limits)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def prepare(function: str) -> None:
    """Start a helper and have it call "module:function" once; what that loads, its children need not load again.

    The function runs outside of every limit, so it must not touch a document. Failed CRASH when it did not end well.
    """
    helper = _Helper()
    outcome = helper.ask(request(warm=function, path=sys.path), _WARMING)
    if outcome is None:
        helper.close()
        raise Failed("CRASH", "the helper process has gone")
    with _lock:
        _idle.append(helper)


class _Helper:
    """A process that forks children; it ends by itself when this side of its connection is closed."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        environment |= _SET | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-P", "-m", "gongkai.parse.isolation.helper", str(theirs.fileno())],
            pass_fds=(theirs.fileno(),),
            stdin=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
        )
        theirs.close()
        self._channel = Channel(ours)

    def ask(self, line: bytes, seconds: float) -> Outcome | None:
        """The outcome of a request, None when the helper has gone or says nothing for so many seconds."""
        self._channel.connection.settimeout(seconds)
        try:
            self._channel.send(line)
            while (answer := self._channel.receive()) == ALIVE:
                pass
        except OSError:
            return None
        return Outcome.from_bytes(answer) if answer else None

    @property
    def alive(self) -> bool:
        """Whether the process is still there; one may be killed while it waits."""
        return self._process.poll() is None

    def leave(self) -> None:
        """Close this process's end only, without ending the helper of another one."""
        self._channel.connection.close()
        self._process.returncode = 0

    def close(self) -> None:
        """End the helper and, with it, a child that is left."""
        self._channel.connection.close()
        self._process.kill()
        self._process.wait()


_idle: list[_Helper] = []
_lock = threading.Lock()


def _ask(job: str, source: Path, target: Path, limits: Limits, options: dict[str, Any]) -> Outcome:
    line = request(
        job=job, source=str(source), target=str(target), limits=limits.model_dump(), options=options, path=sys.path
    )
    helper = _take()
    try:
        outcome = helper.ask(line, _SILENCE)
    except BaseException:  # the caller is interrupted: nobody waits for this document any more
        helper.close()
        raise
    if outcome is None:
        helper.close()
        return Outcome("failed", "CRASH", "the helper process has gone")
    with _lock:
        _idle.append(helper)
    return outcome


def _take() -> _Helper:
    with _lock:
        while _idle:
            helper = _idle.pop()
            if helper.alive:
                return helper
            helper.close()
    return _Helper()


def _forget() -> None:
    """A forked process starts helpers of its own; those of its parent are not its to use or to end."""
    global _lock
    _lock = threading.Lock()
    for helper in _idle:
        helper.leave()
    _idle.clear()


os.register_at_fork(after_in_child=_forget)


def _raise_unless_done(outcome: Outcome, job: str) -> None:
    if outcome.log:
        _log.error("isolation.bug", job=job, code=outcome.code, traceback=outcome.log)
    if outcome.family == "refused":
        raise Refused(outcome.code, outcome.detail)
    if outcome.family == "machine":
        raise OSError(int(outcome.code), outcome.detail)
    if outcome.family != "done":
        raise Failed(outcome.code, outcome.detail)


def _result(target: Path, limits: Limits) -> bytes:
    """The bytes of the result; a link that the child may have put there is not followed."""
    try:
        descriptor = os.open(target, os.O_RDONLY | os.O_NOFOLLOW)
    except OSError as missing:
        raise Failed("CRASH", "no result was written") from missing
    with os.fdopen(descriptor, "rb") as file:
        data = file.read(limits.output + 1)
    if len(data) > limits.output:
        raise Failed("OUTPUT_TOO_BIG")
    return data
