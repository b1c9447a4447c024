"""The engines of the tests can be killed, paused and started again, keep what they stored, and leave nothing behind."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from typing import Any

import engines
import pytest
import servers
from redis import Redis

from gongkai.adapters.objects_s3 import S3Objects

DEPLOY = Path(engines.__file__).parent


@pytest.fixture
def made(own_folder: servers.Folders) -> Iterator[Callable[[str], servers.Server]]:
    """Makes a server, which is not started."""
    with ExitStack() as stack:
        yield lambda name: servers.MAKERS[name](stack.enter_context(own_folder(name)) / name)


def test_a_broker_that_was_killed_has_what_it_was_given(made: Callable[[str], servers.Server]) -> None:
    with made("redis") as server:
        Redis.from_url(server.address).set("a", "1")
        server.kill()
        assert not server.ready()
        server.start()
        assert Redis.from_url(server.address).get("a") == b"1"


@pytest.mark.parametrize("name", ["minio", "versitygw"])
def test_a_store_that_was_killed_or_stopped_has_what_it_was_given(
    made: Callable[[str], servers.Server], name: str
) -> None:
    with made(name) as server:
        S3Objects(server.address).put("a", BytesIO(b"1"))
        server.kill()
        server.start()
        server.stop()
        server.start()
        assert S3Objects(server.address).get("a") == b"1"


def test_a_server_that_is_paused_answers_nothing_until_it_goes_on(made: Callable[[str], servers.Server]) -> None:
    with made("redis") as server:
        client = Redis.from_url(server.address, socket_timeout=0.3)
        server.pause()
        with pytest.raises(Exception, match="Timeout"):
            client.ping()
        server.resume()
        assert server.ready()
        server.pause()  # it is stopped all the same


def test_every_process_of_a_group_is_gone_when_a_server_was_killed(made: Callable[[str], servers.Server]) -> None:
    server = made("redis")
    server.start()
    assert server.process
    group = server.process.pid
    server.kill()
    assert servers.is_gone(group, 0)
    server.kill()
    server.stop()


def test_a_server_that_cannot_start_says_why(own_folder: servers.Folders) -> None:
    with own_folder("redis") as folder, pytest.raises(servers.EngineTrouble, match="no-such-setting"):
        servers.redis(folder / "redis", "no-such-setting 1").start()


@pytest.fixture
def elsewhere(own_folder: servers.Folders) -> Iterator[dict[str, Any]]:
    """How programs are run with an empty folder of engines, that everybody may enter."""
    with own_folder("redis"), tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield {"env": {**os.environ, "GONGKAI_ENGINES": name}, "cwd": DEPLOY, "capture_output": True, "text": True}


KILLED = """
import os, servers
with servers.run_folder() as folder:
    server = servers.redis(folder / "redis")
    server.start()
    print(folder, server.process.pid, flush=True)
    os.kill(os.getpid(), 9)
"""


def test_what_a_killed_run_has_left_is_ended_and_removed_by_the_next(elsewhere: dict[str, Any]) -> None:
    left, group = subprocess.run([sys.executable, "-c", KILLED], **elsewhere).stdout.split()
    assert Path(left).exists() and not servers.is_gone(int(group), 0)
    subprocess.run([sys.executable, "-c", "import servers\nwith servers.run_folder(): pass"], check=True, **elsewhere)
    assert not list(Path(left).parent.iterdir())
    assert servers.is_gone(int(group), 0)


def test_a_command_gets_the_addresses_and_its_status_is_that_of_the_run(elsewhere: dict[str, Any]) -> None:
    command = [DEPLOY / "run", "sh", "-c", 'echo "$GONGKAI_TEST_REDIS"; exit 7']
    ended = subprocess.run(command, **elsewhere)
    assert (ended.returncode, ended.stdout[:9]) == (7, "redis://:")
