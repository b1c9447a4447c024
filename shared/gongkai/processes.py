"""Child processes that never outlive their parent, with what they say in a file."""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

_SHORTEST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0
# Who has run so long is well, and begins with short pauses again when it ends.
_WELL = 60.0
_LONGEST_LOG = 20 * 1024**2
_PR_SET_PDEATHSIG = 1


@dataclass(slots=True)
class Child:
    """A process that is started, watched and started again. `restarts` counts how often it ended by itself."""

    name: str
    command: Sequence[str]
    log: Path
    scratch: Path
    process: subprocess.Popen[bytes] | None = None
    restarts: int = 0
    _started: float = 0.0
    _pause: float = 0.0

    @property
    def pid(self) -> int | None:
        """None while it does not run."""
        return self.process.pid if self.process else None

    def start(self) -> None:
        """Start it; what it writes is added to its log, of which the last is kept when it has grown too long."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        # What the one before left in its temporary folder when it was killed goes with it.
        shutil.rmtree(self.scratch, ignore_errors=True)
        self.scratch.mkdir(parents=True)
        if self.log.exists() and self.log.stat().st_size > _LONGEST_LOG:
            self.log.replace(self.log.with_suffix(".old"))
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(  # noqa: S603 - the commands are this program's own
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                env={**os.environ, "TMPDIR": str(self.scratch.resolve())},
                start_new_session=True,
                preexec_fn=partial(_end_with_parent, os.getpid()),
            )
        self._started = time.monotonic()

    def watch(self) -> bool:
        """Start it again when it has ended and its pause is over; True when it has just ended."""
        if self.process is None:
            if time.monotonic() >= self._started + self._pause:
                self.start()
            return False
        if self.process.poll() is None:
            return False
        well = time.monotonic() - self._started > _WELL
        self._pause = _SHORTEST_PAUSE if well or not self._pause else min(self._pause * 2, _LONGEST_PAUSE)
        self.process, self._started = None, time.monotonic()
        self.restarts += 1
        return True

    def stop(self, patience: float) -> None:
        """Ask it to end, and end it when it has not done so in time."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(patience)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None


def _end_with_parent(parent: int) -> None:
    # Killed like the parent: everything here is made to be killed at any moment.
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
