"""A sign of life in a file: written by every worker and the reconciler, looked at by `gongkai health`."""

from __future__ import annotations

import contextlib
import os
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from gongkai.adapters.clocks import steady

# A process without a sign of life for so many seconds is taken to have come to a stand.
BEAT, STALE = 5.0, 60.0
_PREFIX = "gongkai-beat-"


def path_of(name: str, process: int, folder: Path | None = None) -> Path:
    """Where a process gives its signs of life."""
    return Path(folder or tempfile.gettempdir(), f"{_PREFIX}{name}-{process}")


def beat(name: str, now: float | None = None) -> None:
    """Say that this process is alive; written whole, into the temporary folder, so that a container finds its own."""
    path = path_of(name, os.getpid())
    temporary = path.with_suffix(".new")
    # Not through a link that somebody else may have laid there.
    with contextlib.suppress(OSError):
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(repr(steady() if now is None else now))
        temporary.replace(path)


def keep(name: str) -> None:
    """Say so from now on, from a thread that ends with the process."""

    def work() -> None:
        while True:
            beat(name)
            time.sleep(BEAT)

    threading.Thread(target=work, name="heartbeat", daemon=True).start()


def end(name: str) -> None:
    """This process ends in good order: nobody has to miss it."""
    path_of(name, os.getpid()).unlink(missing_ok=True)


def is_well(name: str, folder: Path | None = None) -> bool:
    """Whether a process of this name runs here and every one that runs gave a sign of life lately."""
    ages = list(_ages(name, folder or Path(tempfile.gettempdir())))
    return bool(ages) and all(0 <= age < STALE for age in ages)


def _ages(name: str, folder: Path) -> Iterator[float]:
    now = steady()
    for path in folder.glob(f"{_PREFIX}{name}-*"):
        number = path.name.rpartition("-")[2]
        if not number.isdigit() or path.lstat().st_uid != os.getuid():
            continue
        if not Path("/proc/self").exists() or Path(f"/proc/{number}").exists():
            yield now - float(path.read_text() or 0)
        else:
            path.unlink(missing_ok=True)  # of one that was killed
