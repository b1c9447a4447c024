"""The child process: puts itself under its limits, runs the job, reports in one line, and ends."""

from __future__ import annotations

import errno
import importlib
import math
import os
import resource
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from gongkai.errors import Failed, Refused
from gongkai.parse.isolation import progress
from gongkai.parse.isolation.outcome import Outcome
from gongkai.parse.isolation.sandbox import close_off, die_with_parent
from gongkai.settings import Limits

_OPEN_FILES = 64
_LOGGED = 20_000


def main(wanted: dict[str, Any], report: int, helper: int) -> NoReturn:
    """Run the wanted job and write its outcome to `report`; never returns."""
    try:
        os.setsid()
        die_with_parent(helper)
        progress.listen_on(report)
        outcome = _run(wanted)
    except BaseException:
        outcome = _bug()
    os.write(report, outcome.to_bytes())
    os._exit(0)


def _run(wanted: dict[str, Any]) -> Outcome:
    limits = Limits.model_construct(**wanted["limits"])
    source, target = Path(wanted["source"]), Path(wanted["target"])
    _quiet(target.parent)
    job = _job(wanted["job"])
    _limit(limits)
    close_off(source, target.parent)
    try:
        job(source, target, limits, **wanted["options"])
    except Refused as refused:
        return Outcome("refused", refused.code, refused.detail)
    except Failed as failed:
        return Outcome("failed", failed.code, failed.detail)
    except MemoryError:
        return Outcome("failed", "MEMORY")
    except OSError as problem:
        return _trouble(problem)
    except Exception:
        return _bug()
    return Outcome("done")


def _trouble(problem: OSError) -> Outcome:
    """A disk that is full is no document's fault: what a document may write is stopped before that."""
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return Outcome("machine", str(problem.errno), problem.strerror or "")
    return Outcome("failed", "OUTPUT_TOO_BIG") if problem.errno == errno.EFBIG else _bug()


def _job(name: str) -> Callable[..., None]:
    module, _, function = name.partition(":")
    job: Callable[..., None] = getattr(importlib.import_module(module), function)
    return job


def _quiet(scratch: Path) -> None:
    """Work in the child's own folder, and say nothing: what libraries print about a document does not belong in the log."""
    os.chdir(scratch)
    tempfile.tempdir = str(scratch)
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _limit(limits: Limits) -> None:
    seconds = math.ceil(max(limits.seconds, limits.longest)) + 1
    for kind, most in (
        (resource.RLIMIT_AS, _address_space() + limits.memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, limits.output + 1),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def _address_space() -> int:
    """Bytes that the process has mapped so far; 0 where the system does not tell, which leaves the limit itself."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except OSError:
        return 0
    return pages * resource.getpagesize()


def _bug() -> Outcome:
    kind = sys.exc_info()[0]
    return Outcome("failed", "BUG", kind.__name__ if kind else "", traceback.format_exc()[-_LOGGED:])
