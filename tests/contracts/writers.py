"""A process that writes to an index, and is killed in the middle."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path


def killed(program: str, *arguments: str, after: int) -> list[str]:
    """The documents that the program said were written, at least `after` of them, before it was killed."""
    process = subprocess.Popen(
        [sys.executable, "-c", program, *arguments], stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    )
    assert process.stdout
    acknowledged = [process.stdout.readline().strip() for _ in range(after)]
    process.send_signal(signal.SIGKILL)
    acknowledged += process.stdout.read().split()
    process.wait()
    return acknowledged
