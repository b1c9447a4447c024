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
from concurrent.futures import ThreadPoolExecutor

import installing
import servers

# What tells the tests of a server that runs already.
VARIABLES = {
    "redis": "GONGKAI_TEST_REDIS",
    "minio": "GONGKAI_TEST_S3",
    "versitygw": "GONGKAI_TEST_S3_SECOND",
    "elasticsearch-9.2.8": "GONGKAI_TEST_ES",
    "elasticsearch-8.19.7": "GONGKAI_TEST_ES_8",
}


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
        folder = stack.enter_context(servers.run_folder())
        made = {name: make(folder / name) for name, make in servers.MAKERS.items() if installing.is_installed(name)}
        with ThreadPoolExecutor(len(VARIABLES)) as threads:
            list(threads.map(stack.enter_context, made.values()))
        environment = {VARIABLES[name]: server.address for name, server in made.items()}
        return subprocess.run(command, env={**os.environ, **environment}).returncode


if __name__ == "__main__":
    sys.exit(main())
