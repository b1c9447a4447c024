"""Installs, starts and stops the engines of the distributed mode on a bare Debian machine, without containers.

    engines.py install        download and build what is missing, once
    engines.py run COMMAND    start all that are installed, run the command with their addresses, stop them

What was downloaded stays in the folder GONGKAI_ENGINES (`.cache/engines`). Every engine listens on a free port of
127.0.0.1 with credentials made at its start, and leaves nothing behind. Standard library only.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import installing
import servers


def main() -> int:
    """Do what the command line says; exit with the status of the command that was run."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("install")
    verbs.add_parser("run").add_argument("command", nargs=argparse.REMAINDER)
    given = parser.parse_args()
    try:
        return run(given.command) if given.verb == "run" else installing.install()
    except (installing.CannotInstall, servers.EngineTrouble) as trouble:
        sys.exit(f"engines: {trouble}")


def run(command: list[str]) -> int:
    """Start the installed engines, run the command with their addresses in its environment, stop the engines."""
    if not command:
        sys.exit("engines: which command?")
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(143))
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=installing.CACHE, prefix="run-")))
        folder.chmod(0o755)
        made = chosen(folder)
        with ThreadPoolExecutor(len(made)) as threads:
            list(threads.map(lambda server: stack.enter_context(server), made.values()))
        environment = {name: server.address for name, server in made.items()}
        return subprocess.run(command, env={**os.environ, **environment}).returncode


def chosen(folder: Path) -> dict[str, servers.Server]:
    """The servers of one run, by the variable that tells the tests of them."""
    return {
        "GONGKAI_TEST_REDIS": servers.redis(folder / "redis"),
        "GONGKAI_TEST_S3": servers.minio(folder / "minio"),
        "GONGKAI_TEST_S3_SECOND": servers.versitygw(folder / "versitygw"),
        "GONGKAI_TEST_ES": servers.elasticsearch(folder / "elasticsearch-9", "9.2.8"),
        "GONGKAI_TEST_ES_8": servers.elasticsearch(folder / "elasticsearch-8", "8.19.7"),
    }


if __name__ == "__main__":
    sys.exit(main())
