"""Time that nobody sets: for leases and limits, where a clock that is put right must do no harm."""

from __future__ import annotations

import time

# Goes on while the machine sleeps, as leases do; where the system has no such clock, the one that stops then.
_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


def steady() -> float:
    """Seconds since this machine was started: the same for all its processes, and never set."""
    return time.clock_gettime(_CLOCK)
